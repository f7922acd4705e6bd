"""Terminals with little room: a screen can be read, or says what it needs and can be left."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.home import HomeScreen
from tests.drivers.app_driver import SMALL, AppDriver
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import RATED

TINY = (40, 12)
PLACES = {
    "Home": (),
    "Browse": ("b",),
    "Rate": ("r",),
    "Matrix": ("m",),
    "Factors": ("f",),
    "Train": ("t",),
    "Lab": ("l",),
    "Signals": ("s",),
    "Profiles": ("p",),
    "Title": ("enter",),
    "What if": ("W",),
    "help": ("question_mark",),
}


@pytest.mark.parametrize("keys", PLACES.values(), ids=PLACES)
async def test_a_screen_has_room_or_says_in_one_line_what_it_needs(
    app: RecflixApp, keys: tuple[str, ...]
) -> None:
    async with AppDriver.open(app, SMALL) as driver:
        await driver.press(*keys)
        assert isinstance(driver.app.screen, RecflixScreen)
        assert "needs" not in driver.text
        focused = driver.app.screen.focused
        await driver.resize(*TINY)
        needs = driver.app.screen.SMALLEST
        said = [line.strip() for line in driver.lines if line.strip()]
        if driver.app.screen.is_too_small:
            words = f"needs {needs.width} x {needs.height}, here 40 x 12"
            assert said == [f"{words} · q quits"]
        else:
            assert len(said) > 3
        await driver.resize(*SMALL)
        assert "needs" not in driver.text
        assert driver.app.screen.focused is focused
        await driver.resize(*TINY)
        await driver.press("q")
        assert not app.is_running


async def test_on_a_screen_without_room_keys_act_on_no_title_and_lead_elsewhere(
    app: RecflixApp,
) -> None:
    async with AppDriver.open(app, TINY) as driver:
        await driver.press("b", "4", "x", "a", "slash", "5")
        assert driver.ratings == RATED
        assert driver.app.screen.is_too_small  # type: ignore[attr-defined]
        await driver.press("h")
        assert driver.is_on(HomeScreen)


@pytest.mark.parametrize("size", [TINY, (60, 16), SMALL, (120, 36)])
async def test_the_bar_says_who_watches_and_where_one_is(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with HomeDriver.open(app, size) as home:
        assert "Ada" in home.top_bar
        assert " Home " in home.top_bar
        assert len(home.top_bar.rstrip()) <= size[0]
        assert "why  Film" in home.why
