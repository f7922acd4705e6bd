"""Browse by its keys, its box and its table."""

from __future__ import annotations

from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.widgets.titles.count_line import CountLine
from recflix_tui.widgets.titles.table import TitleTable
from tests.drivers.app_driver import AppDriver


class BrowseDriver(AppDriver):
    """Browse: the catalogue as a table, a box to search it with, filters and orders."""

    key = "b"

    @property
    def screen(self) -> BrowseScreen:
        assert isinstance(self.app.screen, BrowseScreen)
        return self.app.screen

    @property
    def items(self) -> list[int]:
        """The items listed, in order."""
        return [int(item) for item in self.screen.table.items]

    @property
    def titles(self) -> list[str]:
        return [self.name_of(item) for item in self.items]

    @property
    def focus(self) -> int | None:
        """The item in focus."""
        return self.screen.focused_item()

    @property
    def typed(self) -> str:
        """What stands in the box."""
        return self.screen.box.value

    @property
    def is_in_box(self) -> bool:
        return self.screen.box.has_focus

    @property
    def is_in_titles(self) -> bool:
        return self.screen.table.has_focus

    @property
    def count_line(self) -> str:
        """How many titles are listed, and what narrows and orders them."""
        return self.lines_of(CountLine)[0].strip()

    @property
    def order(self) -> str:
        """The last words of the count line."""
        return self.count_line.rpartition(" · ")[2]

    def row(self, item: int) -> str:
        """The line of an item in view."""
        name = self.name_of(item) + " "
        return next(line for line in self.lines_of(TitleTable) if line[1:].strip().startswith(name))

    async def search(self, text: str) -> None:
        """Type into the box."""
        await self.press("slash", *text)

    async def click_header(self, label: str) -> None:
        await self.click(TitleTable, self.lines_of(TitleTable)[0].index(label), 0)

    async def click_row(self, row: int) -> None:
        """Click on a row in view, counted from 0."""
        await self.click(TitleTable, 5, row + 1)
