"""Jump: a leader key, then the letter of a screen."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.library import Library
from recflix_tui.screens.browse.browse_screen import BrowseScreen
from recflix_tui.screens.dialogs.jump import JumpScreen, Way
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.widgets.bars.top_bar import TopBar
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.home_driver import HomeDriver
from tests.drivers.profiles_driver import ProfilesDriver


@pytest.mark.parametrize("size", [SMALL, WIDE, (40, 12)])
async def test_the_key_bar_tells_of_it_however_narrow(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with HomeDriver.open(app, size) as home:
        assert home.key_bar.rstrip().endswith("j jump  ? keys")


async def test_every_screen_with_a_letter_is_named(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("j")
        for entry in app.screens:
            if entry.key:
                assert any(f"{entry.key}  {entry.title}" in line for line in home.lines)


async def test_two_keys_lead_to_a_screen_from_any_other(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("j", "b")
        assert home.is_on(BrowseScreen)
        await home.press("j", "t")
        assert home.is_on(TrainScreen)


async def test_from_a_title_it_leads_away_too(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("enter", "j", "b")
        assert home.is_on(BrowseScreen)


@pytest.mark.parametrize("key", ["5", "x", "escape", "enter", "z"])
async def test_another_key_leaves_and_does_nothing(app: RecflixApp, key: str) -> None:
    async with HomeDriver.open(app) as home:
        before = home.ratings
        await home.press("j", key)
        assert home.is_on(HomeScreen)
        assert home.ratings == before


async def test_a_click_on_a_name_leads_there_and_beside_them_back(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("j")
        way = next(w for w in app.screen.query(Way) if w.entry.name == "train")
        await home.pilot.click(way)
        await home.settle()
        assert home.is_on(TrainScreen)
        await home.press("j")
        assert home.is_on(JumpScreen)
        await home.pilot.click(offset=(0, 0))
        await home.settle()
        assert home.is_on(TrainScreen)


async def test_the_bar_shows_the_tabs_of_one_group_and_the_name_of_the_other(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        assert " Home  Browse  Rate  Together  inside ▸" in home.top_bar
        assert "Train" not in home.top_bar
        await home.click(TopBar, home.top_bar.index("inside"), 0)
        assert " ◂ watch " in home.top_bar
        assert " Train " in home.top_bar


async def test_the_name_of_a_group_leads_to_its_screen_that_was_seen_last(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("b", "t")
        await home.click(TopBar, home.top_bar.index("watch"), 0)
        assert home.is_on(BrowseScreen)


async def test_a_title_over_a_screen_stays_in_that_screens_group(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("b", "enter")
        assert " Browse " in home.top_bar


async def test_while_nobody_watches_there_is_nowhere_to_jump(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Datasets, "use_sample_if_none", lambda self: None)
    empty_library.profiles.add("Bo")
    async with RecflixApp(empty_library).run_test(size=SMALL) as pilot:
        profiles = ProfilesDriver(pilot)
        await profiles.press("j")
        assert not profiles.is_on(JumpScreen)
