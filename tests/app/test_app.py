"""What the app has on every screen: bars, themes, help, start and end."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.datasets import SAMPLE
from recflix_tui.library.library import Library
from recflix_tui.screens.background.training_follower import TrainingFollower
from recflix_tui.screens.dialogs.help import HelpScreen
from recflix_tui.screens.dialogs.quit import QuitScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.bars.top_bar import TopBar
from tests.drivers.app_driver import WIDE
from tests.drivers.home_driver import HomeDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import NOW


async def test_the_top_bar_names_the_person_the_tabs_and_the_model(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        assert len(home.top_bar) == 80
        assert home.top_bar.split() == [
            *("RecFlix", "·", "Ada", "Home", "Browse", "Rate", "Together", "inside", "▸"),
            *("●", "model", "1", "·", "0.871"),
        ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_bars_are_as_wide_as_the_terminal(library: Library, width: int) -> None:
    ada = library.profiles.summaries()[0]
    library.profiles.rename(ada.id, "長い名前の人 🎬 with a long name indeed")
    app = RecflixApp(library)
    async with HomeDriver.open(app, (width, 24)) as home:
        assert app.screen.query_one(TopBar).render_line(0).cell_length == width
        assert app.screen.query_one(KeyBar).render_line(0).cell_length == width
        assert home.key_bar.rstrip().endswith("? keys")


async def test_a_click_on_a_key_does_what_the_key_does(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        item = home.focus
        await home.click(KeyBar, home.key_bar.index("4"), 0)
        assert home.ratings[item] == 4.0


async def test_a_click_on_a_name_leads_to_the_profiles(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        await home.click(TopBar, home.top_bar.index("Ada"), 0)
        assert home.is_on(ProfilesScreen)


async def test_the_theme_is_remembered(app: RecflixApp, library: Library) -> None:
    async with HomeDriver.open(app) as home:
        assert app.theme == "recflix-dark"
        await home.press("d")
        assert app.theme == "recflix-light"
    assert RecflixApp(library).theme == "recflix-light"


async def test_a_theme_that_is_not_there_is_not_asked_for(library: Library) -> None:
    library.session.store.set_setting("theme", "no-such-theme")
    assert RecflixApp(library).theme == "recflix-dark"


async def test_dark_or_light_twice_is_as_before(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        before = app.theme
        await home.press("d", "d")
        assert app.theme == before


async def test_help_shows_the_keys_and_escape_leaves_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("question_mark")
        assert home.is_on(HelpScreen)
        await home.press("escape")
        assert home.is_on(HomeScreen)
        await home.press("question_mark", "question_mark")
        assert home.is_on(HomeScreen)


async def test_q_quits(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.pilot.press("q")
        await home.pilot.pause()
    assert not app.is_running


async def test_q_during_a_training_asks_and_s_there_ends_it_for_good(
    app: RecflixApp, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "process"
    stubborn = (
        "import os, pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(seen)!r}).write_text(str(os.getpid())); time.sleep(600)"
    )
    command = [sys.executable, "-c", stubborn]
    monkeypatch.setattr(library.models, "training_command", lambda **settings: command)
    async with HomeDriver.open(app) as home:
        app.training.start()
        await home.until(lambda: seen.exists() and bool(seen.read_text()))
        before = home.ratings
        await home.pilot.press("4", "q")
        await home.until(lambda: home.is_on(QuitScreen) and app.screen_was_in_view(app.screen))
        await home.until(lambda: "Stop and quit" in home.text)
        await home.pilot.press("s")
        await home.until(lambda: not app.is_running)
    with pytest.raises(ProcessLookupError):
        os.kill(int(seen.read_text()), 0)
    assert len(home.ratings) == len(before) + 1


async def test_what_was_rated_just_before_quitting_is_kept(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        item = home.focus
        await home.pilot.press("4", "plus", "q")
    assert home.ratings[item] == 4.5


async def test_a_line_that_is_shown_is_not_shown_twice(app: RecflixApp) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("p", "h")
        for _ in range(10):
            await home.press("u")
        assert home.notifications.count("nothing to undo") == 1


async def test_a_first_start_asks_for_a_name_then_opens_the_sample(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained: list[dict[str, Any]] = []

    async def train_at_once(self: TrainingFollower, **settings: Any) -> None:
        trained.append(settings)

    monkeypatch.setattr(TrainingFollower, "train_at_once", train_at_once)
    async with RecflixApp(empty_library).run_test(size=WIDE) as pilot:
        home = HomeDriver(pilot)
        await home.press(*"Ada", "enter")
        await home.until(lambda: home.screen.focused_item() is not None)
        assert empty_library.snapshot.need_dataset().name == SAMPLE
        assert home.rows[0] == "popular"
    # A more accurate model follows, with what people pick.
    assert trained == [{"solver": "sgd", "picks": False}]


async def test_a_person_removed_elsewhere_is_no_longer_watching(app: RecflixApp) -> None:
    other = Library.open(app.library.paths.home, clock=lambda: NOW)
    async with HomeDriver.open(app) as home:
        await home.look_for_changes()
        assert app.profile_id is not None
        other.profiles.remove(app.profile_id)
        await home.look_for_changes()
        assert home.is_on(ProfilesScreen)
        assert "Ada" not in home.top_bar
    other.close()


async def test_many_titles_deep_one_key_leads_home(app: RecflixApp) -> None:
    async with TitleDriver.of(app, 0) as title:
        for item in range(1, 8):
            await title.show(item)
        await title.press("5", "h")
        assert title.is_on(HomeScreen)
        assert title.ratings[7] == 5.0


async def test_the_solvers_are_compiled_once_in_the_background(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = library.paths.home / "seen"
    compiling = f"import pathlib, time; time.sleep(0.3); pathlib.Path({str(seen)!r}).touch()"
    command = [sys.executable, "-c", compiling]
    monkeypatch.setattr(library.models, "warming_command", lambda: command)
    monkeypatch.setattr("recflix_tui.app.LEISURE", 0.01)
    async with RecflixApp(library, warming=True).run_test(size=WIDE) as pilot:
        home = HomeDriver(pilot)
        await home.until(lambda: "preparing trainings, once" in home.top_bar)
        await home.until(seen.exists)
        await home.until(lambda: "model 1" in home.top_bar)


async def test_solvers_that_were_compiled_are_left_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.solvers.warming.warm", lambda: iter(["sgd"]))
    assert not library.models.compiled
    assert list(library.models.warm()) == ["sgd", "the matrix", "the cloud of titles"]
    assert library.models.compiled
    readied: list[bool] = []
    monkeypatch.setattr("recflix_tui.app.import_ahead", lambda *_: readied.append(True))
    monkeypatch.setattr(library.models, "warming_command", lambda: pytest.fail("compiled again"))
    monkeypatch.setattr("recflix_tui.app.LEISURE", 0.01)
    async with HomeDriver.open(RecflixApp(library, warming=True), WIDE) as home:
        await home.until(lambda: bool(readied))  # what comes before the solvers
        await home.settle()
        assert "model 1" in home.top_bar


async def test_an_accurate_model_that_the_app_was_left_before_is_trained_at_the_next_start(
    empty_library: Library, small_movielens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[dict[str, Any]] = []
    monkeypatch.setattr("recflix_tui.library.datasets.sample_data", lambda: small_movielens)
    monkeypatch.setattr(TrainingFollower, "start", lambda self, **s: started.append(s))
    monkeypatch.setattr("recflix_tui.solvers.auto.TIME_ALLOWED", 1e6)  # `gibbs` is taken
    empty_library.profiles.remember(empty_library.profiles.add("Ada").id)
    async with RecflixApp(empty_library).run_test(size=WIDE) as pilot:
        await HomeDriver(pilot).until(lambda: len(started) == 1)
    assert [info.solver for info in empty_library.models.versions()] == ["sgd"]
    app = RecflixApp(empty_library)
    async with app.run_test(size=WIDE) as pilot:
        await HomeDriver(pilot).until(lambda: len(started) == 2)
        empty_library.models.expect_accurate(False)  # called off
    async with RecflixApp(empty_library).run_test(size=WIDE) as pilot:
        await HomeDriver(pilot).settle()
    assert len(started) == 2
