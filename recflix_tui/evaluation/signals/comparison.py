"""Every signal left out in turn, on people whom no training saw."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation import ranking
from recflix_tui.evaluation.baselines import popularity_of
from recflix_tui.evaluation.comparison import Progress, Row, Silent
from recflix_tui.evaluation.people.app_lists import app_of, shown_to_all
from recflix_tui.evaluation.people.found import POPULARITY, Found, Measured, over_folds
from recflix_tui.evaluation.people.protocol import Fold, People
from recflix_tui.evaluation.ranking import ByItem, Lists, Question
from recflix_tui.evaluation.signals.told import Asked, asked_of
from recflix_tui.evaluation.signals.variants import tastes_of, variants_of, without
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True)
class Gain:
    """What a signal gains: the figures of all signals less those without it."""

    asked: Asked
    """The signal, and as what ratings are told."""
    whole: Row
    """All signals at their defaults."""
    left_out: Row
    """The same without it."""


def gains_of(asked: Iterable[Asked], measured: Measured) -> tuple[Gain, ...]:
    """What each of the signals that the data can speak for gains."""
    rows = {row.name: row for row in measured.rows}
    return tuple(
        Gain(one, rows[one.told.name], rows[without(one.told, one.signal.name)])
        for one in asked
        if one.told is not None
    )


class SignalComparison:
    """The models trained on each fold in turn, and what the app shows with each signal left out."""

    def __init__(
        self,
        people: People,
        dataset: Dataset,
        settings: SolverSettings,
        metrics: Iterable[str],
        seed: int,
    ) -> None:
        """dataset: whose people they are; seed: of what is drawn to measure."""
        self._people, self._dataset, self._settings = people, dataset, settings
        self.asked = asked_of(dataset)
        self._variants = variants_of(self.asked)
        self._found = Found(people.n_titles, metrics, seed, settings.n_threads)
        self._way: Progress = Silent()

    def measured(self, on_the_way: Progress | None = None) -> Measured:
        """Train and measure it all. Raises ModelError and DatasetError."""
        self._way = on_the_way or Silent()
        rows = over_folds(self._people, self._way, self._measure, self._found.rows)
        return Measured(rows, tuple(self._found.folds()))

    def _measure(self, fold: Fold) -> None:
        if not len(fold.question.users):
            return
        settings, threads, question = self._settings, self._settings.n_threads, fold.question
        started = time.perf_counter()
        trained = to_the_end(fold.train, settings, tell=self._way.training(settings))
        self._way.say("training what is picked")
        app = app_of(fold, trained, self._dataset, threads)
        seconds = time.perf_counter() - started
        self._way.say("measuring all signals, and each left out")
        shown = shown_to_all(question, lambda user: tastes_of(app, user, self._variants), threads)
        for variant in self._variants:
            self._keep(variant.name, question, shown[variant.name], seconds)
        popular = ByItem(popularity_of(fold.train))
        self._keep(POPULARITY, question, ranking.lists_of(popular, question, threads), 0.0)

    def _keep(self, name: str, question: Question, lists: Lists, seconds: float) -> None:
        folds = self._found.keep(name, question, lists, seconds)
        if folds < self._people.n_folds:
            self._way.measured(self._found.so_far(name), folds)
