from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.library import Library
from recflix_tui.model.registry import Registry
from recflix_tui.model.trainer import EpochDone, Event, RefitEpochDone, Refitting, Started
from recflix_tui.screens.confirm import ConfirmScreen
from recflix_tui.screens.train import TrainScreen
from recflix_tui.widgets.key_bar import KeyBar
from recflix_tui.widgets.plot import Plot

from .conftest import NOW, hand_made_model, press, settle

WIDE, SMALL = (120, 36), (80, 24)
SEARCH = [
    EpochDone(n, 40, 1.1 * 0.93**n, 1.05 - 0.02 * n + 0.0008 * n * n, 0.2, 12.4)
    for n in range(1, 19)
]


@pytest.fixture
def library(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The furnished home with models 2 and 3, of a known date, the newer one in use."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    dataset = library.need_dataset()
    registry = Registry(library.paths.models, dataset.name, clock=lambda: NOW)
    for holdout, factors in ((0.912, 32), (0.871, 64)):
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items),
            solver="sgd",
            settings={"factors": factors, "learning_rate": 0.03, "reg": 1.0, "seed": 0},
            metrics={"holdout_rmse": holdout},
            fingerprint=dataset.fingerprint,
        )
    registry.remove(1)
    library.refresh()
    yield library
    monkeypatch.undo()
    time.tzset()


Programs = Callable[..., None]


@pytest.fixture
def program(library: Library, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Puts a small program in the place of the training process."""

    def use(events: list[Event], then: str = "") -> None:
        text = json.dumps("".join(event.to_json() + "\n" for event in events))
        code = f"import sys,time; sys.stdout.write({text}); sys.stdout.flush()\n{then}"
        argv = [sys.executable, "-c", code]
        monkeypatch.setattr(library, "training_command", lambda **settings: argv)

    return use


def train_of(app: RecflixApp) -> TrainScreen:
    assert isinstance(app.screen, TrainScreen)
    return app.screen


def status(app: RecflixApp) -> str:
    return str(app.screen.query_one("#status", Static).render())


def plot_of(app: RecflixApp) -> str:
    plot = app.screen.query_one(Plot)
    return "\n".join(plot.render_line(y).text for y in range(plot.size.height))


def active(library: Library) -> int:
    return next(info.version for info in library.versions() if info.active)


async def opened(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    await press(pilot, "t")


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come to that")


async def test_settings_are_stepped_and_typed_and_sent_as_they_stand(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, float]] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, *"128", "down", *"30", "down", *"0.02", "down", "right", "down", "7")
        await press(pilot, "enter")
        await press(pilot, "up", "up", "up", "left", "enter")
    assert sent[0] == {
        "factors": 128,
        "epochs": 30,
        "learning_rate": 0.02,
        "reg": 1.5,
        "seed": 7,
    }
    assert sent[1]["epochs"] == 20
    assert all(isinstance(sent[0][name], int) for name in ("factors", "epochs", "seed"))


async def test_a_setting_that_cannot_be_is_refused_in_a_line(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        problem = app.screen.query_one("#problem", Static)
        await press(pilot, *"9999", "enter")
        assert "factors must be from 1 to 512" in str(problem.render())
        await press(pilot, "backspace", "delete", "enter")
        assert "factors must be a whole number" in str(problem.render())
        assert sent == []
        await press(pilot, "8", "escape", "s")
        assert str(problem.render()) == ""
    assert len(sent) == 1


async def test_the_curves_and_the_time_left_follow_the_training(
    app: RecflixApp, program: Programs
) -> None:
    program([Started(1000, 40, 60, {}), *SEARCH], "time.sleep(60)")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "drawn here" in plot_of(app)
        await pilot.press("s")
        await until(pilot, lambda: app.training is not None and len(app.training.epochs) == 18)
        await pilot.pause()
        assert "epoch 18 of 40" in status(app)
        assert "12 s left at most" in status(app)
        assert "holdout 0.949" in plot_of(app)
        assert "⠉" in plot_of(app) or "⠒" in plot_of(app) or "⠤" in plot_of(app)
        await pilot.press("h")
        await pilot.press("t")  # it goes on while another screen is in view
        await pilot.pause()
        assert app.training is not None
        assert app.training.is_active
        await pilot.press("c")
        await until(pilot, lambda: app.training is not None and not app.training.is_active)
        await pilot.pause()
        assert status(app) == "cancelled: the model stays as it was"


async def test_the_refit_is_told_of(app: RecflixApp, program: Programs) -> None:
    events = [*SEARCH, Refitting(12, 0.9), RefitEpochDone(3, 12, 0.9, 0.1, 70.0)]
    program(events, "time.sleep(60)")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app.training is not None and app.training.refit is not None)
        await pilot.pause()
        assert "on all ratings, epoch 3 of 12" in status(app)
        assert "1 min 10 s left" in status(app)


async def test_a_failure_is_shown_in_one_line(app: RecflixApp, program: Programs) -> None:
    program(SEARCH[:2], "sys.stderr.write('the disk is full\\n'); sys.exit(1)")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "s")
        await until(pilot, lambda: app.training is not None and not app.training.is_active)
        await pilot.pause()
        assert status(app) == "failed: the disk is full"


async def test_versions_are_used_rolled_back_and_removed(app: RecflixApp, library: Library) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        versions = train_of(app).versions
        assert [v.version for v in versions.versions] == [3, 2]
        await press(pilot, "tab", "down", "enter")
        assert active(library) == 2
        assert [v.active for v in versions.versions] == [False, True]
        await press(pilot, "z")
        assert active(library) == 3
        await press(pilot, "delete")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert len(library.versions()) == 2
        await press(pilot, "delete", "y")
        assert [info.version for info in library.versions()] == [3]
        await press(pilot, "z")
        assert any("no earlier model" in n.message for n in app._notifications)
        assert active(library) == 3


async def test_fields_and_versions_are_one_way_down(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        screen = train_of(app)
        assert screen.form.has_focus
        await press(pilot, *["down"] * 5)
        assert screen.versions.has_focus
        await press(pilot, "up")
        assert screen.form.has_focus


async def test_rating_keys_rate_nothing_here(app: RecflixApp, library: Library) -> None:
    profile = library.profiles()[0].id
    before = dict(library.taste(profile).deeds.ratings)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "tab", "4", "plus", "x", "0")
    assert dict(library.taste(profile).deeds.ratings) == before


async def test_while_a_number_is_typed_letters_are_no_keys(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "5", *"sczhbq", "question_mark", "space")
        assert isinstance(app.screen, TrainScreen)
        assert sent == []
        problem = app.screen.query_one("#problem", Static)
        assert str(problem.render()) == "a number has digits and a point; esc ends it"
        assert "esc end typing" in app.screen.query_one(KeyBar).render_line(0).text
        await press(pilot, "escape")
        assert "s start" in app.screen.query_one(KeyBar).render_line(0).text
        await press(pilot, "s")
    assert len(sent) == 1


async def test_a_point_in_a_whole_number_is_refused_and_gets_the_focus(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "down", *"1.5", "down", "down", "s")
        problem = app.screen.query_one("#problem", Static)
        assert str(problem.render()) == "epochs must be a whole number"
        assert train_of(app).form.at == 1
        await press(pilot, *"20", "down", "down", *"9999999", "down", "s")
        assert str(problem.render()).startswith("regularisation must be from")
        assert train_of(app).form.at == 3
    assert sent == []


async def test_a_second_start_says_that_a_training_is_running(
    app: RecflixApp, program: Programs
) -> None:
    program(SEARCH[:2], "time.sleep(60)")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app.training is not None and bool(app.training.epochs))
        await pilot.press("s")
        await pilot.pause()
        said = [n.message for n in app._notifications]
        assert said == ["a training is running: c cancels it"]
        await pilot.press("c")


async def test_without_a_dataset_it_says_what_is_missing(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "ensure_sample", lambda: None)
    library.remove_dataset("films")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "s")
        assert status(app).startswith("no dataset is in use")


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(
    app: RecflixApp, program: Programs, snap_compare: Any, size: tuple[int, int]
) -> None:
    program([Started(1000, 40, 60, {}), *SEARCH], "time.sleep(60)")

    async def show(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app.training is not None and len(app.training.epochs) == 18)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=show)
