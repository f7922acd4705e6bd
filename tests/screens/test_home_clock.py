"""A Home that stays open, and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.widgets.shelf.grid import seen_at_once
from tests.drivers.app_driver import WIDE
from tests.drivers.clock import Clock
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import NOW

DAY, HALF_A_DAY = 24 * 3600, 12 * 3600


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def library(home: Path, clock: Clock) -> Iterator[Library]:
    """The library over a clock that goes on."""
    opened = Library.open(home, clock=clock)
    yield opened
    opened.close()


def page(home: HomeDriver) -> dict[str, tuple[int, ...]]:
    """The rows of the page as it is to be by now, without the tile in focus."""
    assert home.app.profile_id is not None
    seen = FirstScreen(*seen_at_once(*home.app.size))
    rows = home.app.library.recommendations.home(home.app.profile_id, first_screen=seen).rows
    return {row.key: tuple(item for item in row.items if item != home.focus) for row in rows}


def shown(home: HomeDriver) -> dict[str, tuple[int, ...]]:
    """The same of what is shown."""
    rows = home.wall.rows.rows
    return {row.view.key: tuple(i for i in row.items if i != home.focus) for row in rows}


async def test_home_has_the_rows_of_another_day_within_a_minute_under_the_same_focus(
    app: RecflixApp, clock: Clock
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("down", "right")
        before, held = shown(home), (home.focus, home.position)
        for _ in range(20):  # until a day has another page
            clock.now += DAY
            if list(page(home)) != list(before):
                break
        app.follow_clock()
        await home.settle()
        assert shown(home) == page(home) != before
        assert (home.focus, home.position) == held


async def test_who_comes_back_to_home_finds_the_part_of_the_day_that_it_is(
    app: RecflixApp, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[float] = []
    load = HomeScreen.load

    def noted(screen: HomeScreen) -> None:
        loads.append(clock.now)
        load(screen)

    async with HomeDriver.open(app, WIDE) as home:
        monkeypatch.setattr(HomeScreen, "load", noted)
        await home.press("b", "h")
        assert not loads
        clock.now += HALF_A_DAY
        await home.press("b", "h")
        assert loads == [clock.now]
        assert shown(home) == page(home)
