"""A page before and after, side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.weights.two_pages import PageRow, PageTitle, TwoPages

Stage = Callable[[Widget], Any]

ROWS = [
    PageRow(
        "Top picks for you",
        "1 of 3 changed",
        (
            PageTitle(1, "Alien"),
            PageTitle(2, "[b]Heat", is_other=True),
            PageTitle(3, "千と千尋の神隠し"),
        ),
        (PageTitle(3, "千と千尋の神隠し", climbed=2), PageTitle(9, "Dune", is_other=True)),
    ),
    PageRow("My List", "as it is", (), ()),
    PageRow("Because you rated Alien 5", "gone", (PageTitle(4, "Aliens", is_other=True),), (), -1),
]


def lines_of(pages: TwoPages) -> list[str]:
    return [pages.render_line(y).text for y in range(pages.size.height)]


@pytest.mark.parametrize("width", [24, 44, 90])
async def test_it_tells_what_came_left_and_moved(stage: Stage, width: int) -> None:
    pages = TwoPages()
    async with stage(pages).run_test(size=(width, 10)):
        pages.show(ROWS, is_split=True)
        lines = lines_of(pages)
    assert {cell_len(line) for line in lines} == {width}
    assert "1 of 3 changed" in lines[0]
    assert "Alien" in lines[1]
    assert "▲2" in lines[1]
    assert "− [b]Heat"[:9] in lines[2]
    assert "+  Dune" in lines[2]
    assert "as it is" in lines[4]
    assert "gone" in lines[5]
    assert lines[6].strip() == "− Aliens"


async def test_a_page_that_is_as_it_was_stands_once(stage: Stage) -> None:
    pages = TwoPages()
    titles = (PageTitle(1, "Alien"), PageTitle(2, "Heat"))
    async with stage(pages).run_test(size=(40, 6)):
        pages.show([PageRow("Top picks", "", titles, titles)], is_split=False)
        lines = lines_of(pages)
    assert [line.strip(" ▌") for line in lines[:3]] == ["Top picks", "Alien", "Heat"]


async def test_the_focus_is_on_titles_and_on_rows_that_show_none(stage: Stage) -> None:
    pages = TwoPages()
    async with stage(pages).run_test(size=(60, 10)) as pilot:
        pages.show(ROWS, is_split=True)
        pages.focus()
        seen = [pages.focused_item]
        for _ in range(4):
            await pilot.press("down")
            seen.append(pages.focused_item)
    assert seen == [3, 9, 3, None, None]
