"""Screens that subscribe to what changes: the one in view shows it at once, the others later."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.home import HomeScreen
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.home_driver import HomeDriver


async def test_a_change_is_shown_in_view_at_once_and_elsewhere_on_the_return(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, int | None]] = []
    for kind in (HomeScreen, BrowseScreen):
        monkeypatch.setattr(
            kind, "data_changed", lambda self, item: shown.append((self.entry_name, item))
        )
    async with HomeDriver.open(app) as home:
        await home.press("b")
        shown.clear()
        app.changed(5)
        app.changed(None)
        await home.settle()
        assert shown == [("browse", 5), ("browse", None)]
        await home.press("h")
        assert shown[2:] == [("home", None)]


async def test_every_bar_tells_what_is_opened(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("enter")
        app.say_opening("opening the sample data")
        await home.settle()
        assert "opening the sample data" in home.top_bar
        await home.press("escape")
        assert "opening the sample data" in home.top_bar
        await home.resize(*SMALL)
        assert home.top_bar.endswith(" opening … ")
        app.say_opening("")
        await home.settle()
        assert "opening" not in home.top_bar
