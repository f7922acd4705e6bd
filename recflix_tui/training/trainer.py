"""A training from its first event to its last, and the metrics that its version is compared by."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.fitting import Refit, Trained, train
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.training.events import (
    EpochDone,
    Event,
    Failed,
    RefitEpochDone,
    Refitting,
    Saved,
    Started,
)
from recflix_tui.versions.choosing import Verdict

Save = Callable[[Trained, dict[str, Any], Floats], tuple[int, Verdict]]


def run(ratings: Ratings, settings: SolverSettings, save: Save, why: str = "") -> Iterator[Event]:
    """Train and save, telling of each step; ends with `Saved` or `Failed`.

    save: is given the end of the training, its metrics and its curves (n_epochs, 2), and returns
    the version that the model became and whether that was taken into use.
    """
    started = time.perf_counter()
    sizes = len(ratings.stars), int(ratings.n_users), int(ratings.n_items)
    yield Started(*sizes, settings.plain(), settings.solver, why)
    try:
        epochs: list[EpochDone] = []
        for step in _told(ratings, settings):
            if isinstance(step, Event):
                epochs += [step] if isinstance(step, EpochDone) else []
                yield step
                continue
            metrics = _metrics(step, sizes[0], time.perf_counter() - started)
            version, verdict = save(step, metrics, _curves(epochs))
            yield _saved(version, verdict, step, time.perf_counter() - started)
    except ModelError as error:
        yield Failed(str(error))


def _metrics(trained: Trained, n_ratings: int, seconds: float) -> dict[str, float]:
    """What versions are compared by; what was not measured is left out."""
    metrics: dict[str, float] = {
        "epochs": trained.epochs,
        "n_ratings": n_ratings,
        "train_seconds": seconds,
    }
    if trained.holdout_rmse is not None:
        metrics["holdout_rmse"] = trained.holdout_rmse
    return metrics


def _curves(epochs: Sequence[EpochDone]) -> Floats:
    """The RMSE in training and on the holdout after each epoch, (n, 2), NaN without a holdout."""
    curves = [(epoch.train_rmse, epoch.holdout_rmse) for epoch in epochs]
    return np.array(curves, np.float32).reshape(-1, 2)


def _saved(version: int, verdict: Verdict, trained: Trained, seconds: float) -> Saved:
    paired = verdict.paired
    return Saved(
        version,
        trained.holdout_rmse,
        seconds,
        used=verdict.used,
        verdict=verdict.why,
        beside=verdict.beside,
        n_shared=0 if paired is None else paired.n,
        difference=None if paired is None else paired.difference,
        interval=None if paired is None else list(paired.interval),
    )


def _told(ratings: Ratings, settings: SolverSettings) -> Iterator[Event | Trained]:
    """The steps of a training as events, with the time that is left."""
    spent, of, phases = 0.0, settings.epochs, 2 if settings.refit and settings.holdout else 1
    for step in train(ratings, settings):
        if isinstance(step, Trained):
            yield step
        elif isinstance(step, Refit):
            spent, of = 0.0, step.epochs
            yield Refitting(step.epochs, step.holdout_rmse)
        else:
            spent += step.seconds
            yield _epoch_event(step, of, spent / step.number, phases)


def _epoch_event(epoch: Epoch, of: int, pace: float, phases: int) -> Event:
    number, left = epoch.number, of - epoch.number
    if epoch.refit:
        return RefitEpochDone(number, of, epoch.train_rmse, epoch.seconds, left * pace)
    eta = (left + (phases - 1) * of) * pace
    return EpochDone(number, of, epoch.train_rmse, epoch.holdout_rmse, epoch.seconds, eta)
