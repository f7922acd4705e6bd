"""A training and a tuning under way: curves, time left, end and failure."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from recflix_tui.app import RecflixApp
from recflix_tui.child.events import Event
from recflix_tui.library.library import Library
from recflix_tui.training.events import Choosing, RefitEpochDone, Refitting, Saved, Started
from recflix_tui.tuning.events import Measured, Tuned, TuningStarted
from recflix_tui.versions.registry import Registry
from recflix_tui.versions.uses import NEVER
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.train_driver import TrainDriver
from tests.examples.app_home import RATED, hand_made_model
from tests.screens.train.programs import SEARCH, Programs, telling
from tests.screens.train.tunings import keep_tuning

STARTED = Started(1000, 40, 60, {}, "sgd")
FOUND = {"factors": 64, "learning_rate": 0.02, "reg": 0.7}
TUNING: list[Event] = [
    TuningStarted("sgd", "", {}, 100, 100, [2], [1], 2, 0),
    Measured(1, 0, {}, 0, 0.9, "", None, None, 0.9, 1, 2, False, 0.2, 70.0),
    Measured(1, 1, {}, 0, 0.89, "", 0.89, {"reg": 0.7}, 0.9, 2, 2, False, 0.2, 70.0),
]
CHANGED = {"reg": 0.7}
TUNED = Tuned("sgd", True, FOUND, CHANGED, CHANGED, 0.89, 0.9, 0.01, 0.001, 5, 2, "", True, 1.0)
FOR_LONG = "time.sleep(60)"


async def test_the_curves_and_the_time_left_follow_the_training(
    app: RecflixApp, program: Programs
) -> None:
    program([STARTED, *SEARCH], FOR_LONG)
    async with TrainDriver.open(app) as train:
        assert "model 3 keeps no curves" in train.plot
        await train.start()
        await train.until(lambda: train.epochs_done == 18)
        assert "sgd   epoch 18 of 40" in train.status
        assert "12 s left at most" in train.status
        assert "holdout 0.949" in train.plot
        assert any("\u2800" < character <= "\u28ff" for character in train.plot)  # dots of braille


async def test_train_shows_on_the_return_how_far_a_training_got_meanwhile(
    app: RecflixApp, program: Programs
) -> None:
    program([STARTED, *SEARCH], FOR_LONG)
    async with TrainDriver.open(app) as train:
        await train.pilot.press("h")
        app.training.start()
        await train.until(lambda: train.epochs_done == 18)
        await train.pilot.press("t")
        await train.pilot.pause()
        assert "sgd   epoch 18 of 40" in train.status


async def test_a_training_goes_on_while_another_screen_is_in_view(
    app: RecflixApp, program: Programs
) -> None:
    program([STARTED, *SEARCH], FOR_LONG)
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.epochs_done == 18)
        await train.pilot.press("h", "t")
        await train.pilot.pause()
        assert not train.is_over
        await train.pilot.press("c")
        await train.until(lambda: train.is_over)
        assert train.status == "cancelled: the model stays as it was"


async def test_the_refit_is_told_of(app: RecflixApp, program: Programs) -> None:
    program([*SEARCH, Refitting(12, 0.9), RefitEpochDone(3, 12, 0.9, 0.1, 70.0)], FOR_LONG)
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.is_refitting)
        assert "on all ratings, epoch 3 of 12" in train.status
        assert "1 min 10 s left" in train.status


async def test_working_out_what_people_pick_is_told_of_and_can_be_called_off(
    app: RecflixApp, program: Programs
) -> None:
    done = RefitEpochDone(12, 12, 0.9, 0.1, 70.0)
    program([*SEARCH, Refitting(12, 0.9), done, Choosing(9066, 70.0)], FOR_LONG)
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: "what people pick" in train.status)
        assert "what people pick of 9,066 titles" in train.status
        assert "about 1 min 10 s for that" in train.status
        await train.pilot.press("c")
        await train.until(lambda: train.is_over)
        assert train.status == "cancelled: the model stays as it was"


UNUSED = Saved(
    4,
    0.949,
    8.0,
    used=False,
    verdict="RMSE 0.0780 higher than model 3's on the same 51 held-out ratings",
    beside=3,
)


async def test_a_model_that_is_kept_unused_is_asked_about_and_used_by_a_key(
    app: RecflixApp, program: Programs, library: Library
) -> None:
    program([STARTED, *SEARCH, UNUSED])
    keep_unused(library)  # the version that it stands for
    async with TrainDriver.open(app) as train:
        assert "y use it" not in train.key_bar
        await train.press("y")
        assert train.version_in_use == 3
        await train.start()
        await train.until(lambda: train.is_over)
        await train.settle()
        assert train.status.startswith("model 4 is kept, not used   RMSE 0.0780 higher than")
        assert train.status.endswith("y uses it all the same")
        assert "y use it" in train.key_bar
        assert any("model 4 is kept, not used" in told for told in train.notifications)
        assert train.version_in_use == 3
        await train.press("tab", "tab")
        assert train.is_in_versions
        assert train.screen.versions.focused_version == 4
        assert "enter use" not in train.key_bar  # one key is named for one thing
        await train.press("down")
        assert "enter use" in train.key_bar
        await train.press("y")
        assert train.version_in_use == 4
        assert not train.status.endswith("y uses it all the same")
        assert "y use it" not in train.key_bar


def keep_unused(library: Library) -> int:
    """Another version, the latest, that is not taken into use."""
    dataset = library.snapshot.need_dataset()
    kept = Registry(library.paths.models, dataset.name).save(
        hand_made_model(dataset.n_users, dataset.n_items),
        solver="sgd",
        settings={"factors": 32},
        metrics={"holdout_rmse": 0.949},
        fingerprint=dataset.fingerprint,
        activate=NEVER,
    )
    return kept.info.version


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("removed", "model 4 was trained, and is removed"),
        ("all removed", "model 4 was trained, and is removed"),
        ("a newer one came", "model 4 is kept, not used   RMSE 0.0780 higher than model 3's"),
    ],
)
async def test_a_model_is_no_longer_asked_about_once_it_is_gone_or_a_newer_one_is_there(
    app: RecflixApp, program: Programs, library: Library, change: str, said: str
) -> None:
    program([STARTED, *SEARCH, UNUSED])
    keep_unused(library)
    elsewhere = Library.open(library.paths.home)
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.is_over)
        await train.settle()
        assert "y use it" in train.key_bar
        if change == "a newer one came":
            elsewhere.models.use(keep_unused(library))
        else:
            for version in [4] if change == "removed" else [4, 2, 3]:
                elsewhere.models.remove(version)
            elsewhere.models.use(2) if change == "removed" else None
        await train.look_for_changes()
        assert train.status.startswith(said)
        assert "y uses it" not in train.status
        assert "y use it" not in train.key_bar
        used = [info.version for info in elsewhere.models.versions() if info.active]
        await train.press("y")
        assert [info.version for info in elsewhere.models.versions() if info.active] == used
    elsewhere.close()


async def test_a_model_that_is_a_little_worse_is_used_and_train_says_why(
    app: RecflixApp, program: Programs, library: Library
) -> None:
    verdict = "RMSE 0.0025 higher than model 2's on the same 51 held-out ratings, as another seed"
    program([STARTED, *SEARCH, Saved(3, 0.949, 8.0, verdict=f"{verdict} could be", beside=2)])
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.is_over)
        await train.settle()
        assert train.status.startswith("model 3 is ready")
        assert train.status.endswith(f"{verdict} could be")


async def test_what_is_told_in_passing_is_not_over_the_versions(app: RecflixApp) -> None:
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        train = TrainDriver(pilot)
        await train.enter()
        app.notify("model 4 is ready", timeout=60)
        await train.until(lambda: len(train.screen.query(Toast)) > 0)
        toast = train.screen.query_one(Toast)
        await train.until(lambda: toast.region.height > 0)
        assert toast.region.bottom <= train.screen.versions.region.y


async def test_a_cancelled_training_says_so_before_it_has_ended(
    app: RecflixApp, program: Programs
) -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    program(SEARCH[:3], FOR_LONG, first=deaf)
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.epochs_done == 3)
        await train.pilot.press("c")
        await train.pilot.pause()
        assert train.status == "cancelling…"
        assert not train.is_over
        await train.until(lambda: train.is_over)
        assert train.status == "cancelled: the model stays as it was"


async def test_each_version_is_drawn_over_the_one_in_use_as_they_were_trained(
    app: RecflixApp, library: Library
) -> None:
    dataset = library.snapshot.need_dataset()
    registry = Registry(library.paths.models, dataset.name)
    for n_epochs, holdout in ((6, 0.95), (9, 0.91)):
        curve = np.linspace(1.2, holdout, n_epochs)
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items),
            solver="als",
            settings={},
            metrics={"holdout_rmse": holdout},
            fingerprint=dataset.fingerprint,
            curves=np.stack([curve - 0.1, curve], axis=1).astype(np.float32),
        )
    library.session.refresh()
    async with TrainDriver.open(app) as train:
        assert train.versions == [5, 4, 3, 2]
        first, *_ = train.plot.splitlines()
        assert first.split() == ["model", "5", "━━", "holdout", "0.910", "━━", "training", "0.810"]
        await train.press("tab", "tab", "down")
        first, second, *_ = train.plot.splitlines()
        assert first.split() == ["model", "4", "━━", "holdout", "0.950", "━━", "training", "0.850"]
        assert second.split()[:2] == ["model", "5"]
        await train.press("down")
        assert "model 3 keeps no curves" in train.plot


async def test_a_failure_is_shown_in_one_line(app: RecflixApp, program: Programs) -> None:
    program(SEARCH[:2], "sys.stderr.write('the disk is full\\n'); sys.exit(1)")
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.is_over)
        assert train.status == "failed: the disk is full"


async def test_a_second_start_says_that_a_training_is_running(
    app: RecflixApp, program: Programs
) -> None:
    program(SEARCH[:2], FOR_LONG)
    async with TrainDriver.open(app) as train:
        await train.start()
        await train.until(lambda: train.epochs_done > 0)
        await train.start()
        await train.pilot.pause()
        assert train.notifications == ["a training is running: c cancels it"]
        await train.pilot.press("c")


async def test_a_tuning_goes_like_a_training_and_cancelled_keeps_what_it_measured(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def command(**settings: Any) -> list[str]:
        asked.append(settings)
        return telling(TUNING, FOR_LONG)

    monkeypatch.setattr(library.models, "tuning_command", command)
    async with TrainDriver.open(app) as train:
        await train.press("tab", "right", "down", "right", "escape")
        await train.pilot.press("e")
        await train.until(lambda: "2 of 2" in train.status)
        assert train.status == (
            "tuning sgd   2 of 2   best 0.8900, defaults 0.9000   1 min 10 s left"
        )
        assert "best 0.890" in train.plot
        assert "tuning" in train.top_bar  # its count stands on Train, where the bar has no room
        await train.start()
        await train.pilot.pause()
        assert train.notifications == ["a tuning is running: c cancels it"]
        await train.pilot.press("c")
        await train.until(lambda: train.is_over)
        assert train.status == "cancelled: what was measured is kept"
        await train.settle()
        assert "model 3 keeps no curves" in train.plot  # those of the version are back
    assert asked == [{"solver": "sgd", "side": "implicit"}]


async def test_what_a_tuning_found_is_shown_when_it_ends(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuning = telling([*TUNING, TUNED])
    monkeypatch.setattr(library.models, "tuning_command", lambda **settings: tuning)
    async with TrainDriver.open(app) as train:
        await train.press("tab", "right", "escape")
        assert train.fields["regularisation"] == "1"
        keep_tuning(library, FOUND)  # as the process that the small program stands in for does
        await train.pilot.press("e")
        await train.until(lambda: train.status.startswith("sgd is tuned for this dataset"))
        await train.settle()
        assert "reg 0.7   RMSE 0.8900, 0.0100 better" in train.status
        assert train.fields["regularisation"] == "0.7"


async def test_rating_keys_rate_nothing_here(app: RecflixApp) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("4", "tab", "tab", "4", "plus", "x", "0")
        assert train.ratings == RATED
        assert not train.taste.activity.refused


async def test_without_a_dataset_it_says_what_is_missing(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library.datasets, "use_sample_if_none", lambda: None)
    library.datasets.remove("films")
    async with TrainDriver.open(app) as train:
        await train.press("s")
        assert train.status.startswith("no dataset is in use")


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(
    app: RecflixApp, program: Programs, snap_compare: Any, size: tuple[int, int]
) -> None:
    program([STARTED, *SEARCH], FOR_LONG)

    async def show(pilot: Pilot[Any]) -> None:
        train = TrainDriver(pilot)
        await train.enter()
        await train.press("tab", "right", "down", "down", "right", "escape")
        await train.start()
        await train.until(lambda: train.epochs_done == 18)

    assert snap_compare(app, terminal_size=size, run_before=show)
