from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.pictures.figures import hundredths
from recflix_tui.widgets.pictures.term_bars import Term, TermBars, bar, rows_of

Stage = Callable[[Widget], Any]

SUM = [
    Term("average", 3.54),
    Term("yours", 0.21),
    Term("its own", 0.39),
    Term("dark", 0.38),
    Term("art", -0.05),
    Term("sci-fi", 0.31),
]
effects = st.lists(st.floats(-2, 2), min_size=4, max_size=30)
ENDS = (0.5, 5.0)  # of the rating scale


@given(effects, st.integers(5, 12))
def test_the_figures_shown_add_up_to_the_rounded_sum(values: list[float], most: int) -> None:
    terms = [Term(f"t{k}", value) for k, value in enumerate(values)]
    rows = rows_of(terms, 3, most)
    assert len(rows) == min(len(terms), most)
    assert abs(sum(row.figure for row in rows) - hundredths(sum(values))) <= 1  # last bits of sums
    for row, after in pairwise(rows):
        assert row.end == after.start
    # The first are what they are elsewhere; each of the others is beside its own value by a
    # hundredth and its share of what they left, which is half a hundredth each at most.
    assert [row.figure for row in rows[:3]] == [hundredths(value) for value in values[:3]]
    shown = {term.name: term.effect for term in terms}
    most_off = 1 + 3 * 0.5 / (len(rows) - 3) + 1e-6
    assert all(
        abs(row.figure - shown[row.name] * 100) <= most_off for row in rows if row.name in shown
    )


def test_a_bias_is_rounded_by_itself_whatever_stands_before_it() -> None:
    terms = [Term("mean", 3.5444), Term("yours", 0.1144), Term("its", 0.1544), Term("a", 0.3)]
    assert [row.figure for row in rows_of(terms, 3, 6)] == [354, 11, 15, 31]


def test_the_first_terms_stand_first_then_the_strongest_then_the_rest_as_one() -> None:
    names = [row.name for row in rows_of(SUM, 3, 6)]
    assert names == ["average", "yours", "its own", "dark", "sci-fi", "art"]
    rows = rows_of(SUM, 3, 5)
    assert [row.name for row in rows] == ["average", "yours", "its own", "dark", "2 others"]
    assert rows[-1].figure == 26
    assert rows_of(SUM, 3, 4)[-1].name == "3 factors"


def dots(start: float, end: float, width: int = 4) -> str:
    return "".join(("-" if turned else "") + sign for sign, turned in bar(start, end, width))


def test_a_bar_begins_and_ends_to_an_eighth_of_a_cell() -> None:
    assert dots(0, 1) == "████"
    assert dots(0.25, 0.75) == " ██ "
    assert dots(0, 0.375) == "█▌  "
    assert dots(0.375, 1) == " -▌██"
    assert dots(0.75, 0.25) == " ██ "
    assert dots(0.5, 0.5) == "  ▏ "
    assert dots(1, 1) == "   -▉"


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 40))
def test_a_bar_is_as_long_as_its_share(start: float, end: float, width: int) -> None:
    eighths = {sign: n for n, sign in enumerate(" ▏▎▍▌▋▊▉█")}
    filled = sum(8 - eighths[s] if turned else eighths[s] for s, turned in bar(start, end, width))
    assert filled >= 1
    assert abs(filled - abs(end - start) * width * 8) <= 1 + 1e-6


async def test_a_sum_has_names_figures_bars_and_the_total(stage: Stage) -> None:
    terms = TermBars()
    async with stage(terms).run_test(size=(40, 8)):
        terms.show(SUM, ENDS)
        lines = [terms.render_line(y).text for y in range(8)]
        assert [line[:17].split()[-1] for line in lines[:7]] == [
            "3.54",
            "+0.21",
            "+0.39",
            "+0.38",
            "+0.31",
            "−0.05",
            "4.78",
        ]
        assert lines[6].startswith("predicted")
        assert lines[7].strip() == ""
        assert {cell_len(line) for line in lines} == {40}


async def test_each_bar_begins_where_the_one_before_it_ended(stage: Stage) -> None:
    terms = TermBars()
    async with stage(terms).run_test(size=(60, 8)):
        terms.show(SUM, ENDS)
        spans = []
        for y in range(7):
            text = terms.render_line(y).text[17:]
            spans.append((len(text) - len(text.lstrip()), len(text.rstrip())))
        assert spans[0][0] == 0
        for (_, end), (start, _) in pairwise(spans[:5]):
            assert abs(start - end) <= 1
        assert abs(spans[5][1] - spans[4][1]) <= 1  # the one that takes away ends there
        assert spans[6][0] == 0
        assert abs(spans[6][1] - spans[5][0]) <= 1


async def test_a_bar_is_as_long_whatever_else_is_in_the_sum(stage: Stage) -> None:
    terms = TermBars()
    async with stage(terms).run_test(size=(60, 8)):
        terms.show(SUM, ENDS)
        first = terms.render_line(0).text
        terms.show([*SUM[:3], Term("dark", -2.5)], ENDS)
        assert terms.render_line(0).text == first


async def test_more_is_of_one_colour_and_less_of_another(stage: Stage) -> None:
    terms = TermBars()
    async with stage(terms).run_test(size=(40, 8)):
        terms.show(SUM, ENDS)
        for y, part in ((1, "more"), (5, "less"), (6, "total")):
            wanted = terms.get_component_rich_style(f"terms--{part}").color
            used = [
                segment.style.color
                for segment in terms.render_line(y)
                if segment.text.strip() and segment.style
            ]
            assert used[-1] == wanted


@pytest.mark.parametrize("size", [(24, 8), (16, 5), (80, 3), (5, 2), (3, 1)])
async def test_it_stands_any_size(stage: Stage, size: tuple[int, int]) -> None:
    terms = TermBars()
    async with stage(terms).run_test(size=size):
        terms.show([*SUM, Term("千と千尋の神隠しと千尋の神隠し", 1.0)], ENDS, notes=["held to 5"])
        lines = [terms.render_line(y).text for y in range(size[1])]
        assert {cell_len(line) for line in lines} == {size[0]}


@pytest.mark.parametrize(
    ("width", "said"),
    [(40, "4.78 on the scale 4.50"), (26, "4.78 → 4.50"), (21, "4.78→4.50"), (16, "4.78→4.50")],
)
async def test_a_note_stands_beside_the_total(stage: Stage, width: int, said: str) -> None:
    terms = TermBars()
    async with stage(terms).run_test(size=(width, 8)):
        terms.show(SUM, ENDS, notes=["on the scale 4.50", "→ 4.50", "→4.50"])
        assert terms.render_line(6).text.rstrip().endswith(said)
        terms.show([], ENDS)
        assert terms.render_line(0).text.strip() == ""
