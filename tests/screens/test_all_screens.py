"""A screen that is added to the registry is there for tabs, keys, palette and help at once."""

from __future__ import annotations

import sys

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.all_screens import ALL_SCREENS, Group, ScreenEntry, tabs
from recflix_tui.screens.frame.navigator import import_ahead, screen_class
from recflix_tui.screens.frame.palette import RecflixCommands
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.keys.actions import Action
from recflix_tui.widgets.bars.top_bar import TopBar
from tests.drivers.app_driver import WIDE
from tests.drivers.home_driver import HomeDriver


class BenchScreen(RecflixScreen):
    """A screen as one would add it."""

    OWN_ACTIONS = (Action(id="mix", keys="m", help="Mix two models", group="The bench"),)
    mixed = False

    def compose_body(self) -> ComposeResult:
        yield Static("the bench")

    def action_mix(self) -> None:
        self.mixed = True


BENCH = ScreenEntry(
    name="bench",
    title="Bench",
    key="k",
    help="Bench: look inside",
    group=Group.INSIDE,
    cls=f"{__name__}:BenchScreen",
    offer="Take a model apart",
)


@pytest.fixture
def app(library: Library) -> RecflixApp:
    return RecflixApp(library, screens=(*ALL_SCREENS, BENCH))


async def test_its_key_leads_to_it_and_its_tab_is_lit(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("k")
        assert home.is_on(BenchScreen)
        assert app.screen.query_one(TopBar).state.lit == "bench"
        assert " Activity  Bench " in home.top_bar


async def test_a_click_on_its_tab_leads_to_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("t")
        await home.click(TopBar, home.top_bar.index("Bench"), 0)
        assert home.is_on(BenchScreen)


async def test_its_letter_leads_to_it_after_the_key_to_all_screens(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("j")
        assert any("k  Bench" in line for line in home.lines)
        await home.press("k")
        assert home.is_on(BenchScreen)


async def test_the_help_names_its_key(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.press("question_mark")
        assert any(" k " in line and BENCH.help in line for line in home.lines)


async def test_the_palette_leads_to_it_and_does_what_it_does(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        provider = RecflixCommands(app.screen)
        for query in ("Bench: look inside", "Take a model apart", "Bench: Mix two models"):
            assert query in " ".join([str(hit.text) async for hit in provider.search(query)])
        await home.press("ctrl+p", *"mix two")
        await home.press("enter")
        assert isinstance(app.screen, BenchScreen)
        assert app.screen.mixed


def test_it_is_imported_ahead(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "recflix_tui.screens.title")
    import_ahead([s for s in ALL_SCREENS if s.name == "title"], library)
    assert "recflix_tui.screens.title" in sys.modules


@pytest.mark.parametrize("entry", ALL_SCREENS, ids=lambda entry: str(entry.name))
def test_every_entry_names_a_screen(entry: ScreenEntry) -> None:
    assert issubclass(screen_class(entry), RecflixScreen)


def test_names_keys_and_titles_are_given_once() -> None:
    for values in (
        [s.name for s in ALL_SCREENS],
        [s.title for s in ALL_SCREENS],
        [s.key for s in ALL_SCREENS if s.key],
    ):
        assert len(values) == len(set(values))


def test_only_screens_of_a_group_have_a_tab() -> None:
    assert tabs(ALL_SCREENS, Group.WATCH) == (
        *(("home", "Home"), ("browse", "Browse")),
        *(("rate", "Rate"), ("together", "Together")),
    )
    assert tabs(ALL_SCREENS, Group.INSIDE) == (
        *(("matrix", "Matrix"), ("factors", "Factors")),
        ("train", "Train"),
        *(("lab", "Lab"), ("compare", "Compare")),
        *(("signals", "Signals"), ("activity", "Activity")),
    )
