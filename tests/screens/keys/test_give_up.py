"""What was given up on: a key, how far one got, and on which title it falls."""

from __future__ import annotations

import pytest
from textual.containers import Vertical

from recflix_tui.app import RecflixApp
from recflix_tui.screens.dialogs.give_up import GiveUpScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.store.store import StoreError
from tests.drivers.app_driver import AppDriver
from tests.drivers.home_driver import HomeDriver
from tests.drivers.rate_driver import RateDriver
from tests.examples.bursts import burst, doings


def shares(driver: AppDriver) -> dict[int, float | None]:
    """What is given up on, and how much of it was watched, None where nobody said."""
    assert driver.app.profile_id is not None
    activity = driver.app.library.recommendations.taste(driver.app.profile_id).activity
    return {item: activity.watched_share.get(item) for item in activity.abandoned}


async def test_it_asks_how_far_and_the_key_again_takes_it_off(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        item = home.focus
        title = app.library.snapshot.need_dataset().title(item)
        await home.press("z")
        assert home.is_on(GiveUpScreen)
        assert title in home.text
        await home.press("escape")
        assert shares(home) == {}
        await home.press("z", "3")
        assert shares(home) == {item: 0.3}
        assert "◐" in home.tile[0]
        assert "gave up" in home.tile[3]
        await home.press("z")
        assert home.is_on(HomeScreen)
        assert shares(home) == {}
        await home.press("z", "enter")
        assert shares(home) == {item: None}
        await home.press("u")
        assert shares(home) == {}
        await home.press("U")
        assert shares(home) == {item: None}
        await home.press("enter")
        assert home.is_on(TitleScreen)
        assert "◐ gave up" in home.text
        assert "gave up at" not in home.text  # which nobody said
        await home.press("z", "z", "5")
        assert "◐ gave up at 50 %" in home.text


async def test_typed_in_a_burst_it_falls_on_the_title_that_had_the_focus(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        first = home.focus
        burst(app, "z", "4", "right", "z", "7", "z")
        await home.settle()
        second = home.focus
        assert first != second
        assert home.is_on(HomeScreen)
        assert shares(home) == {first: 0.4}  # the second: given up on, and not after all
        before = doings(app)
        burst(app, "b", "z", "5")  # of the titles that come none was in view
        await home.settle()
        assert doings(app) == before


async def test_a_click_beside_the_question_leaves_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("z")
        await home.click(Vertical, 3, 1)
        assert home.is_on(GiveUpScreen)
        await home.pilot.click(offset=(0, 0))
        await home.settle()
        assert home.is_on(HomeScreen)
        assert shares(home) == {}


async def test_on_rate_it_is_an_answer_and_the_next_title_is_asked(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = rate.asked
        burst(app, "z", "2")
        await rate.settle()
        assert shares(rate) == {first: 0.2}
        assert rate.asked != first
        assert "gave up on it" in rate.last
        second = rate.asked
        await rate.press("tab")
        pick = rate.asked
        await rate.press("z", "6", "escape")
        assert shares(rate) == {first: 0.2, pick: 0.6}
        assert rate.asked == second


async def test_what_cannot_be_written_leaves_the_question(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise StoreError("the disk is full")

    async with RateDriver.open(app) as rate:
        first = rate.asked
        monkeypatch.setattr(app.library.profiles, "abandon", fail)
        await rate.press("z", "2")
        assert rate.asked == first
        assert "the disk is full" in rate.notifications
        monkeypatch.undo()
        await rate.press("z", "2")
        assert shares(rate) == {first: 0.2}
