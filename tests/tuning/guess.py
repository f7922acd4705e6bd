"""A tuning of a solver whose errors can be worked out by hand."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from recflix_tui.child.events import Event
from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.setting import setting
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.tuning.events import Tuned
from recflix_tui.tuning.folds import FOLDS, folds_of
from recflix_tui.tuning.search import Search, run
from recflix_tui.tuning.tuning_journal import open_journal

FACTS = {"fingerprint": "f"}
TRIED = (1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
"""The guesses that a search tries."""


@dataclass(frozen=True, kw_only=True)
class Guess(SolverSettings):
    """A solver that predicts the same for everything: `stars`; below 0 it fails."""

    factors: int = 1
    epochs: int = 2
    holdout: float = 0.0
    stars: float = setting(1.0, tried=TRIED)
    nap: float = setting(0.0, tried=(0.001,), needs="time")

    solver: ClassVar[str] = "guess"
    trained: ClassVar[list[float]] = []  # what was trained, in order


class Guessing:
    epochs_run = 0

    def __init__(self, ratings: Ratings, settings: Guess) -> None:
        self._ratings, self._settings = ratings, settings

    def epoch(self) -> Epoch:
        Guessing.epochs_run += 1
        if self._settings.stars < 0:
            raise ModelError("the guess is below zero")
        time.sleep(self._settings.nap)
        return Epoch(1, 0.0, None, 0.0)

    def held_predictions(self) -> Floats:
        raise NotImplementedError  # nothing is kept aside

    def model(self) -> FactorModel:
        n, m = self._ratings.n_users, self._ratings.n_items
        return FactorModel(
            mu=self._settings.stars,
            user_bias=np.zeros(n, np.float32),
            item_bias=np.zeros(m, np.float32),
            P=np.zeros((n, 1), np.float32),
            Q=np.zeros((m, 1), np.float32),
            prior=ridge_prior(1.0, 1.0, 1, 1.0),
            low=0.5,
            high=5.0,
        )


def start_guess(ratings: Ratings, settings: Guess, held: Ratings | None) -> Guessing:
    Guess.trained.append(settings.stars)
    return Guessing(ratings, settings)


def make_ratings(n: int = 400) -> Ratings:
    shares = [0.1, 0.1, 0.2, 0.4, 0.2]
    stars = np.random.default_rng(5).choice([1.0, 2.0, 3.0, 4.0, 5.0], n, p=shares)
    index = np.arange(n)
    return Ratings(index % 40, index % 21, stars.astype(np.float32), 40, 21, 0.5, 5.0)


def tune(
    folder: Path,
    start: SolverSettings | None = None,
    ratings: Ratings | None = None,
    facts: dict[str, Any] = FACTS,
    **search: Any,
) -> list[Event]:
    return list(iterate(folder, start or Guess(), ratings or make_ratings(), facts, **search))


def iterate(
    folder: Path,
    start: SolverSettings,
    ratings: Ratings,
    facts: dict[str, Any],
    **search: Any,
) -> Generator[Event, None, None]:
    asked = Search(**search)
    with open_journal(folder, start.solver, facts | asked.facts) as journal:
        yield from run(ratings, start, asked, journal)


def outcome(events: list[Event]) -> Tuned:
    last = events[-1]
    assert isinstance(last, Tuned), last
    return last


def without_time(tuned: Tuned) -> Tuned:
    return replace(tuned, seconds=0.0)


def errors_by_hand(stars: float, ratings: Ratings, folds: int = FOLDS) -> list[float]:
    """RMSE of a guess on each fold."""
    fold = folds_of(len(ratings.stars), 0)
    exact = ratings.stars.astype(np.float64)
    return [float(np.sqrt(np.mean((exact[fold == f] - stars) ** 2))) for f in range(folds)]
