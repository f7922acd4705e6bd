from __future__ import annotations

import asyncio
import threading

import pytest
from textual.widgets import Input

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.library import Library
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.store.store import StoreError
from recflix_tui.widgets.lists.profile_list import ProfileList
from tests.drivers.app_driver import SMALL
from tests.drivers.profiles_driver import ProfilesDriver


@pytest.fixture(autouse=True)
def _no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Datasets, "use_sample_if_none", lambda self: None)


async def test_an_empty_home_takes_the_first_letters_as_a_name(empty_library: Library) -> None:
    app = RecflixApp(empty_library)
    async with app.run_test(size=SMALL) as pilot:
        profiles = ProfilesDriver(pilot)
        await profiles.press(*"Adq", "backspace", "a", "enter")  # at once, as typed ahead
        assert profiles.is_on(HomeScreen)
        assert profiles.names == ["Ada"]
        assert empty_library.profiles.last() == app.profile_id


async def test_a_name_that_will_not_do_is_asked_for_again(empty_library: Library) -> None:
    async with RecflixApp(empty_library).run_test(size=SMALL) as pilot:
        profiles = ProfilesDriver(pilot)
        await profiles.press("space", "enter")
        assert profiles.is_on(ProfilesScreen)
        assert "name" in profiles.problem
        await profiles.press("B", "o", "enter")
        assert profiles.names == ["Bo"]


async def test_pick_another_profile(app: RecflixApp, library: Library) -> None:
    bo = library.profiles.add("Bo")
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("down", "enter")
        assert app.profile_id == bo.id
        assert profiles.is_on(HomeScreen)
        assert library.profiles.last() == bo.id


async def test_however_fast_one_follows_another_each_session_ends(
    app: RecflixApp, library: Library
) -> None:
    bo, cy = library.profiles.add("Bo").id, library.profiles.add("Cy").id
    async with ProfilesDriver.open(app) as profiles:
        waits = threading.Event()
        waiting = asyncio.ensure_future(app.write(waits.wait))
        await asyncio.sleep(0)  # the writer's thread has that to do
        app._watch_as(bo, "Bo")
        app._watch_as(cy, "Cy")
        waits.set()
        await waiting
        await profiles.settle()
        assert library.behaviour.of(bo).session_start is None
        assert library.behaviour.of(cy).session_start is not None
    assert library.behaviour.of(cy).session_start is None  # who leaves ends it


async def test_whoever_watches_has_the_focus(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    async with ProfilesDriver.open(RecflixApp(library)) as profiles:
        assert profiles.focus == "Bo"


async def test_add_a_profile(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("n", *"[b]Bo", "enter")
        assert profiles.names == ["Ada", "[b]Bo"]
        assert app.profile_name == "[b]Bo"


async def test_rename_a_profile(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("e")
        assert profiles.box == "Ada"
        await profiles.press("ctrl+a", "ctrl+k", *"Eve", "enter")
        assert profiles.names == ["Eve"]
        assert app.profile_name == "Eve"
        assert profiles.is_on(ProfilesScreen)


async def test_escape_leaves_a_name_as_it_is(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("e", "x", "escape")
        assert profiles.is_on(ProfilesScreen)
        assert profiles.names == ["Ada"]
        await profiles.press("escape")
        assert profiles.is_on(HomeScreen)


@pytest.mark.parametrize("key", ["n", "escape", "enter"])
async def test_removing_is_asked_about_first(app: RecflixApp, key: str) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("delete")
        assert profiles.is_on(ConfirmScreen)
        assert profiles.words("question") == "Remove Ada and 6 ratings?"
        await profiles.press(key)
        assert profiles.names == ["Ada"]


async def test_after_the_last_profile_is_removed_a_name_is_asked_for(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("backspace")
        await profiles.press("y")
        assert profiles.names == []
        assert app.profile_id is None
        assert isinstance(app.focused, Input)


async def test_once_nobody_watches_the_bar_offers_no_way_elsewhere(
    app: RecflixApp, library: Library
) -> None:
    library.profiles.add("Bo")
    async with ProfilesDriver.open(app) as profiles:
        assert "j jump" in profiles.key_bar
        await profiles.press("delete", "y")
        assert profiles.names == ["Bo"]
        assert "j jump" not in profiles.key_bar
        await profiles.press("enter", "p")
        assert "j jump" in profiles.key_bar


async def test_a_click_focuses_and_a_second_one_picks(app: RecflixApp, library: Library) -> None:
    bo = library.profiles.add("Bo")
    async with ProfilesDriver.open(app) as profiles:
        await profiles.click(ProfileList, 10, 5)
        assert profiles.is_on(ProfilesScreen)
        await profiles.click(ProfileList, 10, 5)
        assert app.profile_id == bo.id


async def test_a_long_list_scrolls_to_the_line_in_focus(app: RecflixApp, library: Library) -> None:
    for n in range(12):
        library.profiles.add(f"Person {n}")
    async with ProfilesDriver.open(app) as profiles:
        assert "someone new" not in profiles.text
        await profiles.press("end")
        assert "someone new" in profiles.text
        assert app.screen.query_one(ProfileList).region.bottom < 24


async def test_each_visit_starts_on_whoever_watches(app: RecflixApp, library: Library) -> None:
    library.profiles.add("Bo")
    library.profiles.add("Zoë")
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("down", "down", "escape", "p")
        assert profiles.focus == "Ada"
        await profiles.press("down", "enter", "p")
        assert profiles.focus == "Bo"


async def test_removing_someone_without_ratings_speaks_of_none(
    app: RecflixApp, library: Library
) -> None:
    library.profiles.add("Zoë")
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("down", "delete")
        assert profiles.words("question") == "Remove Zoë?"


async def test_the_box_tells_when_a_name_is_as_long_as_it_can_be(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("n", *"n" * 39)
        assert profiles.problem == ""
        await profiles.press("n", "n")
        assert profiles.problem == "40 characters at most"
        await profiles.press("backspace")
        assert profiles.problem == ""


async def test_a_removal_that_fails_signs_nobody_out(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(profile_id: int) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(library.profiles, "remove", refuse)
    async with ProfilesDriver.open(app) as profiles:
        watching = app.profile_id
        assert watching is not None
        await profiles.press("delete", "y")
        assert app.profile_id == watching
        assert profiles.notifications == ["the disk is full"]


async def test_the_name_box_says_what_enter_does_with_the_name(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        assert "enter watch" in profiles.key_bar
        await profiles.press("n")
        assert "enter add" in profiles.key_bar
        assert "watch" not in profiles.key_bar
        await profiles.press("escape", "e")
        assert "enter rename" in profiles.key_bar
        assert "watch" not in profiles.key_bar
        await profiles.press("escape")
        assert "enter watch" in profiles.key_bar
