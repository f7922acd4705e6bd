"""What a person does and sees on whichever screen: the base of each screen's driver."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, ClassVar, Self, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.recommend.taste import Taste
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.bars.top_bar import TopBar
from recflix_tui.widgets.bars.why_line import WhyLine
from tests.examples.app_home import press, settle

SMALL, WIDE = (80, 24), (120, 36)

D = TypeVar("D", bound="AppDriver")


def told(app: RecflixApp) -> list[str]:
    """What an app told in passing and still shows, the oldest first."""
    return [notification.message for notification in app._notifications]


def home_afresh(app: RecflixApp) -> None:
    """Go Home and forget the other screens: each is made and mounted anew when it is gone to."""
    app.go("home")
    made = app._navigator._made
    for name in set(made) - {"home"}:
        screen = made.pop(name)
        screen.retire()
        app.uninstall_screen(name)
        screen.remove()


class AppDriver:
    """The app under test: keys and clicks go in, what is on screen comes out.

    What tests may not reach for themselves, the product's private names, is used here alone.
    """

    key: ClassVar[str] = ""
    """The key that leads to the screen from Home; none leads to Home itself."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        assert isinstance(pilot.app, RecflixApp)
        self.pilot, self.app = pilot, pilot.app

    @classmethod
    @asynccontextmanager
    async def open(cls, app: RecflixApp, size: tuple[int, int] = SMALL) -> AsyncIterator[Self]:
        """Start the app and go to the driver's screen."""
        async with app.run_test(size=size) as pilot:
            driver = cls(pilot)
            await driver.enter()
            yield driver

    async def enter(self) -> None:
        """Go to the driver's screen once the first one stands."""
        await self.settle()
        if self.key:
            await self.press(self.key)

    def on(self, driver: type[D]) -> D:
        """The same app by another screen's driver."""
        return driver(self.pilot)

    # --- what a person does -----------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys one after the other without waiting, then wait for what comes of them."""
        await press(self.pilot, *keys)

    async def click(self, widget: type[Widget], x: int, y: int) -> None:
        """Click on a cell of a widget, and wait for what comes of it."""
        await self.pilot.click(widget, offset=(x, y))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    # --- waiting ----------------------------------------------------------------------------

    async def settle(self) -> None:
        """Wait until what was asked for is done and shown."""
        await settle(self.pilot)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that no key waits for."""
        for _ in range(3000):
            if holds():
                await self.pilot.pause()
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it did not come to that")

    async def look_for_changes(self) -> None:
        """Let the app see at once what other processes changed."""
        self.app.look_for_changes()
        await self.settle()

    # --- what a person sees -----------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The screen line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(self.lines)

    def lines_of(self, widget: type[Widget]) -> list[str]:
        """The lines that one widget draws."""
        found = self.app.screen.query_one(widget)
        return [found.render_line(y).text for y in range(found.size.height)]

    def words(self, name: str) -> str:
        """What the text of this name on the screen says."""
        return str(self.app.screen.query_one(f"#{name}", Static).render())

    @property
    def top_bar(self) -> str:
        return self.lines_of(TopBar)[0]

    @property
    def key_bar(self) -> str:
        return self.lines_of(KeyBar)[0]

    @property
    def why(self) -> str:
        """The line that says why the title in focus is predicted so."""
        return self.lines_of(WhyLine)[0]

    @property
    def notifications(self) -> list[str]:
        """What was told in passing and is still in view, the oldest first."""
        return told(self.app)

    def is_on(self, screen: type[Screen[Any]]) -> bool:
        return isinstance(self.app.screen, screen)

    # --- what is kept -----------------------------------------------------------------------

    @property
    def taste(self) -> Taste:
        """What the person who watches did, and what is predicted for them."""
        assert self.app.profile_id is not None
        return self.app.library.recommendations.taste(self.app.profile_id)

    @property
    def ratings(self) -> dict[int, float]:
        """The ratings of the person who watches, by item."""
        return dict(self.taste.activity.ratings)

    def name_of(self, item: int) -> str:
        return self.app.library.snapshot.need_dataset().title(item)
