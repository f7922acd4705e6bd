"""Every model measured on people whom it has not seen: who finds what they pick and like."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from recflix_tui.evaluation import ranking
from recflix_tui.evaluation.baselines import popularity_of
from recflix_tui.evaluation.comparison import Progress, Row, Silent
from recflix_tui.evaluation.figures import (
    Figure,
    each_of,
    pooled_figures,
    pooled_values,
    rating_figures,
)
from recflix_tui.evaluation.metric_names import RANKING, RATING
from recflix_tui.evaluation.people.app_lists import App, ByPicks
from recflix_tui.evaluation.people.baselines import ease_of, pick_knn_of, popularity_of_likes
from recflix_tui.evaluation.people.chances import Chances, chances_of
from recflix_tui.evaluation.people.fading import fading_of
from recflix_tui.evaluation.people.protocol import Fold, People
from recflix_tui.evaluation.people.stars import folded_in
from recflix_tui.evaluation.ranking import ByItem, Lists, Question, Ranker
from recflix_tui.kernels.arrays import Doubles, Flags, Floats
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.fitting import Trained, to_the_end
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.items.popularity import popularity_over_time
from recflix_tui.solvers.settings import SolverSettings

APP, TIMELESS, STARS, POPULARITY = "recflix", "recflix-no-recency", "stars", "popularity"


@dataclass
class _Found:
    """What one model came to, fold by fold."""

    seconds: float = 0.0
    """What its trainings took."""
    lists: list[Lists] = field(default_factory=list)
    """What it showed."""
    each: list[Doubles] = field(default_factory=list)
    """The figures of each person, see `each_of`."""

    def pooled(self) -> tuple[Lists, Doubles]:
        """The lists and the figures of all folds so far, one after the other."""
        lists = Lists(
            np.concatenate([of.items for of in self.lists]),
            np.concatenate([of.first for of in self.lists]),
        )
        return lists, np.concatenate(self.each)


@dataclass(frozen=True)
class Measured:
    """What was measured of all models."""

    rows: tuple[Row, ...]
    """The app's list first, then the others; those of all folds together."""
    folds: tuple[Mapping[str, float], ...]
    """The NDCG@10 of each model, by its name, in each fold in which someone is asked."""
    chances: Chances | None
    """What became of the chances that the app's list goes by; None where no list was measured."""

    @property
    def over_popularity(self) -> dict[str, float]:
        """How many times popularity's NDCG@10 each model has, in the mean of the folds."""
        ratios = [ratios_of(fold) for fold in self.folds]
        names = ratios[0] if ratios else ()
        return {name: float(np.mean([of[name] for of in ratios])) for name in names}


def ratios_of(fold: Mapping[str, float]) -> dict[str, float]:
    """How many times popularity's NDCG@10 each model has in a fold; NaN where popularity finds
    nothing."""
    base = fold[POPULARITY]
    return {name: value / base if base > 0 else float("nan") for name, value in fold.items()}


class PeopleComparison:
    """The models trained on each fold in turn, and what they show to its people."""

    def __init__(
        self,
        people: People,
        settings: SolverSettings,
        metrics: Iterable[str],
        seed: int | None = None,
    ) -> None:
        """seed: of what is drawn to measure; None: that of the settings."""
        self._people, self._settings, self._metrics = people, settings, tuple(metrics)
        self._seed = settings.seed if seed is None else seed
        self._found: dict[str, _Found] = {}
        self._errors: list[tuple[Ratings, Floats]] = []
        self._seconds = 0.0
        self._chances: Chances | None = None
        self._way: Progress = Silent()

    def measured(self, on_the_way: Progress | None = None) -> Measured:
        """Train and measure them all. Raises ModelError."""
        self._way = on_the_way or Silent()
        n_folds = self._people.n_folds
        for number, fold in enumerate(self._people.folds(), 1):
            self._way.fold(number, n_folds)
            self._measure(fold)
        self._way.fold(0, n_folds)
        self._way.say("drawing people anew")
        rows = []
        for row in self._rows():
            self._way.measured(row, n_folds)
            rows.append(row)
        return Measured(tuple(rows), tuple(self._folds()), self._chances)

    # --- one fold ------------------------------------------------------------------------

    def _measure(self, fold: Fold) -> None:
        settings, threads = self._settings, self._settings.n_threads
        train, given = fold.train, fold.given
        started = time.perf_counter()
        trained = to_the_end(train, settings, tell=self._way.training(settings))
        rating_seconds = time.perf_counter() - started
        self._seconds += rating_seconds
        asked = np.unique(fold.rest.users) if self._rated else fold.question.users
        people = folded_in(trained.model, given, asked)
        if self._rated:
            self._errors.append((fold.rest, people.predict(fold.rest.users, fold.rest.items)))
        if not self._ranked or not len(fold.question.users):
            return
        self._show_app(fold, trained, rating_seconds)
        self._rank(POPULARITY, fold, lambda: ByItem(popularity_of(train)))
        self._rank("popularity-of-likes", fold, lambda: ByItem(popularity_of_likes(train)))
        self._rank("fading", fold, lambda: fading_of(train, given))
        self._rank("item-knn", fold, lambda: pick_knn_of(train, given, threads))
        self._rank("ease", fold, lambda: ease_of(train, given, threads))
        self._rank(STARS, fold, lambda: people.ranker, rating_seconds)

    def _show_app(self, fold: Fold, trained: Trained, rating_seconds: float) -> None:
        """The app's list, the same without what hangs on time, and its choice model alone."""
        threads, question = self._settings.n_threads, fold.question
        self._way.say("training what is picked")
        started = time.perf_counter()
        fitted = fit_choice(fold.train, trained.likes, threads)
        seconds = time.perf_counter() - started
        app = App(trained.model, fitted.model, fitted.popularity, fold.given)
        self._way.say(f"measuring {APP}")
        self._keep(APP, question, app.lists(question, threads), rating_seconds + seconds)
        came = chances_of(app, fold, self._seed, threads)
        self._chances = came if self._chances is None else self._chances.and_(came)
        self._way.say(f"measuring {TIMELESS}")
        timeless = app.timeless(popularity_over_time(fold.train, None))
        self._keep(TIMELESS, question, timeless.lists(question, threads), rating_seconds + seconds)
        self._rank("choice", fold, lambda: ByPicks(app), seconds)

    def _rank(
        self, name: str, fold: Fold, make: Callable[[], Ranker | None], before: float = 0.0
    ) -> None:
        """Train a model and keep what it shows; before: seconds that were spent on it already."""
        self._way.say(f"training {name}")
        started = time.perf_counter()
        ranker = make()
        seconds = before + time.perf_counter() - started
        if ranker is None:
            return
        self._way.say(f"measuring {name}")
        lists = ranking.lists_of(ranker, fold.question, self._settings.n_threads)
        self._keep(name, fold.question, lists, seconds)

    def _keep(self, name: str, question: Question, lists: Lists, seconds: float) -> None:
        found = self._found.setdefault(name, _Found())
        found.seconds += seconds
        found.lists.append(lists)
        found.each.append(each_of(lists, question, self._settings.n_threads))
        if len(found.each) < self._people.n_folds:
            values = pooled_values(*found.pooled(), self._candidates)
            so_far = self._wanted({of: Figure(value) for of, value in values.items()})
            self._way.measured(Row(name, found.seconds, so_far), len(found.each))

    # --- of all folds --------------------------------------------------------------------

    @property
    def _candidates(self) -> Flags:
        """Which titles may be shown, (n_titles,) bool."""
        return np.ones(self._people.n_titles, bool)

    @property
    def _ranked(self) -> bool:
        return any(name in RANKING for name in self._metrics)

    @property
    def _rated(self) -> bool:
        return any(name in RATING for name in self._metrics)

    @property
    def _everywhere(self) -> dict[str, _Found]:
        """The models that were measured in every fold, by name."""
        n = max((len(found.lists) for found in self._found.values()), default=0)
        return {name: found for name, found in self._found.items() if len(found.lists) == n}

    def _rows(self) -> Iterator[Row]:
        errors = self._error_figures() if self._errors else {}
        for name, found in self._everywhere.items():
            figures = pooled_figures(*found.pooled(), self._candidates, self._seed)
            if name in (APP, STARS):  # these show the same stars
                figures = errors | figures
            yield Row(name, found.seconds, self._wanted(figures))
        if not self._found:
            yield Row(STARS, self._seconds, self._wanted(errors))

    def _error_figures(self) -> dict[str, Figure]:
        users = np.concatenate([rest.users for rest, _ in self._errors])
        stars = np.concatenate([rest.stars for rest, _ in self._errors])
        predicted = np.concatenate([predicted for _, predicted in self._errors])
        return rating_figures(users, predicted, stars, self._seed)

    def _wanted(self, figures: Mapping[str, Figure]) -> dict[str, Figure]:
        return {name: figures[name] for name in self._metrics if name in figures}

    def _folds(self) -> Iterator[dict[str, float]]:
        """The NDCG@10 of each model in each fold in which someone is asked."""
        found = self._everywhere
        for each in zip(*(of.each for of in found.values()), strict=True):
            means = (float(values[:, 0].mean()) for values in each)
            yield dict(zip(found, means, strict=True))
