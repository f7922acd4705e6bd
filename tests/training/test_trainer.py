from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.child.events import Event, EventError, Failed, parse_line
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.held_errors import Paired
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.fitting import Trained
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.training.events import (
    Choosing,
    EpochDone,
    RefitEpochDone,
    Refitting,
    Saved,
    Started,
)
from recflix_tui.training.trainer import LAST, Pace, run
from recflix_tui.versions.choosing import Verdict

QUICK = SgdSettings(factors=8, epochs=12)


class Shelf:
    """Takes models as a registry would."""

    def __init__(self) -> None:
        self.taken: list[tuple[Trained, ChoiceModel | None, dict[str, Any], np.ndarray]] = []

    def save(
        self,
        trained: Trained,
        choice: ChoiceModel | None,
        metrics: dict[str, Any],
        curves: np.ndarray,
    ) -> tuple[int, Verdict]:
        self.taken.append((trained, choice, metrics, curves))
        return 7, Verdict(False, "it is worse", 6, Paired(4871, 0.91, 0.9, (0.004, 0.016)))


def test_a_training_tells_its_phases_in_order(taste: Ratings) -> None:
    shelf = Shelf()
    events = list(run(taste, QUICK, shelf.save))
    order = [Started, EpochDone, Refitting, RefitEpochDone, Choosing, Saved]
    kinds = [order.index(type(event)) for event in events]
    assert kinds == sorted(kinds)
    assert set(kinds) == set(range(6))
    first, last = events[0], events[-1]
    assert isinstance(first, Started)
    assert first.n_ratings == len(taste.stars)
    assert first.settings["factors"] == 8
    assert isinstance(last, Saved)
    assert last.version == 7
    ((trained, choice, metrics, curves),) = shelf.taken
    assert choice is not None
    assert choice.n_items == trained.model.n_items
    assert metrics["holdout_rmse"] == last.holdout_rmse
    assert trained.held is not None
    told = [(e.train_rmse, e.holdout_rmse or 0.0) for e in events if isinstance(e, EpochDone)]
    np.testing.assert_allclose(curves, told, rtol=1e-6)


def test_a_training_tells_whether_its_model_is_in_use_and_beside_what(taste: Ratings) -> None:
    *_, last = run(taste, QUICK, Shelf().save)
    assert isinstance(last, Saved)
    assert (last.used, last.verdict, last.beside, last.n_shared) == (False, "it is worse", 6, 4871)
    assert last.difference == pytest.approx(0.01)
    assert last.interval == [0.004, 0.016]


def test_the_curves_of_a_training_without_a_holdout_have_none(taste: Ratings) -> None:
    shelf = Shelf()
    list(run(taste, replace(QUICK, holdout=0.0, epochs=3), shelf.save))
    ((trained, _, _, curves),) = shelf.taken
    assert trained.held is None
    assert curves.shape == (3, 2)
    assert np.isfinite(curves[:, 0]).all()
    assert np.isnan(curves[:, 1]).all()


def test_what_people_pick_is_worked_out_on_the_same_ratings_and_in_the_same_time(
    taste: Ratings,
) -> None:
    shelf = Shelf()
    *_, choosing, saved = run(taste, QUICK, shelf.save)
    assert isinstance(choosing, Choosing)
    assert choosing.n_titles == len(np.unique(taste.items))
    assert isinstance(saved, Saved)
    ((trained, choice, metrics, _),) = shelf.taken
    assert choice is not None
    alone = fit_choice(taste, trained.likes, threads=QUICK.n_threads).model
    items, stars = np.array([3, 40]), [4.0, 2.5]
    np.testing.assert_array_equal(choice.score_all(items, stars), alone.score_all(items, stars))
    assert choice.score_all(items, stars).any()
    assert choice.like_curve == trained.likes
    assert 0 < metrics["train_seconds"] <= saved.seconds
    assert trained.epochs == metrics["epochs"]


def test_a_training_may_leave_out_what_people_pick(taste: Ratings) -> None:
    shelf = Shelf()
    events = list(run(taste, QUICK, shelf.save, picks=False))
    ((trained, choice, _, _),) = shelf.taken
    assert choice is None
    assert trained.epochs
    assert not [event for event in events if isinstance(event, Choosing)]
    refit = [event for event in events if isinstance(event, RefitEpochDone)]
    assert refit[-1].eta_seconds == 0


def test_the_time_left_is_that_of_what_people_pick_after_the_last_epoch(taste: Ratings) -> None:
    events = list(run(taste, QUICK, Shelf().save))
    searched = [e for e in events if isinstance(e, EpochDone)]
    refit = [e for e in events if isinstance(e, RefitEpochDone)]
    assert searched
    assert all(e.of == 12 and e.eta_seconds > 0 for e in searched)
    assert refit[-1].number == refit[-1].of
    (choosing,) = (e for e in events if isinstance(e, Choosing))
    assert refit[-1].eta_seconds == choosing.eta_seconds > 0
    assert all(e.eta_seconds > choosing.eta_seconds for e in searched)


def test_every_event_comes_back_from_its_line(taste: Ratings) -> None:
    events: list[Event] = [*run(taste, QUICK, Shelf().save), Failed('a "quoted" line\nand more')]
    for event in events:
        line = event.to_json()
        assert "\n" not in line
        assert parse_line(line) == event
        assert parse_line(line + "\n") == event


def test_a_reader_takes_a_newer_trainers_extra_fields() -> None:
    line = json.dumps({"event": "failed", "message": "no", "colour": "blue"})
    assert parse_line(line) == Failed("no")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Traceback (most recent call last):",
        "[]",
        "3",
        '{"event": "tea"}',
        '{"a": 1}',
        '{"event": "saved"}',
        '{"event": ["saved"]}',
    ],
)
def test_a_line_that_is_no_event_is_refused_in_one_line(line: str) -> None:
    with pytest.raises(EventError, match="said something unexpected"):
        parse_line(line)


def test_a_divergence_is_told_and_nothing_is_saved(taste: Ratings) -> None:
    shelf = Shelf()
    *_, last = run(taste, replace(QUICK, learning_rate=9.0), shelf.save)
    assert isinstance(last, Failed)
    assert "lower the learning rate" in last.message
    assert not shelf.taken


def test_a_save_that_fails_is_told(taste: Ratings) -> None:
    def full(
        trained: Trained, choice: ChoiceModel | None, metrics: dict[str, Any], curves: np.ndarray
    ) -> tuple[int, Verdict]:
        raise ModelError("cannot write models: no space left on device")

    *_, last = run(taste, QUICK, full)
    assert last == Failed("cannot write models: no space left on device")


CHILD = """
import sys
from pathlib import Path
import numpy as np
from recflix_tui.versions.registry import Registry
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.training.trainer import run
n = 5000
stars = (np.arange(n) % 5 + 1).astype("f4")
ratings = Ratings(np.arange(n) % 97, np.arange(n) % 89, stars, 97, 89, 1, 5)
registry = Registry(Path(sys.argv[1]), "some")
def save(trained, choice, metrics, curves):
    kept = registry.save(
        trained.model, choice, solver="sgd", settings={}, metrics=metrics, fingerprint="f"
    )
    return kept.info.version, kept.verdict
for event in run(ratings, SgdSettings(factors=8, epochs=10_000, patience=10_000), save):
    print(event.to_json(), flush=True)
"""


def test_a_training_that_is_ended_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if isinstance(parse_line(line), EpochDone):
                break
        child.terminate()
        child.wait()
    assert list(tmp_path.rglob("*")) == []


def test_numba_is_loaded_by_a_training_alone() -> None:
    """The app opens with these modules: Numba would cost it a third of a second."""
    modules = (
        "model.factors model.split versions.registry solvers.sgd.sgd_settings solvers.auto "
        "solvers.fitting training.trainer evaluation.train_and_test evaluation.metric_names"
    )
    imports = "; ".join(f"import recflix_tui.{module}" for module in modules.split())
    code = f"import sys; {imports}; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_time_left_goes_by_the_last_epochs_and_not_by_one_that_compiled() -> None:
    pace = Pace()
    assert pace.seconds == 0
    pace.add(5.0)
    assert pace.seconds == 5.0
    pace.add(1.0)
    assert pace.seconds == 1.0
    for _ in range(LAST):
        pace.add(3.0)
    assert pace.seconds == 3.0
