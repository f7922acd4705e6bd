"""Groups of titles, asked about before the first title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.rate.groups_dialog import GroupsScreen
from recflix_tui.screens.rate.question import Question, picks_heading
from recflix_tui.screens.rate.rate_screen import NO_GROUPS, RATED_ALREADY, RateScreen
from recflix_tui.widgets.lists.group_list import GroupList
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.rate_driver import RateDriver
from tests.examples.app_home import NOW, save_model
from tests.examples.bursts import SlowMount, burst, doings
from tests.examples.many_genres import write_many_genres


@pytest.fixture(scope="session")
def home_of_genres(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home to copy: eight genres, a model, and Bo, who has rated nothing."""
    base = tmp_path_factory.mktemp("genres")
    library = Library.open(base / "home", clock=lambda: NOW)
    library.datasets.add(write_many_genres(base / "genres"), "genres")
    save_model(library)
    library.session.refresh()
    library.profiles.remember(library.profiles.add("Bo").id)
    library.close()
    return base / "home"


@pytest.fixture
def home(home_of_genres: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(home_of_genres, tmp_path / "home"))


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    opened = Library.open(home, clock=lambda: NOW)
    yield opened
    opened.close()


def names(rate: RateDriver) -> list[str]:
    """The groups as they stand in the list."""
    return [group.name for group in rate.app.screen.query_one(GroupList).groups]


def picked(rate: RateDriver) -> list[str]:
    """What who watches picked, as it is kept, by the names of the groups."""
    assert rate.app.profile_id is not None
    groups = rate.app.library.recommendations.groups(rate.app.profile_id)
    return [group.name for group in groups if group.picked]


async def test_somebody_new_is_asked_for_groups_and_the_third_leads_to_a_title_of_one(
    app: RecflixApp,
) -> None:
    async with RateDriver.open(app) as rate:
        assert rate.is_on(GroupsScreen)
        first, second, _, fourth = names(rate)[:4]
        await rate.press("space", "down", "enter", "down", "down")
        assert rate.is_on(GroupsScreen)
        assert picked(rate) == []
        await rate.press("space")
        assert rate.is_on(RateScreen)
        assert picked(rate) == [first, second, fourth]
        # The model of this home knows no picks: what it predicts comes from no group.
        assert rate.words("picks-heading") == "top picks before your first rating"
        genres = app.library.snapshot.need_dataset().genres(rate.asked)
        assert set(genres) <= {first, second, fourth}
        await rate.press("h")
        home = app.library.recommendations.home(app.profile_id or 0)
        assert [row.title for row in home.rows[:3]] == [first, second, fourth]


def test_top_picks_that_come_from_the_groups_are_said_to() -> None:
    question = Question(None, 0, None, picks=(), by_groups=True)
    assert picks_heading(question) == "top picks from the groups you picked"


async def test_no_key_rates_anything_while_groups_are_asked_for(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        before = doings(app)
        await rate.press("1", "5", "x", "w", "a", "0", "+", "-", "u", "i")
        assert rate.is_on(GroupsScreen)
        assert doings(app) == before


@pytest.mark.parametrize("key", ["escape", "n", "g"])
async def test_groups_can_be_put_off_and_are_asked_for_again(app: RecflixApp, key: str) -> None:
    async with RateDriver.open(app) as rate:
        await rate.press(key)
        assert rate.is_on(RateScreen)
        assert picked(rate) == []
        assert rate.is_asking
        await rate.press("space")  # not seen
        assert rate.is_on(RateScreen)
        await rate.press("g")
        assert rate.is_on(GroupsScreen)
        await rate.press("escape", "h", "r")
        assert rate.is_on(GroupsScreen)


async def test_one_group_is_enough_to_go_on_and_can_be_taken_off_again(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        first = names(rate)[0]
        await rate.press("space", "escape")
        assert picked(rate) == [first]
        await rate.press("h", "r")
        assert rate.is_on(RateScreen)  # what is picked is not asked for again
        await rate.press("g", "space", "down", "space", "escape")
        assert len(picked(rate)) == 1
        assert first not in picked(rate)


async def test_an_undo_takes_the_last_group_back_and_says_which(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        await rate.press("space", "down", "space", "down", "space")
        two = picked(rate)[:2]
        await rate.press("u")
        assert picked(rate) == two
        assert "and the like are no longer picked" in rate.notifications[-1]
        await rate.press("U")
        assert len(picked(rate)) == 3
        assert "and the like are picked again" in rate.notifications[-1]


async def test_after_the_first_rating_no_groups_are_asked_for(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        await rate.press("escape", "4", "g")  # at once behind the first star
        assert rate.is_on(RateScreen)
        assert len(rate.ratings) == 1
        await rate.press("g")
        assert rate.is_on(RateScreen)
        assert rate.notifications[-1] == RATED_ALREADY
        await rate.press("h", "r")
        assert rate.is_on(RateScreen)


async def test_a_click_picks_a_group_and_one_beside_them_goes_on(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        second = names(rate)[1]
        await rate.click(GroupList, 4, 1)
        assert rate.is_on(GroupsScreen)
        await rate.pilot.click(offset=(0, 0))
        await rate.settle()
        assert rate.is_on(RateScreen)
        assert picked(rate) == [second]


async def test_where_there_are_no_groups_the_key_says_so(app: RecflixApp) -> None:
    async with RateDriver.open(app) as rate:
        await rate.press("escape")
        question = rate.screen._question
        assert question is not None
        object.__setattr__(question, "groups", ())
        await rate.press("g")
        assert rate.notifications[-1] == NO_GROUPS


@pytest.mark.parametrize("slow", [None, RateScreen, GroupsScreen])
async def test_keys_typed_ahead_of_the_groups_rate_nothing_and_pick_what_they_should(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch, slow: type[Any] | None
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        rate = RateDriver(pilot)
        await rate.settle()
        assert rate.is_on(HomeScreen)
        keys = ("r", "5", "x", "space", "down", "space", "4", "escape")
        if slow is None:
            burst(app, *keys)
        else:
            mount = SlowMount(monkeypatch, slow)
            burst(app, *keys)
            await mount.waits()
            mount.go_on()
        await rate.settle()
        assert rate.is_on(RateScreen)
        assert len(picked(rate)) == 2
        assert rate.ratings == {}


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        rate = RateDriver(pilot)
        await rate.enter()
        await rate.press("down", "space", "down", "down")

    assert snap_compare(app, terminal_size=size, run_before=show)
