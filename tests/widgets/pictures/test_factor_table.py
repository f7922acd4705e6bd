"""The matrix with its numbers: what has room is shown, what is clicked is the cell."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from recflix_tui.screens.frame.themes import DARK
from recflix_tui.widgets.pictures.factor_table import FactorTable, FactorTableLook, TableCell
from tests.widgets.resizing import resize

PEOPLE = ("Ada", "Bo", "千尋")
FILMS = ("The Long Film", "Short", "映画の題名はとても長い")


def look(k: int = 2) -> FactorTableLook:
    cells = [[TableCell(f" {u}", f"{i}.00", "+0.10") for i in range(3)] for u in range(3)]
    return FactorTableLook(
        people=PEOPLE,
        films=FILMS,
        cells=cells,
        beside=[[(f"{u}.{n}00", "quiet") for n in range(k + 1)] for u in range(3)],
        beside_names=["user bias", *(f"P {n}" for n in range(1, k + 1))],
        below=[[(f"{n}.{i}50", "more") for i in range(3)] for n in range(k + 1)],
        below_names=["film bias", *(f"Q {n}" for n in range(1, k + 1))],
        corner="mean 3.00",
    )


class TableApp(App[None]):
    """A table alone."""

    def __init__(self, shown: FactorTableLook) -> None:
        super().__init__()
        self._shown = shown
        self.pointed: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield FactorTable()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def on_mount(self) -> None:
        self.query_one(FactorTable).show(self._shown, (1, 2))

    def on_factor_table_cell_pointed(self, event: FactorTable.CellPointed) -> None:
        self.pointed.append((event.row, event.column))

    @property
    def lines(self) -> list[str]:
        table = self.query_one(FactorTable)
        return [table.render_line(y).text for y in range(table.size.height)]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("k", [1, 2, 8])
async def test_every_line_is_as_wide_as_the_table(width: int, k: int) -> None:
    app = TableApp(look(k))
    async with app.run_test(size=(width, 12)):
        assert {cell_len(line) for line in app.lines} == {width}


async def test_numbers_stand_under_the_predictions_and_beside_the_ratings() -> None:
    app = TableApp(look())
    async with app.run_test(size=(80, 12)):
        lines = app.lines
        person, below = lines[2], lines[6]
        for item in range(3):
            end = person.index(f"{item}.00") + len("0.00")
            assert below[:end].endswith(f"1.{item}50")
        assert person.split()[-3:] == ["0.000", "0.100", "0.200"]
        assert "mean 3.00" in lines[5]


async def test_errors_are_shown_where_there_is_room() -> None:
    app = TableApp(look())
    async with app.run_test(size=(60, 12)) as pilot:
        assert "+0.10" not in app.lines[2]
        await resize(pilot, app.query_one(FactorTable), 100, 12)
        assert "+0.10" in app.lines[2]


async def test_what_has_no_room_is_told() -> None:
    app = TableApp(look(8))
    async with app.run_test(size=(60, 9)):
        assert "… 6 more below" in app.lines[-1]
        assert "…" in app.lines[1]


async def test_a_click_points_at_the_cell_under_it() -> None:
    app = TableApp(look())
    async with app.run_test(size=(80, 12)) as pilot:
        lines = app.lines
        for row in range(3):
            for item in range(3):
                x = cell_len(lines[2 + row][: lines[2 + row].index(f"{item}.00")])
                await pilot.click(FactorTable, offset=(x, 2 + row))
        await pilot.click(FactorTable, offset=(2, 2))  # a name is no cell
        await pilot.pause()
        assert app.pointed == [(row, item) for row in range(3) for item in range(3)]
