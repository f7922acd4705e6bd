"""The screen of one title, by its keys and lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.geometry import Region

from recflix_tui.app import RecflixApp
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.titles.lists import PickBars, SimilarList, WhyBars
from tests.drivers.app_driver import SMALL, AppDriver


class TitleDriver(AppDriver):
    """One title: facts, prediction with its reasons, and what is like it."""

    @classmethod
    @asynccontextmanager
    async def of(
        cls, app: RecflixApp, item: int, why: bool = False, size: tuple[int, int] = SMALL
    ) -> AsyncIterator[TitleDriver]:
        """Start the app and open an item; `why`: with its reasons in focus."""
        async with cls.open(app, size) as driver:
            await driver.show(item, why)
            yield driver

    async def show(self, item: int, why: bool = False) -> None:
        """Open an item."""
        self.app.open_title(item, why=why)
        await self.settle()

    @property
    def screen(self) -> TitleScreen:
        assert isinstance(self.app.screen, TitleScreen)
        return self.app.screen

    @property
    def item(self) -> int:
        return self.screen.item

    @property
    def focus(self) -> int | None:
        """The item that the rating keys act on."""
        return self.screen.focused_item()

    def region(self, name: str) -> Region:
        """Where a part of the page stands; of no size where it is not shown."""
        return self.app.screen.query_one(f"#{name}").region

    @property
    def similar(self) -> list[int]:
        """The items like this one."""
        return [near.item for near in self.app.screen.query_one(SimilarList).neighbours]

    @property
    def reasons(self) -> list[int]:
        """The rated items that moved the prediction, as listed."""
        return [effect.item for effect in self.app.screen.query_one(WhyBars).effects]

    @property
    def is_in_reasons(self) -> bool:
        return self.app.screen.query_one(WhyBars).has_focus

    @property
    def brought_by(self) -> list[int]:
        """The rated items that brought the title here, as listed."""
        return [effect.item for effect in self.app.screen.query_one(PickBars).effects]

    @property
    def is_in_brought_by(self) -> bool:
        return self.app.screen.query_one(PickBars).has_focus

    async def click_similar(self, row: int) -> None:
        await self.click(SimilarList, 5, row)
