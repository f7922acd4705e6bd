"""A training from its first event to its last, and the metrics that its version is compared by."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from recflix_tui.model.factors import FactorModel
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

Save = Callable[[FactorModel, dict[str, Any]], int]


def run(ratings: Ratings, settings: SolverSettings, save: Save, why: str = "") -> Iterator[Event]:
    """Train and save, telling of each step; ends with `Saved` or `Failed`.

    save: is given the model and its metrics and returns the version it became.
    """
    started = time.perf_counter()
    sizes = len(ratings.stars), int(ratings.n_users), int(ratings.n_items)
    yield Started(*sizes, settings.plain(), settings.solver, why)
    try:
        for step in _told(ratings, settings):
            if isinstance(step, Event):
                yield step
                continue
            metrics = _metrics(step, sizes[0], time.perf_counter() - started)
            version = save(step.model, metrics)
            yield Saved(version, step.holdout_rmse, time.perf_counter() - started)
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
