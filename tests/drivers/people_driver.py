"""The screen of people of similar taste, by its two lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from recflix_tui.app import RecflixApp
from recflix_tui.screens.people.people_screen import PeopleScreen
from recflix_tui.widgets.lists.people_list import PeopleList
from recflix_tui.widgets.titles.both_list import BothList
from tests.drivers.app_driver import SMALL, AppDriver


class PeopleDriver(AppDriver):
    """Those of similar taste at the left, what is shared with the one in focus at the right."""

    @classmethod
    @asynccontextmanager
    async def of(
        cls, app: RecflixApp, user: int | None = None, size: tuple[int, int] = SMALL
    ) -> AsyncIterator[PeopleDriver]:
        """Start the app and show the people like who watches, or like a user of the dataset."""
        async with cls.open(app, size) as driver:
            await driver.show(user)
            yield driver

    async def show(self, user: int | None = None) -> None:
        """Show the people like who watches, or like a user of the dataset, over the screen."""
        self.app.push_screen(PeopleScreen(self.app, user=user))
        await self.settle()

    @property
    def screen(self) -> PeopleScreen:
        assert isinstance(self.app.screen, PeopleScreen)
        return self.app.screen

    @property
    def users(self) -> list[int]:
        """The people listed, by their index."""
        return [person.user for person in self.screen.people.people]

    @property
    def focused_user(self) -> int | None:
        return self.screen.people.focused_user

    @property
    def focus(self) -> int | None:
        """The item that the rating keys act on."""
        return self.screen.focused_item()

    @property
    def sections(self) -> dict[str, list[int]]:
        """The items under each heading."""
        return {s.heading: [row.item for row in s.rows] for s in self.screen.titles.sections}

    @property
    def people_lines(self) -> list[str]:
        return self.lines_of(PeopleList)

    @property
    def title_lines(self) -> list[str]:
        return self.lines_of(BothList)
