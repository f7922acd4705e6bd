"""Another process takes another dataset into use while the app is on some screen."""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.background.training_follower import TrainingFollower
from recflix_tui.screens.frame.palette import RecflixCommands
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.screens.train.train_screen import TrainScreen
from tests.drivers.home_driver import HomeDriver
from tests.examples.app_home import NOW

FEW = 5  # titles of the other dataset: most items of the first one are out of its bounds


def write_few(folder: Path, names: str) -> Path:
    folder.mkdir(exist_ok=True)
    with (folder / "movies.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["movieId", "title", "genres"])
        rows.writerows([n, f"{names} {n} (1990)", "Western"] for n in range(FEW))
    with (folder / "ratings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["userId", "movieId", "rating", "timestamp"])
        rows.writerows([u, n, 3.5, 1_000_000_000] for u in range(1, 9) for n in range(FEW))
    return folder


@pytest.fixture
def other(library: Library, tmp_path: Path) -> Iterator[Library]:
    """A second process' view of the same home, with a dataset `few` beside the one in use."""
    opened = Library.open(library.paths.home, clock=lambda: NOW)
    opened.datasets.add(write_few(tmp_path / "few", "Few"), "few")
    yield opened
    opened.close()


def titles_shown(home: HomeDriver) -> set[str]:
    return {home.name_of(item) for item in home.items}


WHEREVER = (
    ["4"],
    ["enter", "down", "enter"],
    ["b", "slash", "f", "i"],
    ["b", "g"],
    ["r", "tab", "down"],
    ["t", "tab", "delete"],
    ["p", "delete"],
    ["question_mark"],
    ["b", "ctrl+p", "f", "i"],
)
"""Keys from Home to places of every kind: screens, dialogs, boxes."""


async def test_wherever_one_is_home_is_shown_afresh(app: RecflixApp, other: Library) -> None:
    async with HomeDriver.open(app) as home:
        for keys in WHEREVER:
            for key in keys:
                await home.press(key)
            app.clear_notifications()
            other.datasets.use("few")
            await home.look_for_changes()
            assert home.is_on(HomeScreen), keys
            assert len(app.screen_stack) == 2, keys
            assert titles_shown(home) == {f"Few {n}" for n in range(FEW)}, keys
            assert "dataset few is in use now, with no model yet" in home.notifications, keys
            if keys is WHEREVER[0]:  # from there on all is as it was, wherever one came from
                for key in ("right", "4", "b", "enter", "escape", "h", "u"):
                    await home.press(key)
                assert home.is_on(HomeScreen), keys
            other.datasets.use("films")
            await home.look_for_changes()


async def test_with_no_dataset_left_every_screen_says_so(
    app: RecflixApp, other: Library, tmp_path: Path
) -> None:
    async with HomeDriver.open(app) as home:
        for key in ("h", "enter", "b", "r", "t", "p"):
            await home.press(key)
            gone = app.library.snapshot.need_dataset().name
            for info in other.datasets.listed():
                other.datasets.remove(info.name)
            await home.look_for_changes()
            assert home.is_on(HomeScreen), key
            assert f"The dataset {gone} was removed" in home.text, key
            if key == "h":  # from there on all is as it was, wherever one came from
                for key_there in ("b", "4", "enter", "s", "r", "4", "space"):
                    await home.press(key_there)
                for key_there in ("t", "s", "z", "p", "h", "4", "u"):
                    await home.press(key_there)
                assert home.is_on(HomeScreen), key
            other.datasets.add(tmp_path / "few", "few")
            await home.look_for_changes()


async def test_where_the_dataset_went_each_screen_says_what_happened_and_what_to_press(
    app: RecflixApp, other: Library
) -> None:
    async with HomeDriver.open(app) as home:
        other.datasets.remove("few")
        other.datasets.remove("films")
        await home.look_for_changes()
        for key in ("h", "b", "r", "m", "f", "t"):
            await home.press(key)
            assert "The dataset films was removed, on the command line or elsewhere." in home.text
            assert "ctrl+o  open the sample data" in home.text
            assert "recflix dataset import PATH" in home.text
            assert "ctrl+o open the sample data" in home.key_bar
            assert "rate" not in home.key_bar
            await home.press("question_mark")
            assert "Open the sample data" in home.text
            await home.press("escape")


async def test_the_sample_opens_by_its_key_and_the_focus_is_on_its_titles(
    app: RecflixApp, other: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = write_few(tmp_path / "sample", "Sample")
    monkeypatch.setattr("recflix_tui.library.datasets.sample_data", lambda: sample)
    monkeypatch.setattr(TrainingFollower, "start", lambda self, **settings: None)
    async with HomeDriver.open(app) as home:
        other.datasets.remove("few")
        other.datasets.remove("films")
        await home.look_for_changes()
        await home.press("ctrl+o")
        await home.until(lambda: app.library.snapshot.dataset is not None)
        await home.settle()
        assert titles_shown(home) == {f"Sample {n}" for n in range(FEW)}
        item = home.focus
        await home.press("4")
        assert home.ratings[item] == 4.0


async def test_a_dataset_imported_elsewhere_opens_by_itself(
    app: RecflixApp, other: Library, tmp_path: Path
) -> None:
    async with HomeDriver.open(app) as home:
        other.datasets.remove("few")
        other.datasets.remove("films")
        await home.look_for_changes()
        other.datasets.add(write_few(tmp_path / "new", "New"), "new")
        await home.look_for_changes()
        assert titles_shown(home) == {f"New {n}" for n in range(FEW)}
        await home.press("4")
        assert home.ratings


async def test_where_another_dataset_takes_over_both_are_named(
    app: RecflixApp, other: Library
) -> None:
    async with HomeDriver.open(app) as home:
        other.datasets.remove("films")
        await home.look_for_changes()
        assert home.notifications == [
            "dataset films was removed elsewhere; dataset few is in use now, with no model yet"
        ]


async def test_a_dataset_that_is_gone_from_the_disk_is_named_and_another_offered(
    app: RecflixApp, other: Library
) -> None:
    shutil.rmtree(other.paths.datasets / "films")
    async with HomeDriver.open(app) as home:
        await home.look_for_changes()
        await home.settle()
        assert "films" in home.text
        assert "ctrl+p  use another dataset: few" in home.text
        await home.press("ctrl+p", *"use dataset few", "enter")
        await home.until(lambda: app.library.snapshot.dataset is not None)
        await home.settle()
        assert titles_shown(home) == {f"Few {n}" for n in range(FEW)}


@pytest.mark.parametrize("files_alone", [True, False])
async def test_a_start_that_finds_no_dataset_any_more_says_what_is_open_in_its_place(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files_alone: bool
) -> None:
    sample = write_few(tmp_path / "sample", "Sample")
    monkeypatch.setattr("recflix_tui.library.datasets.sample_data", lambda: sample)
    monkeypatch.setattr("recflix_tui.screens.background.start._train_first", AsyncMock())
    if files_alone:
        shutil.rmtree(library.paths.datasets / "films")
        library.session.reopen_snapshot()
    else:
        library.datasets.remove("films")
    async with HomeDriver.open(RecflixApp(library)) as home:
        await home.until(lambda: library.snapshot.dataset is not None)
        await home.settle()
        assert titles_shown(home) == {f"Sample {n}" for n in range(FEW)}
        [said] = home.notifications
        assert said.endswith("; the sample data is open in its place")
        assert not files_alone or "films" in said


async def test_a_model_removed_elsewhere_is_told_with_what_to_press(
    app: RecflixApp, other: Library
) -> None:
    async with HomeDriver.open(app) as home:
        other.models.remove(1)
        await home.look_for_changes()
        assert home.notifications == ["model 1 was removed elsewhere: t, then s trains another"]
        assert "no model yet" in home.top_bar


async def test_a_profile_removed_elsewhere_is_told(app: RecflixApp, other: Library) -> None:
    async with HomeDriver.open(app) as home:
        assert app.profile_id is not None
        other.profiles.remove(app.profile_id)
        await home.look_for_changes()
        assert home.is_on(ProfilesScreen)
        assert home.notifications == ["Ada was removed, on the command line or elsewhere"]


async def test_an_import_anew_is_shown_afresh(
    app: RecflixApp, other: Library, tmp_path: Path
) -> None:
    async with HomeDriver.open(app) as home:
        other.datasets.remove("films")  # the other one is used instead
        await home.look_for_changes()
        other.datasets.remove("few")
        other.datasets.add(write_few(tmp_path / "few", "Fewer"), "few")
        await home.look_for_changes()
        assert titles_shown(home) == {f"Fewer {n}" for n in range(FEW)}


async def test_the_screens_left_behind_are_gone(app: RecflixApp, other: Library) -> None:
    async with HomeDriver.open(app) as home:
        await home.press("b", "enter")
        left = list(app.screen_stack[1:])
        other.datasets.use("few")
        await home.look_for_changes()
        assert len(left) == 2
        assert not any(screen.is_attached or screen.is_running for screen in left)


async def test_what_was_asked_of_a_screen_left_behind_does_nothing(
    app: RecflixApp, other: Library
) -> None:
    async with HomeDriver.open(app) as home:
        before = app.screen
        assert isinstance(before, HomeScreen)
        other.datasets.use("few")
        await home.look_for_changes()
        before.action_rate(4)
        before.load()
        await home.settle()
        assert home.ratings == {}
        assert len(home.notifications) == 1


async def test_while_nobody_watches_the_profiles_stay(library: Library, other: Library) -> None:
    library.session.store.set_setting("last_profile", None)
    app = RecflixApp(library)
    async with HomeDriver.open(app) as home:
        other.datasets.use("few")
        await home.look_for_changes()
        assert home.is_on(ProfilesScreen)


async def test_the_palette_takes_another_dataset_into_use(app: RecflixApp, other: Library) -> None:
    async with HomeDriver.open(app) as home:
        provider = RecflixCommands(app.screen)
        await provider.startup()
        hits = [hit async for hit in provider.search("use dataset")]
        assert [str(hit.text) for hit in hits] == ["Use dataset few"]
        await home.press("ctrl+p", *"dataset few")
        await home.press("enter")
        assert titles_shown(home) == {f"Few {n}" for n in range(FEW)}
        assert app.library.session.store.get_setting("dataset") == "few"
        await home.press("t")
        assert home.is_on(TrainScreen)


async def test_a_training_whose_dataset_is_removed_is_called_off(
    app: RecflixApp, other: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(app.library.models, "training_command", lambda **settings: command)
    async with HomeDriver.open(app) as home:
        app.training.start()
        await home.until(lambda: app.training.is_active)
        other.datasets.remove("films")
        await home.look_for_changes()
        assert "the training is called off: films was removed" in home.notifications
        await home.until(lambda: not app.training.is_active)
        assert app.training.state is not None
        assert app.training.state.status == "cancelled"
