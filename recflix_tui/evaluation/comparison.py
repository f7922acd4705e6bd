"""A solver beside the baselines, on ratings that none of them saw: how far its predictions are
from them, and how good its rankings are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from recflix_tui.evaluation import ranking
from recflix_tui.evaluation.baselines import biases_of, item_knn_of, mean_of, popularity_of
from recflix_tui.evaluation.figures import Figure, ranking_figures, rating_figures
from recflix_tui.evaluation.intervals import Sureness, sureness_of
from recflix_tui.evaluation.metric_names import RANKING, RATING
from recflix_tui.evaluation.ranking import Ranker
from recflix_tui.evaluation.train_and_test import used_sides
from recflix_tui.kernels.arrays import Flags, Floats, Ints, Longs
from recflix_tui.kernels.rmse import rmse
from recflix_tui.model import split
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.fitting import Refit, to_the_end
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True)
class Split:
    """Which ratings are held out."""

    kind: str
    """`random` (a share of them), `user` (the last of each user) or `time` (the latest share)."""
    held: Flags
    """True where a rating is held out, (n,) bool."""
    moment: int | None = None
    """From when on, unix seconds, of `time` alone."""


def split_of(ratings: Ratings, kind: str, share: float, leave: int, seed: int) -> Split:
    """Hold out some of the ratings. Raises ModelError where that leaves nothing."""
    when = ratings.when
    if when is not None and not (when > 0).any():
        when = None
    moment = None
    if kind == "time":
        if when is None:
            raise ModelError("these ratings have no times; split them by random or user")
        if when.min() == when.max():
            raise ModelError("all ratings have the same time; split them by random or user")
        held, moment = split.since(when, share)
    elif kind == "user":
        held = split.leave_out(ratings.users, when, leave, seed)
    else:
        held = split.random_holdout(ratings.users, share, seed)
    if not held.any() or held.all():
        raise ModelError("too few ratings to hold some out and train on others")
    return Split(kind, held, moment)


@dataclass(frozen=True)
class Row:
    """What was measured of one model."""

    name: str
    """Of the solver or the baseline."""
    seconds: float
    """What its training took."""
    figures: dict[str, Figure]
    """By the names of metric_names.py, those asked for."""
    cold_rmse: float | None = None
    """On the ratings that are reported apart, None without any."""
    sureness: Sureness | None = None
    """What became of its 90 % intervals; None of a model that says nothing of its doubt."""


@dataclass(frozen=True)
class Facts:
    """What was split.

    Of a split by time the ratings of users and titles first seen after its moment are counted
    apart (cold) and are not in the figures.
    """

    n_train: int
    """Ratings trained on."""
    n_test: int
    """Ratings held out."""
    n_ranked: int
    """Users whose lists are measured."""
    sides: tuple[str, ...]
    """The side inputs used."""
    n_cold: int = 0
    """Held-out ratings that are counted apart."""
    n_new_users: int = 0
    """Users of held-out ratings without one in training."""
    n_new_titles: int = 0
    """Titles of held-out ratings without one in training."""


class Predictor(Protocol):
    """Whatever predicts stars."""

    def predict(self, users: Ints, items: Ints) -> Floats:
        """Predicted stars of each pair, (n,) float32."""


class Progress(Protocol):
    """Who is told how far a comparison is."""

    def fold(self, number: int, of: int) -> None:
        """Of which fold, from 1, of how many all that follows is; 0 of none of them."""

    def say(self, text: str) -> None:
        """What is done next, in words."""

    def training(self, settings: SolverSettings) -> Callable[[Epoch | Refit], None]:
        """What to call with each step of a training that begins."""

    def measured(self, row: Row, folds: int) -> None:
        """What a model came to in so many folds: its figures are without intervals until that is
        all of them."""


class Silent:
    """Nobody is told."""

    def fold(self, number: int, of: int) -> None:
        pass

    def say(self, text: str) -> None:
        pass

    def training(self, settings: SolverSettings) -> Callable[[Epoch | Refit], None]:
        return lambda step: None

    def measured(self, row: Row, folds: int) -> None:
        pass


@dataclass(frozen=True)
class _Timed:
    """A model that is told when the ratings to predict were given."""

    model: FactorModel
    when: Longs | None

    def predict(self, users: Ints, items: Ints) -> Floats:
        """The stars to be expected on the scale, as they are shown."""
        return self.model.on_scale(self.raw(users, items))

    def raw(self, users: Ints, items: Ints) -> Floats:
        return self.model.predict(users, items, self.when)


class Comparison:
    """One split of the ratings, and every model measured on it, one after the other."""

    def __init__(
        self,
        ratings: Ratings,
        held: Split,
        settings: SolverSettings,
        metrics: Iterable[str],
        seed: int | None = None,
    ) -> None:
        """seed: of what is drawn to measure; None: that of the settings."""
        self._settings, self._metrics = settings, tuple(metrics)
        self._seed = settings.seed if seed is None else seed
        self._train, self._test = ratings.part(~held.held), ratings.part(held.held)
        self._way: Progress = Silent()
        train, test = self._train, self._test
        rated = np.bincount(train.items, minlength=train.n_items) > 0
        active = np.bincount(train.users, minlength=train.n_users) > 0
        # Looking back, nobody knows yet of what is first rated after the moment.
        by_time = held.kind == "time"
        self._cold = ~(active[test.users] & rated[test.items]) & by_time
        candidates = rated if by_time else np.ones(train.n_items, bool)
        warm = test.part(~self._cold)
        self.question = ranking.question_of(train, warm, candidates, self._seed)
        new_users = np.unique(test.users[~active[test.users]])
        new_titles = np.unique(test.items[~rated[test.items]])
        self.facts = Facts(
            n_train=len(train.stars),
            n_test=len(test.stars),
            n_ranked=len(self.question.users),
            sides=used_sides(train, settings),
            n_cold=int(self._cold.sum()),
            n_new_users=len(new_users),
            n_new_titles=len(new_titles),
        )

    def rows(self, on_the_way: Progress | None = None) -> Iterator[Row]:
        """The solver first, then the baselines; each is trained when it is its turn."""
        self._way = on_the_way or Silent()
        for row in self._rows():
            self._way.measured(row, 1)
            yield row

    def _rows(self) -> Iterator[Row]:
        train, settings, ranked, way = self._train, self._settings, self._ranked, self._way
        started = time.perf_counter()
        # With the holdout of a usual training: the ± of a model is calibrated by it.
        trained = to_the_end(train, settings, whatever=True, tell=way.training(settings))
        timed = _Timed(trained.model, self._test.when)
        row = self._row(settings.solver, started, timed, ranking.by_stars(trained.model))
        yield replace(row, sureness=self._sureness(timed))
        started = time.perf_counter()
        yield self._row("mean", started, mean_of(train))
        started = time.perf_counter()
        biases = biases_of(train)
        yield self._row("biases", started, biases, ranking.ByItem(biases.item_bias))
        if ranked:
            started = time.perf_counter()
            yield self._row("popularity", started, None, ranking.ByItem(popularity_of(train)))
        way.say("training item-kNN")
        started = time.perf_counter()
        near = item_knn_of(train, settings.n_threads)
        yield self._row("item-kNN", started, near, near)

    @property
    def _ranked(self) -> bool:
        return any(name in RANKING for name in self._metrics)

    def _sureness(self, timed: _Timed) -> Sureness | None:
        if not any(name in RATING for name in self._metrics):
            return None
        warm = self._test.part(~self._cold)
        raw = timed.raw(self._test.users, self._test.items)[~self._cold]
        return sureness_of(timed.model, self._train, warm, raw, self._seed)

    def _row(
        self,
        name: str,
        started: float,
        predictor: Predictor | None,
        ranker: Ranker | None = None,
    ) -> Row:
        seconds = time.perf_counter() - started
        self._way.say(f"measuring {name}")
        figures: dict[str, Figure] = {}
        cold = None
        if predictor is not None and any(name in RATING for name in self._metrics):
            train, test = self._train, self._test
            predicted = np.clip(predictor.predict(test.users, test.items), train.low, train.high)
            figures |= rating_figures(
                test.users[~self._cold],
                predicted[~self._cold],
                test.stars[~self._cold],
                self._seed,
            )
            if self._cold.any():
                cold = rmse(predicted[self._cold], test.stars[self._cold])
        if ranker is not None and self._ranked and len(self.question.users):
            threads = self._settings.n_threads
            figures |= ranking_figures(ranker, self.question, self._seed, threads)
        wanted = {name: figures[name] for name in self._metrics if name in figures}
        return Row(name, seconds, wanted, cold)
