"""Home by its keys and rows."""

from __future__ import annotations

from recflix_tui.screens.home import HomeScreen
from recflix_tui.widgets.shelf.grid import TOP
from recflix_tui.widgets.shelf.rows import Row
from recflix_tui.widgets.shelf.shelf_wall import ShelfWall
from tests.drivers.app_driver import AppDriver


class HomeDriver(AppDriver):
    """Home: rows of titles, one of which has the focus."""

    @property
    def screen(self) -> HomeScreen:
        assert isinstance(self.app.screen, HomeScreen)
        return self.app.screen

    @property
    def wall(self) -> ShelfWall:
        return self.screen.wall

    @property
    def focus(self) -> int:
        """The item in focus."""
        item = self.screen.focused_item()
        assert item is not None
        return item

    @property
    def position(self) -> tuple[int, int]:
        """Which tile of which row has the focus, counted from 0."""
        return self.wall.rows.row, self.wall.rows.rows[self.wall.rows.row].at

    @property
    def rows(self) -> list[str]:
        """The rows by key, from the top."""
        return [row.view.key for row in self.wall.rows.rows]

    def row(self, title: str) -> Row:
        """The row of this title."""
        return next(row for row in self.wall.rows.rows if row.view.title == title)

    @property
    def row_in_focus(self) -> Row:
        return self.wall.rows.rows[self.position[0]]

    @property
    def items(self) -> list[int]:
        """The items of all rows, in order."""
        return [item for row in self.wall.rows.rows for item in row.items]

    @property
    def text_of_wall(self) -> str:
        return "\n".join(self.lines_of(ShelfWall))

    def heading(self, row: int = 0) -> str:
        """The line over a row in view, counted from the top of the view."""
        return self.lines_of(ShelfWall)[TOP + self.wall.grid.pitch * row]

    @property
    def tile(self) -> list[str]:
        """The four lines of the tile in focus."""
        row, column = self.position
        first = TOP + 1 + self.wall.grid.pitch * row - self.wall.scroll_offset.y
        left, width = self.tile_left(column - self.row_in_focus.first), self.wall.grid.tile
        lines = [self.wall.render_line(first + n) for n in range(4)]
        return [line.crop(left, left + width).text for line in lines]

    def tile_left(self, column: int) -> int:
        """The cell at which the tile of a column begins."""
        return next(x for x in range(self.wall.size.width) if self.wall.grid.column(x) == column)

    async def rate(self, stars: int) -> int:
        """Rate the title in focus by its key; the item that was rated."""
        item = self.focus
        await self.press(str(stars))
        return item

    async def go_to(self, item: int) -> None:
        """Move the focus to an item, by keys."""
        rows = self.wall.rows.rows
        target = next(n for n, row in enumerate(rows) if item in row.items)
        await self.press("ctrl+home", *["down"] * target, "home")
        await self.press(*["right"] * rows[target].items.index(item))
        assert self.focus == item

    async def click_tile(self, row: int, column: int) -> None:
        """Click on a tile in view."""
        await self.click(ShelfWall, *self.cell_of(row, column))

    def cell_of(self, row: int, column: int) -> tuple[int, int]:
        """A cell inside a tile in view, as x and y on the wall."""
        return self.tile_left(column) + 2, TOP + self.wall.grid.pitch * row + 2
