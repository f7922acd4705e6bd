"""Of a title that is offered the line says first what speaks for it, then what speaks against."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from recflix_tui.widgets.bars.why import Why
from recflix_tui.widgets.bars.why_pick import pick_pieces
from recflix_tui.widgets.titles.words import pick_words

EFFECTS = [("Stalker", 5.0, -0.0912), ("Alien", 5.0, 0.0844), ("Brazil", 4.0, 0.0531)]
EMPIRE = "Star Wars: Episode V - The Empire Strikes Back"
RINGS = "The Lord of the Rings: The Fellowship of the Ring"
WHY = Why(
    EFFECTS, 3.9749, 4.3349, 19, -0.0071, pick=pick_words(1 / 3), because=(EMPIRE, RINGS, "Brazil")
)


def said(why: Why, width: int) -> str:
    return "".join(text for text, _ in pick_pieces(why, width))


@pytest.mark.parametrize("width", [60, 73, 113, 140, 193, 240])
def test_what_speaks_for_a_title_leads_and_what_speaks_against_it_follows(width: int) -> None:
    line = said(WHY, width)
    assert cell_len(line) <= width
    assert re.match(r"because of Star.*(and The.*)? · ", line)
    for what in ("Alien", "Brazil", "1 in 3"):
        assert what not in line or line.index(what) < line.index("against: Stalker 5 −0.09")
    assert "against: Stalker 5 −0.09" in line
    assert ("1 in 3" in line) == (width >= 113)


@pytest.mark.parametrize("width", [70, 140, 170, 180, 190, 200, 220, 250])
def test_where_the_sums_are_there_they_add_up_as_they_are_shown(width: int) -> None:
    line = said(WHY, width)
    figures = [round(100 * float(f.replace("−", "-"))) for f in re.findall(r"[+−]?\d\.\d\d", line)]
    if "→" in line:
        start, end = line.rpartition("→")[0], figures.pop()
        baseline = round(100 * float(re.findall(r" (\d\.\d\d)", start)[-1]))
        assert sum(figures) == end, line
        assert baseline in figures
        [others] = re.findall(r"(\d+) (?:more|ratings)", line)
        assert int(others) + sum(f"{title} {stars:g} " in line for title, stars, _ in EFFECTS) == 19
    else:
        assert figures == [-9]
        assert width < 180


def test_what_takes_nearly_nothing_away_is_not_held_against_a_title() -> None:
    why = Why([("Stalker", 5.0, -0.02), ("Alien", 5.0, 0.4)], 3.5, 3.88, 2, because=("Alien",))
    assert said(why, 80) == (
        "because of Alien   Alien 5 +0.40   1 more −0.02   baseline 3.50 → you 3.88"
    )


def test_a_title_that_nothing_brought_says_what_it_comes_from() -> None:
    why = Why(EFFECTS, 3.9749, 4.3349, 19, pick=pick_words(1 / 6), otherwise="picked by many")
    assert said(why, 73) == "picked by many · 1 in 6 that you pick it · against: Stalker 5 −0.09"


def test_in_hardly_any_room_one_name_is_left() -> None:
    assert said(WHY, 24) == "because of Star War…Back"
