"""Keys act on a title that was in view when they were struck, and on no other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.library import Library
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.frame.titles_screen import UNSEEN
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.screens.rate.rate_screen import RateScreen
from recflix_tui.screens.title import TitleScreen
from tests.drivers.app_driver import told
from tests.examples.app_home import RATED, press, settle
from tests.examples.bursts import SlowMount, burst, doings

SMALL, WIDE = (80, 24), (120, 36)


def newly_rated(app: RecflixApp) -> dict[int, float]:
    ratings = doings(app).ratings
    return {item: stars for item, stars in ratings.items() if RATED.get(item) != stars}


def tiles(app: RecflixApp) -> list[int]:
    """The items of the first shelf."""
    assert isinstance(app.screen, HomeScreen)
    return app.screen.wall.rows.rows[0].items


async def test_a_tile_opened_and_rated_in_one_burst_is_the_one_rated(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        item = tiles(app)[0]
        burst(app, "enter", "5")
        await settle(pilot)
        assert isinstance(app.screen, TitleScreen)
        assert newly_rated(app) == {item: 5.0}


async def test_a_tile_rated_from_among_its_reasons_is_the_one_that_was_open(
    app: RecflixApp,
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        item = tiles(app)[0]
        burst(app, "i", "down", "5")
        await settle(pilot)
        assert isinstance(app.screen, TitleScreen)
        assert newly_rated(app) == {item: 5.0}


async def test_a_tile_in_view_is_moved_to_and_rated_in_one_burst(app: RecflixApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        item = tiles(app)[2]
        burst(app, "right", "right", "5")
        await settle(pilot)
        assert newly_rated(app) == {item: 5.0}
        assert told(app) == []


async def test_a_tile_that_the_burst_itself_brought_into_view_is_left_alone(
    app: RecflixApp,
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        in_view = set(app.screen.wall.titles_in_view())  # a title may stand on two shelves
        beyond = next(n for n, item in enumerate(tiles(app)) if n >= 9 and item not in in_view)
        burst(app, *["right"] * beyond, "5", "x", "a", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.focused_item() == tiles(app)[beyond]
        assert newly_rated(app) == {}
        assert told(app) == [UNSEEN]
        burst(app, "5")
        await settle(pilot)
        assert list(newly_rated(app)) == [tiles(app)[beyond]]


async def test_the_next_question_is_not_answered_by_a_key_struck_before_it(
    app: RecflixApp,
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        assert isinstance(app.screen, RateScreen)
        first = app.screen.focused_item()
        burst(app, "4", "4", "2", "space", "x", "+")
        await settle(pilot)
        assert newly_rated(app) == {first: 4.5}
        second = app.screen.focused_item()
        assert second != first
        burst(app, "2")
        await settle(pilot)
        assert newly_rated(app) == {first: 4.5, second: 2.0}


async def test_what_was_rated_last_is_not_mended_from_another_screen(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "r")
        await press(pilot, "4")
        before = doings(app)
        await press(pilot, "b")
        burst(app, "r", "+", "0")
        await settle(pilot)
        assert isinstance(app.screen, RateScreen)
        assert doings(app) == before


async def test_a_row_under_a_dialog_was_in_view(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert isinstance(app.screen, BrowseScreen)
        item = app.screen.focused_item()
        await press(pilot, "g")
        burst(app, "escape", "5")
        await settle(pilot)
        assert newly_rated(app) == {item: 5.0}


@pytest.mark.parametrize("there", [True, False], ids=["in view", "opened by the burst"])
async def test_the_palette_rates_a_title_only_if_it_was_in_view(
    app: RecflixApp, there: bool
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert isinstance(app.screen, BrowseScreen)
        item = app.screen.focused_item()
        if not there:
            await press(pilot, "h")
        keys = ("ctrl+p", *"rate it 4 stars", "enter")
        burst(app, *(keys if there else ("b", *keys)))
        await settle(pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert newly_rated(app) == ({item: 4.0} if there else {})


async def test_a_yes_to_a_question_that_was_seen_counts(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        await press(pilot, "delete")
        burst(app, *"yBob", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert doings(app).names == ("Bob",)


@pytest.mark.parametrize("slow", [False, True])
async def test_the_first_letters_of_all_are_a_name(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch, slow: bool
) -> None:
    monkeypatch.setattr(Datasets, "use_sample_if_none", lambda self: None)
    app = RecflixApp(empty_library)
    mount = SlowMount(monkeypatch, ProfilesScreen) if slow else None
    ready = app.run_test(size=SMALL)
    if mount is not None:
        mount.then(lambda: burst(app, *"Edna x"))
    async with ready as pilot:
        if mount is None:
            burst(app, *"Edna x")
        burst(app, "enter", *"5x")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert [p.name for p in empty_library.profiles.summaries()] == ["Edna x"]
        assert app.theme == "recflix-dark"


Hold = Callable[[str], threading.Event]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Has a function that reads for a screen wait for the event that is given back."""

    def held(name: str) -> threading.Event:
        go_on = threading.Event()
        module, _, function = name.rpartition(".")
        real = getattr(__import__(module, fromlist=[function]), function)

        def read(*args: Any) -> Any:
            assert go_on.wait(20)
            return real(*args)

        monkeypatch.setattr(name, read)
        return go_on

    return held


async def test_keys_wait_for_the_first_titles_and_rate_none_of_them(
    app: RecflixApp, hold: Hold
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = doings(app)
        go_on = hold("recflix_tui.screens.browse.browse_screen.load_page")
        burst(app, "b", "down", "down", "5", "x")
        for _ in range(20):
            await pilot.pause(0.002)
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.focused_item() is None
        go_on.set()
        await settle(pilot)
        assert app.screen.table.at == 2
        assert doings(app) == before


async def test_keys_behind_another_profile_wait_for_its_home(
    app: RecflixApp, library: Library, hold: Hold
) -> None:
    zed = library.profiles.add("Zed")
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "p")
        go_on = hold("recflix_tui.screens.home.load_shelves")
        burst(app, "down", "enter", "right", "5", "x")
        for _ in range(20):
            await pilot.pause(0.002)
        assert app.profile_id == zed.id
        go_on.set()
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.focused_item() == tiles(app)[1]
        assert doings(app).ratings == {}
