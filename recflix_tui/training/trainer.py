"""A training from its first event to its last, and the metrics that its version is compared by."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Any

import numpy as np

from recflix_tui.child.events import Event, Failed
from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.ratings import ModelError, Ratings, check_ratings
from recflix_tui.solvers.fitting import Refit, Trained, train
from recflix_tui.solvers.items.choice_time import choice_seconds
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.judging.cautions import caution
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.training.events import (
    Choosing,
    EpochDone,
    RefitEpochDone,
    Refitting,
    Saved,
    Started,
)
from recflix_tui.versions.choosing import Verdict

LAST = 8  # epochs that the time left is told by
Save = Callable[[Trained, ChoiceModel | None, dict[str, Any], Floats], tuple[int, Verdict]]


def run(
    ratings: Ratings, settings: SolverSettings, save: Save, why: str = "", picks: bool = True
) -> Iterator[Event]:
    """Train both models of a version and save them, telling of each step; ends with `Saved` or
    `Failed`.

    save: is given the end of the training, what people pick, its metrics and its curves
    (n_epochs, 2), and returns the version that it became and whether that was taken into use;
    picks: whether what people pick is worked out, which takes longer.
    """
    started = time.perf_counter()
    sizes = len(ratings.stars), int(ratings.n_users), int(ratings.n_items)
    yield Started(*sizes, settings.plain(), settings.solver, why)
    try:
        epochs: list[EpochDone] = []
        check_ratings(ratings)
        n_titles = int(np.count_nonzero(np.bincount(ratings.items)))
        choosing = choice_seconds(ratings, n_titles, settings.n_threads) if picks else 0.0
        for step in _told(ratings, settings, choosing):
            if isinstance(step, EpochDone):
                epochs.append(step)
            if isinstance(step, Event):
                yield step
                continue
            choice = None
            if picks:
                yield Choosing(n_titles, choosing)
                choice = fit_choice(ratings, step.likes, threads=settings.n_threads).model
            metrics = _metrics(step, sizes[0], time.perf_counter() - started)
            version, verdict = save(step, choice, metrics, _curves(epochs))
            saved = _saved(version, verdict, step, time.perf_counter() - started)
            yield replace(saved, caution=caution(settings, ratings))
    except ModelError as error:
        yield Failed(str(error))


def _metrics(trained: Trained, n_ratings: int, seconds: float) -> dict[str, Any]:
    """What versions are compared by; what was not measured is left out."""
    metrics: dict[str, Any] = {
        "epochs": trained.epochs,
        "n_ratings": n_ratings,
        "train_seconds": seconds,
    }
    if trained.holdout_rmse is not None:
        metrics["holdout_rmse"] = trained.holdout_rmse
    if trained.because is not None:
        metrics |= {"kept": "biases", "because": trained.because}
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
        kept="" if trained.because is None else "biases",
        because=trained.because or "",
    )


def _told(ratings: Ratings, settings: SolverSettings, then: float) -> Iterator[Event | Trained]:
    """The steps of a training as events, with the time that is left; then: the seconds of what
    follows on the last."""
    of, phases = settings.epochs, 2 if settings.refit and settings.holdout else 1
    pace = Pace()
    for step in train(ratings, settings):
        if isinstance(step, Trained):
            yield step
        elif isinstance(step, Refit):
            of, pace = step.epochs, Pace()
            yield Refitting(step.epochs, step.holdout_rmse)
        else:
            pace.add(step.seconds)
            yield _epoch_event(step, of, pace.seconds, phases, then)


class Pace:
    """What an epoch takes as the machine is now: the mean of the last ones.

    The first counts only while it is the only one: what is compiled is compiled in it.
    """

    def __init__(self) -> None:
        self._last: deque[float] = deque(maxlen=LAST)
        self._n = 0

    def add(self, seconds: float) -> None:
        """Take in what another epoch took."""
        if self._n == 1:
            self._last.clear()
        self._last.append(seconds)
        self._n += 1

    @property
    def seconds(self) -> float:
        """Of an epoch; 0 before the first."""
        return fmean(self._last) if self._last else 0.0


def _epoch_event(epoch: Epoch, of: int, pace: float, phases: int, then: float) -> Event:
    number, left = epoch.number, of - epoch.number
    if epoch.refit:
        return RefitEpochDone(number, of, epoch.train_rmse, epoch.seconds, left * pace + then)
    eta = (left + (phases - 1) * of) * pace + then
    return EpochDone(number, of, epoch.train_rmse, epoch.holdout_rmse, epoch.seconds, eta)
