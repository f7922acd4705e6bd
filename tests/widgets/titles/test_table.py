from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.text import clean
from recflix_tui.widgets.shelf.tile import TileLook
from recflix_tui.widgets.titles.columns import COLUMNS, fitted_columns
from recflix_tui.widgets.titles.table import TitleTable

MANY = 62_423
ODD_TITLES = [
    "[b]Bold[/b] [@click=app.bell]Ring[/]",
    "\x1b[31mRed\x1b[0m \x1b]0;title\x07Alert",
    "千と千尋の神隠し 劇場版 完全版 千と千尋の神隠し",
    "Crème 🎬 brûlée 🍿🍿 " * 5,
    "מלכת השוטרים והגנב הגדול",
    "العربية فيلم طويل",
    "👩‍👩‍👧‍👦 Family 🇫🇷 e\u0301",
    "A Film That Nobody Ever Finished Watching, and Its Sequel",
    "",
]


class Looks:
    """The look of each title, counting how often it is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, item: int) -> TileLook:
        self.asked += 1
        title = clean(ODD_TITLES[item]) if item < len(ODD_TITLES) else f"Film {item}"
        return TileLook(
            title,
            year=1950 + item % 70 if item % 5 else None,
            genres=("Drama", "Sci-Fi", "Film-Noir"),
            prediction=1 + item % 9 / 2,
            mean=3.25,
            count=item * 7,
            stars=4.5 if item % 3 == 0 else None,
            refused=item % 7 == 1,
            listed=item % 7 == 2,
        )


def table_of(n: int) -> tuple[TitleTable, Looks]:
    table, looks = TitleTable(), Looks()
    table.set_look(looks)
    table.items = np.arange(n, dtype=np.int32)
    return table, looks


def lines_of(table: TitleTable) -> list[str]:
    return [table.render_line(y).text for y in range(table.size.height)]


Stage = Callable[[Widget], Any]


async def test_opening_the_whole_catalogue_looks_at_the_rows_in_view_alone(stage: Stage) -> None:
    table, looks = table_of(MANY)
    async with stage(table).run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        assert table.virtual_size.height == MANY + 1
        assert looks.asked <= 2 * 40
        looks.asked = 0
        await pilot.press("end")
        await pilot.pause()
        assert table.focused_item == MANY - 1
        assert f"Film {MANY - 1}" in lines_of(table)[-1]
        assert looks.asked <= 2 * 40


async def test_a_step_draws_two_rows_anew(stage: Stage) -> None:
    table, looks = table_of(1000)
    async with stage(table).run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        looks.asked = 0
        await pilot.press("down")
        await pilot.pause()
        assert looks.asked == 2


@pytest.mark.parametrize("width", [40, 60, 79, 80, 100, 120, 200])
async def test_columns_stay_straight_whatever_the_titles_hold(stage: Stage, width: int) -> None:
    table, _ = table_of(len(ODD_TITLES))
    async with stage(table).run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        for y in range(12):
            strip = table.render_line(y)
            assert cell_len(strip.text) == strip.cell_length == table.size.width
        start = 2
        for fitted in table.columns:
            for y in range(1, len(ODD_TITLES) + 1):
                # A cut at a column's start that splits no wide character leaves the width whole.
                before = table.render_line(y).crop(0, start)
                assert cell_len(before.text) == start
                assert not before.text.endswith("\x00")
            start += fitted.width + fitted.gap


async def test_titles_are_shown_as_plain_text(stage: Stage) -> None:
    table, _ = table_of(len(ODD_TITLES))
    async with stage(table).run_test(size=(140, 12)) as pilot:
        await pilot.pause()
        lines = lines_of(table)
        assert "[b]Bold[/b] [@click=app.bell]Ring[/]" in lines[1]
        assert "Red Alert" in lines[2]
        assert not any("\x1b" in line or "\x07" in line for line in lines)
        for y in range(1, 10):
            assert all(
                "@click" not in (s.style.meta or {}) for s in table.render_line(y) if s.style
            )


def test_the_columns_fill_the_width_at_every_size() -> None:
    for width in range(50, 260):
        found = fitted_columns(width)
        assert sum(p.width + p.gap for p in found) + 3 == width
        assert {p.column.key for p in found} >= {c.key for c in COLUMNS} - {"genres"}
    assert "genres" in {p.column.key for p in fitted_columns(120)}
    assert "genres" not in {p.column.key for p in fitted_columns(79)}


async def test_held_the_title_in_focus_keeps_its_line_when_the_order_changes(stage: Stage) -> None:
    table, _ = table_of(200)
    async with stage(table).run_test(size=(100, 20)) as pilot:
        table.focus_row(60)
        await pilot.pause()
        line = next(y for y, text in enumerate(lines_of(table)) if "Film 60 " in text)
        table.set_items(np.arange(200, dtype=np.int32)[::-1].copy(), hold=True)
        await pilot.pause()
        assert table.focused_item == 60
        assert "Film 60 " in lines_of(table)[line]


async def test_held_the_next_title_follows_on_one_that_is_gone(stage: Stage) -> None:
    table, _ = table_of(20)
    async with stage(table).run_test(size=(100, 20)) as pilot:
        table.focus_row(12)
        await pilot.pause()
        table.set_items(np.delete(np.arange(20, dtype=np.int32), 12), hold=True)
        assert table.focused_item == 13
        table.set_items(np.arange(3, dtype=np.int32), hold=True)
        assert table.focused_item == 2
        table.set_items(np.empty(0, np.int32), hold=True)
        assert table.focused_item is None


async def test_no_rows_show_the_message(stage: Stage) -> None:
    table = TitleTable()
    table.set_message("no title fits")
    async with stage(table).run_test(size=(60, 10)) as pilot:
        await pilot.press("down", "up", "end", "pageup")
        assert any("no title fits" in line for line in lines_of(table))


async def test_a_click_focuses_a_row_and_on_a_header_asks_for_its_order(stage: Stage) -> None:
    table, _ = table_of(30)
    app = stage(table)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.pause()
        header = table.render_line(0).text
        for label in ("year", "genres", "ratings", "for you"):
            await pilot.click(TitleTable, offset=(header.index(label) + 1, 0))
        await pilot.click(TitleTable, offset=(5, 8))
        await pilot.click(TitleTable, offset=(5, 8))
        await pilot.pause()
        assert table.focused_item == 7
    told = [m for m in app.heard if not isinstance(m, TitleTable.FocusMoved)]
    columns = [m.column for m in told if isinstance(m, TitleTable.SortChosen)]
    assert columns == ["year", "genres", "ratings", "predicted"]
    assert [m.item for m in told if isinstance(m, TitleTable.RowOpened)] == [7]


async def test_the_header_marks_the_order(stage: Stage) -> None:
    table, _ = table_of(3)
    async with stage(table).run_test(size=(80, 10)):
        plain = table.render_line(0).text
        table.set_sort("mean", True)
        assert "mean▼" in table.render_line(0).text
        table.set_sort("title", False)
        assert "title▲" in table.render_line(0).text
        table.set_sort("", True)
        assert table.render_line(0).text == plain
