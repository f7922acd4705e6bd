from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.widget import Widget

from recflix_tui.widgets.pictures.histogram import Histogram, bar_cells

HALVES = [(n / 2, count) for n, count in enumerate([1, 0, 2, 3, 8, 13, 21, 40, 10, 5], start=1)]


def test_a_bar_is_as_high_as_its_share_of_the_highest() -> None:
    assert bar_cells(8, 8, 2) == "██"
    assert bar_cells(4, 8, 2) == "█ "
    assert bar_cells(3, 8, 2) == "▆ "


def test_whoever_was_counted_is_seen() -> None:
    assert bar_cells(1, 100_000, 4) == "▁   "
    assert bar_cells(0, 100_000, 4) == "    "
    assert bar_cells(0, 0, 4) == "    "


async def test_bars_stand_over_the_numbers_of_stars(stage: Callable[[Widget], Any]) -> None:
    histogram = Histogram()
    async with stage(histogram).run_test(size=(40, 6)) as pilot:
        histogram.show(HALVES, 4.0)
        await pilot.pause()
        lines = [histogram.render_line(y).text for y in range(6)]
    assert all(len(line) == 40 for line in lines)
    assert [lines[5].index(n) for n in "12345"] == [4, 12, 20, 28, 36]
    assert [line[28] for line in lines[:5]] == ["█"] * 5
    assert lines[4][4] == " "


async def test_the_own_rating_is_lit(stage: Callable[[Widget], Any]) -> None:
    histogram = Histogram()
    async with stage(histogram).run_test(size=(40, 6)) as pilot:
        histogram.show(HALVES, 4.0)
        await pilot.pause()
        colours = [segment.style and segment.style.color for segment in histogram.render_line(4)]
    assert colours[7] is not None
    assert colours.count(colours[7]) == 1


async def test_without_figures_it_is_empty(stage: Callable[[Widget], Any]) -> None:
    histogram = Histogram()
    async with stage(histogram).run_test(size=(20, 4)):
        assert histogram.render_line(0).text == " " * 20
