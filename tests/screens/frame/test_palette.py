"""The palette finds what can be done and every title, and does what is chosen."""

from __future__ import annotations

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.frame.palette import RecflixCommands, find_titles
from recflix_tui.screens.home import HomeScreen
from tests.drivers.app_driver import WIDE, AppDriver
from tests.drivers.browse_driver import BrowseDriver
from tests.drivers.home_driver import HomeDriver
from tests.drivers.profiles_driver import ProfilesDriver


async def found(driver: AppDriver, query: str) -> list[str]:
    """What the palette offers for a query."""
    provider = RecflixCommands(driver.app.screen)
    return [str(hit.text) async for hit in provider.search(query)]


async def test_it_finds_actions_themes_and_titles(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        assert "Rate it 4 stars" in await found(home, "4 stars")
        assert await found(home, "light") == ["Light theme"]
        assert await found(home, "dark theme") == ["Dark theme"]
        assert "Profiles: who is watching" in await found(home, "profile")
        assert "Add, rename or remove a profile" in await found(home, "remove")
        assert "Film 33" in await found(home, "film 33")
        assert "[b]Bold[/b] [@click=app.bell]Ring[/]" in await found(home, "bold ring")


async def test_compare_is_found_by_its_name_first_there_too(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        assert (await found(home, "compare"))[0].startswith("Compare: does it work?")
        await home.press("c")
        assert (await found(home, "compare"))[0] == "Compare: does it work, on this data?"


async def test_titles_are_plain_text(library: Library) -> None:
    titles = {title for _, title, _ in find_titles(library.snapshot.need_dataset(), "alert")}
    assert titles == {"Red Alert"}


async def test_what_is_chosen_is_run(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("ctrl+p", *"light theme")
        await home.press("enter")
        assert app.theme == "recflix-light"


async def test_it_does_what_other_screens_do(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        assert "Train: Start a training" in await found(home, "start a training")
        assert await found(home, "less or more; or type") == []  # a key to type, not an action
        await home.press("ctrl+p", *"unrated")
        await home.press("enter")
        assert "unrated" in home.on(BrowseDriver).count_line


async def test_left_twice_it_leaves_the_screen_below(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("ctrl+p")
        palette = app.screen
        palette.dismiss(None)
        palette.dismiss(None)
        await home.settle()
        assert home.is_on(HomeScreen)


async def test_over_a_question_it_offers_what_can_be_done_there(app: RecflixApp) -> None:
    async with ProfilesDriver.open(app) as profiles:
        await profiles.press("delete")
        assert isinstance(app.screen, ConfirmScreen)
        assert await found(profiles, "light") == ["Light theme"]
        assert "Add, rename or remove a profile" in await found(profiles, "remove")
