from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.training.child import TrainingState
from recflix_tui.training.trainer import EpochDone, Event, RefitEpochDone, Refitting, Started
from recflix_tui.tuning.events import Measured, Tuned, TuningStarted
from recflix_tui.tuning.tuned import TunedDefaults, keep_tuned
from recflix_tui.versions.registry import Registry
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.bars.top_bar import TopBar
from recflix_tui.widgets.pictures.plot import Plot
from tests.examples.app_home import NOW, hand_made_model, press, settle

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
    dataset = library.snapshot.need_dataset()
    registry = Registry(library.paths.models, dataset.name, clock=lambda: NOW)
    for solver, holdout, factors in (("sgd", 0.912, 32), ("gibbs", 0.871, 12)):
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items),
            solver=solver,
            settings={"factors": factors, "seed": 0, "holdout": 0.05},
            metrics={
                "holdout_rmse": holdout,
                "epochs": 37,
                "n_ratings": dataset.n_ratings + 6,
                "train_seconds": 83.2,
            },
            fingerprint=dataset.fingerprint,
        )
    registry.remove(1)
    library.session.refresh()
    yield library
    monkeypatch.undo()
    time.tzset()


def telling(events: Sequence[Event], then: str = "") -> list[str]:
    """A small program that tells these events."""
    text = json.dumps("".join(event.to_json() + "\n" for event in events))
    code = f"import sys,time; sys.stdout.write({text}); sys.stdout.flush()\n{then}"
    return [sys.executable, "-c", code]


Programs = Callable[..., None]


@pytest.fixture
def program(library: Library, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Puts a small program in the place of the training process."""

    def use(events: list[Event], then: str = "") -> None:
        argv = telling(events, then)
        monkeypatch.setattr(library.models, "training_command", lambda **settings: argv)

    return use


def train_of(app: RecflixApp) -> TrainScreen:
    assert isinstance(app.screen, TrainScreen)
    return app.screen


def status(app: RecflixApp) -> str:
    return str(app.screen.query_one("#status", Static).render())


def epochs_done(app: RecflixApp) -> int:
    """Of the search that the training under way began with."""
    state = app.training
    return len(state.epochs) if isinstance(state, TrainingState) else 0


def is_refitting(app: RecflixApp) -> bool:
    return isinstance(app.training, TrainingState) and app.training.refit is not None


def plot_of(app: RecflixApp) -> str:
    plot = app.screen.query_one(Plot)
    return "\n".join(plot.render_line(y).text for y in range(plot.size.height))


def active(library: Library) -> int:
    return next(info.version for info in library.models.versions() if info.active)


def fields(app: RecflixApp) -> dict[str, str]:
    """The fields that are shown, by label, with their values."""
    form = train_of(app).form
    lines = [form.render_line(y).text.strip("▌ ") for y in range(form.row_count())]
    return {line[:16].strip(): line[16:].strip(" ‹›▏") for line in lines}


SETTINGS = ({"factors": 64, "learning_rate": 0.02, "reg": 0.7}, {"reg": 0.7}, {"reg": 0.7})


def keep_tuning(library: Library, found: dict[str, Any], solver: str = "sgd") -> None:
    """Keep settings of a solver as a tuning would."""
    dataset, start = library.snapshot.need_dataset(), settings_for(solver)
    kept = TunedDefaults(found, 0.89, 0.9, 0.01, 0.001, 5, 2, 0, NOW)
    keep_tuned(library.paths.models / dataset.name, dataset.fingerprint, start, kept)


async def opened(pilot: Pilot[Any]) -> None:
    await settle(pilot)
    await press(pilot, "t")


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come to that")


SGD = ["right", "down", "down"]  # to its first number


async def test_what_was_set_is_sent_and_nothing_else(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "enter")  # auto, as it is
        await press(pilot, "right", "enter")
        await press(pilot, "down", "down", *"128", "down", *"30", "down", *"0.05", "down", "right")
        await press(pilot, "down", "7", "enter")
        await press(pilot, "up", "up", "up", "left", "enter")
        await press(pilot, "up", *"64", "up", "right", "s")  # 64 is the default again
    assert sent[0] == {}
    assert sent[1] == {"solver": "sgd"}
    assert sent[2] == {
        "solver": "sgd",
        "factors": 128,
        "epochs": 30,
        "learning_rate": 0.05,
        "reg": 1.5,
        "seed": 7,
    }
    assert sent[3]["epochs"] == 20
    assert all(isinstance(sent[2][name], int) for name in ("factors", "epochs", "seed"))
    assert sent[4]["side"] == "implicit"
    assert "factors" not in sent[4]


async def test_each_solver_has_its_own_fields_and_keeps_what_was_set(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        note = app.screen.query_one("#note", Static)
        assert fields(app) == {"solver": "auto", "seed": "0"}
        assert "takes gibbs: the most accurate" in str(note.render())
        await press(pilot, "right", "down", "down", *"48", "up", "up")
        assert fields(app)["factors"] == "48"
        await press(pilot, "right")
        assert list(fields(app)) == [
            "solver",
            "factors",
            "epochs, at most",
            "regularisation",
            "seed",
        ]
        await press(pilot, "right")
        shown = fields(app)
        assert list(shown) == ["solver", "side inputs", "factors", "sweeps", "draws kept", "seed"]
        assert (shown["side inputs"], shown["draws kept"]) == ("all", "64")
        await press(pilot, "right", "left", "left")
        assert fields(app)["factors"] == "48"


async def test_what_a_tuning_found_is_in_the_fields(app: RecflixApp, library: Library) -> None:
    keep_tuning(library, {"factors": 32, "learning_rate": 0.03, "reg": 0.7})
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        note = app.screen.query_one("#note", Static)
        await press(pilot, "right")
        assert str(note.render()) == "tuned for this dataset"
        assert (fields(app)["factors"], fields(app)["regularisation"]) == ("32", "0.7")
        await press(pilot, "down", "right")  # with other side inputs it is another model
        assert str(note.render()) == ""
        assert fields(app)["factors"] == "64"


async def test_auto_says_that_what_it_takes_was_tuned(app: RecflixApp, library: Library) -> None:
    keep_tuning(library, {"factors": 8, "width": 3.0}, "gibbs")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert str(app.screen.query_one("#note", Static).render()).endswith(
            "tuned for this dataset"
        )


async def test_a_tuning_goes_like_a_training_and_what_it_found_is_shown(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[Event] = [
        TuningStarted("sgd", "", {}, 100, 100, [2], [1], 2, 0),
        Measured(1, 0, {}, 0, 0.9, "", None, None, 0.9, 1, 2, False, 0.2, 70.0),
        Measured(1, 1, {}, 0, 0.89, "", 0.89, {"reg": 0.7}, 0.9, 2, 2, False, 0.2, 70.0),
    ]
    found = Tuned("sgd", True, *SETTINGS, 0.89, 0.9, 0.01, 0.001, 5, 2, "", True, 1.0)
    asked: list[dict[str, Any]] = []

    def command(**settings: Any) -> list[str]:
        asked.append(settings)
        told = [*events, found] if len(asked) > 1 else events
        return telling(told, "time.sleep(60)" if len(asked) == 1 else "")

    monkeypatch.setattr(library.models, "tuning_command", command)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "right", "down", "right")
        await pilot.press("e")
        await until(pilot, lambda: "2 of 2" in status(app))
        assert status(app) == "tuning sgd   2 of 2   best 0.8900, defaults 0.9000   1 min 10 s left"
        assert "best 0.890" in plot_of(app)
        assert "tuning 2/2" in app.screen.query_one(TopBar).render_line(0).text
        await pilot.press("s")
        await pilot.pause()
        assert [n.message for n in app._notifications] == ["a tuning is running: c cancels it"]
        await pilot.press("c")
        await until(pilot, lambda: app.training is not None and not app.training.is_active)
        await pilot.pause()
        assert status(app) == "cancelled: what was measured is kept"
        keep_tuning(library, {"factors": 64, "learning_rate": 0.02, "reg": 0.7})
        await pilot.press("left")
        await pilot.press("e")
        await until(pilot, lambda: status(app).startswith("sgd is tuned for this dataset"))
        await settle(pilot)
        assert "reg 0.7   RMSE 0.8900, 0.0100 better" in status(app)
        assert fields(app)["regularisation"] == "0.7"
    assert asked == [{"solver": "sgd", "side": "implicit"}, {"solver": "sgd"}]


async def test_a_setting_that_cannot_be_is_refused_in_a_line(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        note = app.screen.query_one("#note", Static)
        await press(pilot, *SGD, *"9999", "enter")
        assert "factors must be from 1 to 512" in str(note.render())
        await press(pilot, "backspace", "delete", "enter")
        assert "factors must be a whole number" in str(note.render())
        assert sent == []
        await press(pilot, "8", "escape", "s")
        assert str(note.render()) == ""
        await press(pilot, "up", "up", "right", "right", "down", "down", "down", "0", "enter")
        assert "sweeps must be from 1" in str(note.render())
    assert len(sent) == 1


async def test_the_curves_and_the_time_left_follow_the_training(
    app: RecflixApp, program: Programs
) -> None:
    program([Started(1000, 40, 60, {}, "sgd"), *SEARCH], "time.sleep(60)")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "drawn here" in plot_of(app)
        await pilot.press("s")
        await until(pilot, lambda: epochs_done(app) == 18)
        await pilot.pause()
        assert "sgd   epoch 18 of 40" in status(app)
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
        await until(pilot, lambda: is_refitting(app))
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
        assert len(library.models.versions()) == 2
        await press(pilot, "delete", "y")
        assert [info.version for info in library.models.versions()] == [3]
        await press(pilot, "z")
        assert any("no earlier model" in n.message for n in app._notifications)
        assert active(library) == 3


async def test_fields_and_versions_are_one_way_down(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        screen = train_of(app)
        assert screen.form.has_focus
        await press(pilot, *["down"] * 2)
        assert screen.versions.has_focus
        await press(pilot, "up")
        assert screen.form.has_focus


async def test_rating_keys_rate_nothing_here(app: RecflixApp, library: Library) -> None:
    profile = library.profiles.summaries()[0].id
    before = dict(library.recommendations.taste(profile).activity.ratings)
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "tab", "4", "plus", "x", "0")
    assert dict(library.recommendations.taste(profile).activity.ratings) == before


async def test_while_a_number_is_typed_letters_are_no_keys(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(app, "start_training", lambda **settings: sent.append(settings))
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "down", "5", *"sczhbqe", "question_mark", "space")
        assert isinstance(app.screen, TrainScreen)
        assert sent == []
        problem = app.screen.query_one("#note", Static)
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
        await press(pilot, *SGD, "down", *"1.5", "down", "down", "s")
        problem = app.screen.query_one("#note", Static)
        assert str(problem.render()) == "epochs must be a whole number"
        assert train_of(app).form.at == 3
        await press(pilot, *"20", "down", "down", *"9999999", "down", "s")
        assert str(problem.render()).startswith("regularisation must be from")
        assert train_of(app).form.at == 5
    assert sent == []


async def test_a_second_start_says_that_a_training_is_running(
    app: RecflixApp, program: Programs
) -> None:
    program(SEARCH[:2], "time.sleep(60)")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await pilot.press("s")
        await until(pilot, lambda: epochs_done(app) > 0)
        await pilot.press("s")
        await pilot.pause()
        said = [n.message for n in app._notifications]
        assert said == ["a training is running: c cancels it"]
        await pilot.press("c")


async def test_without_a_dataset_it_says_what_is_missing(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library.datasets, "ensure_sample", lambda: None)
    library.datasets.remove("films")
    async with app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        await press(pilot, "s")
        assert status(app).startswith("no dataset is in use")


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(
    app: RecflixApp, program: Programs, snap_compare: Any, size: tuple[int, int]
) -> None:
    program([Started(1000, 40, 60, {}, "sgd"), *SEARCH], "time.sleep(60)")

    async def show(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await press(pilot, "right", "down", "down", "right")
        await pilot.press("s")
        await until(pilot, lambda: epochs_done(app) == 18)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=show)
