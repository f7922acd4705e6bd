"""The best titles for a taste, and the titles of two people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.titles.both_list import BothList, BothRow, BothSection
from recflix_tui.widgets.titles.top_list import TopList, TopRow

Stage = Callable[[Widget], Any]
TOP = [
    TopRow(7, "千と千尋の神隠し 劇場版", 4.84, 1, 3, False),
    TopRow(8, "A Film With a Very Long Name Indeed", 4.7, 2, -2, False),
    TopRow(9, "[b]Bold[/b]", 5.0, 3, 6_000, True),
    TopRow(10, "Still", 4.5, 4, 0, False),
]
SECTIONS = [
    BothSection("you both loved", ("you", "they"), [BothRow(3, "Alien", 5.0, 4.5)], "none"),
    BothSection("where you differ", ("you", "they"), [], "nowhere by a star or more"),
    BothSection("they loved", ("for you", "they"), [BothRow(5, "Ran", 4.2, 5.0, True)], "none"),
]


def lines_of(titles: TopList | BothList) -> list[str]:
    return [titles.render_line(y).text for y in range(titles.size.height)]


@pytest.mark.parametrize("width", [28, 40, 60])
async def test_each_line_says_what_became_of_a_title(stage: Stage, width: int) -> None:
    titles = TopList()
    async with stage(titles).run_test(size=(width, 4)) as pilot:
        titles.show(TOP)
        await pilot.pause()
        lines = lines_of(titles)
    assert {cell_len(line) for line in lines} == {width}
    for line, stars, moved in zip(
        lines, ("4.8 ", "4.7 ", "5.0+", "4.5 "), ("▲3", "▼2", "▲999+", ""), strict=True
    ):
        assert line.rstrip(" ▾").endswith(f"{stars} {moved}".rstrip())


@pytest.mark.parametrize("width", [40, 70])
async def test_two_figures_stand_under_the_two_names(stage: Stage, width: int) -> None:
    titles = BothList()
    async with stage(titles).run_test(size=(width, 9)) as pilot:
        titles.show(SECTIONS)
        await pilot.pause()
        lines = lines_of(titles)
        assert {cell_len(line) for line in lines} == {width}
        head, alien = lines[0], lines[1]
        assert ("★★★★★" if width >= 60 else "5") in alien
        assert head.index("you", 10) < head.index("they")
        assert "nowhere by a star or more" in "".join(lines)
        assert "4.2" in lines[7]


async def test_the_focus_skips_headings_and_stays_on_its_title(stage: Stage) -> None:
    titles = BothList()
    async with stage(titles).run_test(size=(60, 9)) as pilot:
        titles.show(SECTIONS)
        await pilot.pause()
        assert titles.focused_item == 3
        await pilot.press("down")
        assert titles.focused_item == 5
        assert list(titles.titles_in_view()) == [3, 5]
        titles.show(SECTIONS[2:])
        assert titles.focused_item == 5
        titles.show(())
        assert titles.focused_item is None
