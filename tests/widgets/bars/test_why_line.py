"""What the why line shows adds up."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from recflix_tui.widgets.bars.why import GAP, Why, end_words
from recflix_tui.widgets.bars.why_line import beside, reasons_that_fit, said_of
from recflix_tui.widgets.pictures.figures import hundredths, signed

EFFECTS = [(f"Film {n}", 4.0, 0.3137 / (n + 1) * (-1) ** n) for n in range(8)]
WHY = Why(EFFECTS, 3.8649, 3.8649 + sum(e for _, _, e in EFFECTS) + 0.0371, count=20)


@pytest.mark.parametrize("width", [0, 14, 30, 50, 90, 200])
def test_the_reasons_and_the_rest_make_the_difference_of_the_figures(width: int) -> None:
    reasons = reasons_that_fit(WHY, width)
    baseline, you = (round(float(f) * 100) for f in re.findall(r"\d\.\d\d", end_words(WHY)))
    if reasons:
        assert sum(effect for _, effect in reasons) == you - baseline
        assert reasons[-1][0] == f"{20 - len(reasons) + 1} more"
    else:
        assert width < 15


def test_where_all_reasons_are_shown_there_is_no_rest() -> None:
    why = Why(EFFECTS[:2], 3.0, 3.0 + EFFECTS[0][2] + EFFECTS[1][2], count=2)
    assert [label for label, _ in reasons_that_fit(why, 90)] == ["Film 0 4", "Film 1 4"]


LONG = [
    ("The Lord of the Rings: The Fellowship of the Ring", 5.0, 0.4),
    ("千と千尋の神隠し劇場版完全版、もののけ姫、となりのトトロ", 4.5, -0.2),
    ("Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb", 4.0, 0.1),
]


@pytest.mark.parametrize("width", [30, 40, 56, 80, 100, 120, 160, 240])
@pytest.mark.parametrize("n", [1, 3])
def test_at_any_width_a_title_is_named_and_the_prediction_told(width: int, n: int) -> None:
    why = Why(LONG[:n], 3.0, 3.0 + sum(e for _, _, e in LONG[:n]), count=n + 4)
    reasons, end = said_of(why, width)
    assert reasons[0][0].startswith(("The", "T"))
    assert f"{why.you:.2f}" in end
    line = "".join(f"{label} {signed(effect)}{GAP}" for label, effect in reasons) + end
    assert cell_len(line) <= width


def test_a_title_stands_whole_beside_the_words_without_its_other_name_or_alone() -> None:
    raiders = "Raiders of the Lost Ark (Indiana Jones and the Raiders of the Lost Ark)"
    assert beside("", 80) == ("", 80)
    assert beside(raiders, 120) == (raiders, 44)
    assert beside(raiders, 80) == ("Raiders of the Lost Ark…", 51)
    bomb = LONG[2][0]
    assert beside(bomb, 100) == (bomb, 27)
    assert beside(bomb, 80) == (bomb, 0)
    assert beside(bomb, 40) == ("Dr. Strangelove or:…and Love the Bomb", 0)


def test_the_longest_name_is_shortened_first() -> None:
    why = Why([("Brazil", 4.0, 0.3), LONG[0]], 3.0, 3.7, count=2)
    assert [label for label, _ in reasons_that_fit(why, 55)] == [
        "Brazil 4",
        "The Lord of the…of the Ring 5",
    ]


def test_near_an_end_of_the_scale_its_part_makes_the_figures_add_up() -> None:
    assert end_words(Why((), 4.6, 5.324, scale=-0.361)) == "baseline 4.60  scale −0.36 → you 4.96"
    assert hundredths(5.324) - 36 == 496
    assert end_words(Why((), 4.6, 4.124, scale=-0.002)) == "baseline 4.60 → you 4.12"


def test_the_only_name_can_be_read_before_the_words_after_it_are_whole() -> None:
    why = Why([LONG[0]], 3.92, 4.32, count=13, scale=-0.01)
    whole = "baseline 3.92  scale −0.01 → you 4.31"
    said = {
        84: ("The Lord…of the Ring 5", whole),
        75: ("The Lo…the Ring 5", "baseline 3.92  scale −0.01 → 4.31"),
        69: ("The Lord…the Ring 5", "3.92  scale −0.01 → 4.31"),
        60: ("The Lord… 5", "3.92  scale −0.01 → 4.31"),
    }
    for width, (label, end) in said.items():
        reasons, after = said_of(why, width)
        assert (reasons[0][0], after) == (label, end)
        assert reasons[1][0] == "12 more"
