"""Every model measured on people whom it has not seen: who finds what they pick and like."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation import ranking
from recflix_tui.evaluation.baselines import popularity_of
from recflix_tui.evaluation.comparison import Progress, Row, Silent
from recflix_tui.evaluation.figures import Figure, rating_figures
from recflix_tui.evaluation.metric_names import RANKING, RATING
from recflix_tui.evaluation.people.app_lists import ByPicks, app_of
from recflix_tui.evaluation.people.baselines import ease_of, pick_knn_of, popularity_of_likes
from recflix_tui.evaluation.people.chances import Chances, chances_of
from recflix_tui.evaluation.people.fading import fading_of
from recflix_tui.evaluation.people.found import POPULARITY, Found, Measured, over_folds
from recflix_tui.evaluation.people.protocol import Fold, People
from recflix_tui.evaluation.people.stars import folded_in
from recflix_tui.evaluation.ranking import ByItem, Lists, Question, Ranker
from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.fitting import Trained, to_the_end
from recflix_tui.solvers.items.popularity import popularity_over_time
from recflix_tui.solvers.settings import SolverSettings

APP, TIMELESS, STARS = "recflix", "recflix-no-recency", "stars"


class PeopleComparison:
    """The models trained on each fold in turn, and what they show to its people."""

    def __init__(
        self,
        people: People,
        settings: SolverSettings,
        metrics: Iterable[str],
        seed: int | None = None,
        dataset: Dataset | None = None,
    ) -> None:
        """seed: of what is drawn to measure; None: that of the settings. dataset: of the same
        users and titles, for the signals that go by more than ratings; None: they are off."""
        self._people, self._settings, self._metrics = people, settings, tuple(metrics)
        self._seed = settings.seed if seed is None else seed
        self._dataset = dataset
        self._found = Found(people.n_titles, self._metrics, self._seed, settings.n_threads)
        self._errors: list[tuple[Ratings, Floats]] = []
        self._seconds = 0.0
        self._chances: Chances | None = None
        self._way: Progress = Silent()

    def measured(self, on_the_way: Progress | None = None) -> Measured:
        """Train and measure them all. Raises ModelError."""
        self._way = on_the_way or Silent()
        rows = over_folds(self._people, self._way, self._measure, self._rows)
        return Measured(rows, tuple(self._found.folds()), self._chances)

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
        app = app_of(fold, trained, self._dataset, threads)
        seconds = time.perf_counter() - started
        self._way.say(f"measuring {APP}")
        self._keep(APP, question, app.lists(question, threads), rating_seconds + seconds)
        # What signals add to titles moves their order, not these chances.
        came = chances_of(replace(app, dataset=None), fold, self._seed, threads)
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
        folds = self._found.keep(name, question, lists, seconds)
        if folds < self._people.n_folds:
            self._way.measured(self._found.so_far(name), folds)

    # --- of all folds --------------------------------------------------------------------

    @property
    def _ranked(self) -> bool:
        return any(name in RANKING for name in self._metrics)

    @property
    def _rated(self) -> bool:
        return any(name in RATING for name in self._metrics)

    def _rows(self) -> Iterator[Row]:
        errors = self._error_figures() if self._errors else {}
        for row in self._found.rows():
            shows_stars = row.name in (APP, STARS)  # these show the same
            figures = self._found.wanted(errors | row.figures) if shows_stars else row.figures
            yield replace(row, figures=figures)
        if not self._found:
            yield Row(STARS, self._seconds, self._found.wanted(errors))

    def _error_figures(self) -> dict[str, Figure]:
        users = np.concatenate([rest.users for rest, _ in self._errors])
        stars = np.concatenate([rest.stars for rest, _ in self._errors])
        predicted = np.concatenate([predicted for _, predicted in self._errors])
        return rating_figures(users, predicted, stars, self._seed)
