"""How every solver is run: the search for the best number of epochs, then a refit on all."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, Protocol

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError, Ratings, check_ratings, check_side_inputs
from recflix_tui.model.split import random_holdout


@dataclass(frozen=True)
class Epoch:
    """One pass (of `gibbs` and `als`: a sweep) done. What the training RMSE is of depends on
    the solver: the errors met during the pass, or those after it."""

    number: int
    train_rmse: float
    holdout_rmse: float | None
    seconds: float
    refit: bool = False


@dataclass(frozen=True)
class Refit:
    """The best number of epochs is known; training starts again on all ratings."""

    epochs: int
    holdout_rmse: float


@dataclass(frozen=True)
class Trained:
    """The end of a training. holdout_rmse is None where nothing was held out."""

    model: FactorModel
    epochs: int
    holdout_rmse: float | None


class Run(Protocol):
    """A solver at work on one set of ratings."""

    def epoch(self) -> Epoch:
        """Runs the next epoch. Raises ModelError where it diverges."""

    def model(self) -> FactorModel:
        """A copy of the model as it stands. Raises ModelError where it is not finite."""


@dataclass(frozen=True, kw_only=True)
class SolverSettings:
    """What each solver can be told; the solvers add their own and set the defaults.

    epochs: at most so many; side: which side inputs to use where they are known;
    holdout: share of ratings kept aside to find the best number of epochs, 0 to run them all;
    patience: epochs without gain before it stops; refit: then train on everything;
    threads: 0 for as many as there are cores (the result does not depend on it).
    """

    factors: int
    epochs: int
    side: tuple[str, ...] = ()
    holdout: float = 0.05
    patience: int = 10
    refit: bool = True
    seed: int = 0
    threads: int = 0

    solver: ClassVar[str]
    sides: ClassVar[tuple[str, ...]] = ()  # the side inputs that the solver can use
    take_off: ClassVar[int] = 0  # epochs that patience does not count
    stops_early: ClassVar[bool] = True  # False: every epoch makes it better, so all are run
    # The values that a tuning tries (tuning/search.py), and further ones with a side input.
    search: ClassVar[dict[str, tuple[float, ...]]] = {}
    search_with: ClassVar[dict[str, dict[str, tuple[float, ...]]]] = {}
    bounds: ClassVar[dict[str, tuple[float, float]]] = {
        "factors": (1, 512),
        "epochs": (1, 10_000),
        "holdout": (0.0, 0.5),
        "patience": (1, 10_000),
        "seed": (0, 2**63 - 1),
        "threads": (0, 1024),
    }

    def start(self, ratings: Ratings, held: Ratings | None = None) -> Run:
        """Begins a run; held: ratings kept aside, on which every epoch is measured."""
        raise NotImplementedError

    def waits(self, n_ratings: int) -> tuple[int, int]:
        """Epochs that patience does not count, and patience, on so many ratings."""
        return self.take_off, self.patience

    def plain(self) -> dict[str, Any]:
        """The settings by name, as JSON can say them."""
        return {**asdict(self), "side": list(self.side)}

    @property
    def n_threads(self) -> int:
        return self.threads or available_cores()


def available_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_settings(settings: SolverSettings) -> None:
    """Raises ModelError where a setting is out of bounds."""
    for name, (low, high) in settings.bounds.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            shown = name.replace("_", " ")
            raise ModelError(
                f"{shown} must be from {_number(low)} to {_number(high)}, not {_number(value)}"
            )
    check_side_inputs(settings.side)


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:g}"


def train(ratings: Ratings, settings: SolverSettings) -> Iterator[Epoch | Refit | Trained]:
    """Trains a model, telling of each epoch; the last thing told is `Trained`.

    The same ratings and settings give the same bytes. Raises ModelError for settings or
    ratings out of bounds and for a training that diverges.
    """
    check_settings(settings)
    check_ratings(ratings)
    held = random_holdout(ratings.users, settings.holdout, settings.seed)
    if not held.any():
        run = settings.start(ratings)
        for _ in range(settings.epochs):
            yield run.epoch()
        yield Trained(run.model(), settings.epochs, None)
        return
    run = settings.start(ratings.part(~held), held=ratings.part(held))
    best, best_epoch, best_model = math.inf, 0, None
    take_off, patience = settings.waits(len(ratings.stars))
    for number in range(1, settings.epochs + 1):
        epoch = run.epoch()
        yield epoch
        if epoch.holdout_rmse is None:
            continue
        if epoch.holdout_rmse < best or not settings.stops_early:
            best, best_epoch = epoch.holdout_rmse, number
            wanted = settings.stops_early or number == settings.epochs
            if wanted and not settings.refit:
                best_model = _with_noise(run.model(), best)
        elif number - max(best_epoch, take_off) >= patience:
            break
    if best_model is None:
        del run  # before the refit takes as much memory again
        yield Refit(best_epoch, best)
        run = settings.start(ratings)
        for _ in range(best_epoch):
            yield replace(run.epoch(), refit=True)
        best_model = _with_noise(run.model(), best)
    yield Trained(best_model, best_epoch, best)


def _with_noise(model: FactorModel, holdout_rmse: float) -> FactorModel:
    """The model with the noise that was seen on ratings it had not met: those it was fitted to
    look less noisy than they are. Where the noise was sampled with the rest, it stays."""
    if not model.prior.grows:
        return model
    noise = np.full_like(model.prior.noise, holdout_rmse**2)
    return replace(model, prior=replace(model.prior, noise=noise))


def fit(ratings: Ratings, settings: SolverSettings) -> Trained:
    """`train` to its end. Where a holdout would decide nothing, none is taken."""
    if not settings.stops_early:
        settings = replace(settings, holdout=0.0)
    *_, last = train(ratings, settings)
    assert isinstance(last, Trained)
    return last
