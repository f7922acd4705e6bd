from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import SAMPLE
from recflix_tui.library.library import Library
from recflix_tui.screens.all_screens import ALL_SCREENS
from recflix_tui.screens.dialogs.help import HelpScreen
from recflix_tui.screens.frame.actions import TITLE_ACTIONS, UNDO, app_actions
from recflix_tui.screens.frame.palette import RecflixCommands, find_titles
from recflix_tui.screens.frame.status import bar_state
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.bars.top_bar import TopBar
from recflix_tui.widgets.titles.count_line import CountLine
from tests.examples.app_home import NOW, press, settle


def bar_text(app: RecflixApp) -> str:
    return app.screen.query_one(TopBar).render_line(0).text


async def test_the_top_bar_names_the_person_the_tabs_and_the_model(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        text = bar_text(app)
    assert len(text) == 80
    assert text.split() == [
        *("RecFlix", "·", "Ada", "Home", "Browse", "Rate", "Train"),
        *("●", "model", "1", "holdout", "0.871"),
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_bars_are_as_wide_as_the_terminal(library: Library, width: int) -> None:
    library.profiles.rename(
        library.profiles.summaries()[0].id, "長い名前の人 🎬 with a long name indeed"
    )
    app = RecflixApp(library)
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        assert app.screen.query_one(TopBar).render_line(0).cell_length == width
        keys = app.screen.query_one(KeyBar).render_line(0)
        assert keys.cell_length == width
        assert keys.text.rstrip().endswith("? keys")


async def test_a_click_on_a_key_does_what_the_key_does(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        item = app.screen.focused_item()
        await pilot.click(KeyBar, offset=(7, 0))
        await settle(pilot)
        assert app.profile_id is not None
        assert (
            app.library.recommendations.taste(app.profile_id).activity.ratings.get(item or 0) == 4.0
        )


async def test_a_click_on_a_name_leads_there(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        await pilot.click(TopBar, offset=(12, 0))
        await settle(pilot)
        assert isinstance(app.screen, ProfilesScreen)


async def test_the_theme_is_remembered(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.theme == "recflix-dark"
        await press(pilot, "d")
        assert app.theme == "recflix-light"
    assert RecflixApp(library).theme == "recflix-light"


async def test_a_theme_that_is_not_there_is_not_asked_for(library: Library) -> None:
    library.store.set_setting("theme", "no-such-theme")
    assert RecflixApp(library).theme == "recflix-dark"


def test_every_key_is_bound_once() -> None:
    actions = [*TITLE_ACTIONS, UNDO, *app_actions(ALL_SCREENS)]
    keys = [key for action in actions if action.keys for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))


async def test_help_shows_the_keys_and_escape_leaves_it(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "question_mark", "question_mark")
        assert isinstance(app.screen, HomeScreen)


async def test_q_quits(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


async def test_q_during_a_training_quits_at_once_and_ends_it(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    argv = [sys.executable, "-c", f"{slow}print('here', flush=True); time.sleep(600)"]
    monkeypatch.setattr(library.models, "training_command", lambda **settings: argv)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.start_training()
        await until(pilot, lambda: app._run is not None and app._run._process is not None)
        assert app._run is not None
        process = app._run._process
        assert process is not None
        await pilot.press("4", "q")
        await until(pilot, lambda: not app.is_running)
    assert process.returncode is not None
    assert library.recommendations.taste(library.profiles.summaries()[0].id).activity.ratings


async def test_a_line_that_is_shown_is_not_shown_twice(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "h")
        for _ in range(10):
            await press(pilot, "u")
        said = [n.message for n in app._notifications]
        assert said.count("nothing to undo") == 1


async def hits(app: RecflixApp, query: str) -> list[str]:
    provider = RecflixCommands(app.screen)
    return [str(hit.text) async for hit in provider.search(query)]


async def test_the_palette_finds_actions_themes_and_titles(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Rate it 4 stars" in await hits(app, "4 stars")
        assert await hits(app, "light") == ["Light theme"]
        assert await hits(app, "dark theme") == ["Dark theme"]
        assert "Profiles: who is watching" in await hits(app, "profile")
        assert "Add, rename or remove a profile" in await hits(app, "remove")
        assert "Film 33" in await hits(app, "film 33")
        assert "[b]Bold[/b] [@click=app.bell]Ring[/]" in await hits(app, "bold ring")


async def test_the_palette_shows_titles_as_plain_text(library: Library) -> None:
    titles = {title for _, title, _ in find_titles(library.snapshot.need_dataset(), "alert")}
    assert titles == {"Red Alert"}


async def test_the_palette_runs_what_is_chosen(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"light theme")
        await press(pilot, "enter")
        assert app.theme == "recflix-light"


async def test_the_palette_does_what_other_places_do(app: RecflixApp) -> None:
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "Train: Start a training" in await hits(app, "start a training")
        assert await hits(app, "less or more; or type") == []  # a key to type, not an action
        await press(pilot, "ctrl+p", *"unrated", "enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "BrowseScreen"
        line = app.screen.query_one(CountLine)
        assert "unrated" in line.render_line(0).text


async def test_enter_twice_in_the_palette_leaves_the_screen_below(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        palette = app.screen
        palette.dismiss(None)
        palette.dismiss(None)
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_a_first_start_asks_for_a_name_then_opens_the_sample(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[dict[str, Any]] = []
    monkeypatch.setattr(RecflixApp, "start_training", lambda self, **s: trained.append(s))
    app = RecflixApp(empty_library)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(*"Ada", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        await until(pilot, lambda: home_of(app).focused_item() is not None)
        assert empty_library.snapshot.dataset is not None
        assert empty_library.snapshot.dataset.name == SAMPLE
        assert app.screen.wall.rows.rows[0].view.key == "popular"
    assert trained == [{}]


def home_of(app: RecflixApp) -> HomeScreen:
    assert isinstance(app.screen, HomeScreen)
    return app.screen


async def until(pilot: Pilot[Any], what: Any) -> None:
    for _ in range(500):
        if what():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about")


async def test_a_person_removed_elsewhere_is_no_longer_watching(app: RecflixApp) -> None:
    other = Library.open(app.library.paths.home, clock=lambda: NOW)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app._poll()
        await settle(pilot)
        assert app.profile_id is not None
        other.profiles.remove(app.profile_id)
        app._poll()
        await settle(pilot)
        assert isinstance(app.screen, ProfilesScreen)
        assert bar_state(app, "").profile == ""
    other.close()


async def test_what_was_rated_just_before_quitting_is_kept(home: Path) -> None:
    library = Library.open(home)
    app = RecflixApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        item = app.screen.focused_item()
        await pilot.press("4", "plus", "q")
    assert app.profile_id is not None
    assert library.recommendations.taste(app.profile_id).activity.ratings.get(item or 0) == 4.5
    library.close()


async def test_dark_or_light_twice_is_as_before(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = app.theme
        await pilot.press("d", "d")
        await settle(pilot)
        assert app.theme == before


async def test_many_titles_deep_one_key_leads_home(app: RecflixApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for item in range(8):
            app.open_title(item)
        await settle(pilot)
        await pilot.press("5", "h")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_the_solvers_are_compiled_once_in_the_background(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiling = f"import pathlib, time; time.sleep(0.3); pathlib.Path({str(library.paths.home)!r}"
    compiling += ", 'seen').touch()"
    monkeypatch.setattr(
        library.models, "warming_command", lambda: [sys.executable, "-c", compiling]
    )
    monkeypatch.setattr("recflix_tui.app.LEISURE", 0.01)
    app = RecflixApp(library, warming=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "compiling the solvers, once" in bar_text(app))
        await until(pilot, lambda: (library.paths.home / "seen").exists())
        await until(pilot, lambda: "model 1" in bar_text(app))


async def test_solvers_that_were_compiled_are_left_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.solvers.warming.warm", lambda: iter(["sgd"]))
    assert not library.models.compiled
    assert list(library.models.warm()) == ["sgd"]
    assert library.models.compiled
    app = RecflixApp(library, warming=True)
    monkeypatch.setattr(library.models, "warming_command", lambda: pytest.fail("compiled again"))
    monkeypatch.setattr("recflix_tui.app.LEISURE", 0.01)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "model 1" in bar_text(app)
