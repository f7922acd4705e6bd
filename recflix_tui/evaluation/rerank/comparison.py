"""Every way to re-rank the app's list, on people whom no training saw."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation import figures
from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.evaluation.comparison import Progress, Row, Silent
from recflix_tui.evaluation.people.app_lists import App, app_of, rank_of_best
from recflix_tui.evaluation.people.found import over_folds
from recflix_tui.evaluation.people.protocol import Fold, People
from recflix_tui.evaluation.ranking import LONG, SHORT, Lists, Question
from recflix_tui.evaluation.rerank.ways import WAYS, Way, shown_by
from recflix_tui.kernels.arrays import Doubles, Indices
from recflix_tui.recommend.rerank.calibration import calibration_gap
from recflix_tui.recommend.rerank.genre_shares import profile_shares, shares_of
from recflix_tui.recommend.rerank.likeness import likeness_of
from recflix_tui.recommend.rerank.list_figures import diversity_of
from recflix_tui.recommend.rerank.picks import candidates_of
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.settings import SolverSettings

FOUND = ("ndcg@10", "recall@20", "mrr", "novelty", "diversity")  # as of every ranking
OWN = ("calibration_gap", "later_gap", "diversity_of_kind")
"""Of the first 10: how far their genres are from those of the ratings told, all counting alike, and
from those of what was liked later (`calibration_gap`); and how unlike they are by what they are."""
_PEOPLE_AT_ONCE = 8


@dataclass(frozen=True)
class _Shown:
    """What one way shows to the people of a fold."""

    lists: Lists
    """The lists."""
    own: Doubles
    """The figures of `OWN`, (m, 3) float64."""


class RerankComparison:
    """The models trained on each fold in turn, and each way's lists made from them."""

    def __init__(
        self,
        people: People,
        dataset: Dataset,
        settings: SolverSettings,
        seed: int,
        ways: Iterable[Way] | None = None,
    ) -> None:
        """dataset: whose people they are; seed: of what is drawn to measure; ways: the plain one
        first; None: all."""
        self._people, self._dataset, self._settings = people, dataset, settings
        self._ways, self._seed = tuple(WAYS if ways is None else ways), seed
        self._each: dict[str, list[Doubles]] = {way.name: [] for way in self._ways}
        self._seconds = 0.0
        self._way: Progress = Silent()

    def measured(self, on_the_way: Progress | None = None) -> tuple[Row, ...]:
        """Train and measure it all: a row for each way, in their order. Raises ModelError and
        DatasetError."""
        self._way = on_the_way or Silent()
        return over_folds(self._people, self._way, self._measure, self._rows)

    def _measure(self, fold: Fold) -> None:
        if not len(fold.question.users):
            return
        settings, threads = self._settings, self._settings.n_threads
        started = time.perf_counter()
        trained = to_the_end(fold.train, settings, tell=self._way.training(settings))
        self._way.say("training what is picked")
        app = app_of(fold, trained, self._dataset, threads)
        self._seconds += time.perf_counter() - started
        self._way.say("measuring each way to re-rank")
        for name, shown in shown_in(app, fold.question, self._ways, threads).items():
            self._each[name].append(each_of(shown, fold.question, threads))

    def _rows(self) -> Iterator[Row]:
        for name, each in self._each.items():
            means = figures.mean_figures((*FOUND, *OWN), np.concatenate(each), self._seed)
            yield Row(name, self._seconds, means)


def shown_in(
    app: App, question: Question, ways: Iterable[Way], threads: int = 1
) -> dict[str, _Shown]:
    """What each way shows to everybody who is asked about, by its name. The app must have a
    dataset. The result does not depend on the number of threads."""
    users, those = question.users, tuple(ways)
    shown = {way.name: _nothing_shown(len(users)) for way in those}

    def show(start: int) -> None:
        for row in range(start, min(start + _PEOPLE_AT_ONCE, len(users))):
            _show(app, question, row, those, shown)

    side_by_side(show, range(0, len(users), _PEOPLE_AT_ONCE), threads)
    return shown


def _show(
    app: App, question: Question, row: int, ways: Iterable[Way], shown: dict[str, _Shown]
) -> None:
    """Fill in the row of one person."""
    user, dataset = int(question.users[row]), app.dataset
    assert dataset is not None
    taste = app.taste(user)
    assert taste.worth is not None
    relevant = question.relevant.columns[
        question.relevant.indptr[user] : question.relevant.indptr[user + 1]
    ]
    told = app.given.of(user)[0]
    targets = [_alike(dataset, told), _alike(dataset, relevant)]
    pool = candidates_of(taste, dataset, taste.open_items)
    for name, items in shown_by(ways, pool, LONG):
        of = shown[name]
        of.lists.items[row, : len(items)] = items
        hits = np.flatnonzero(np.isin(items, relevant))
        left = taste.open_items.copy()
        left[items] = False
        of.lists.first[row] = (
            hits[0] + 1 if len(hits) else len(items) + rank_of_best(taste.worth, left, relevant)
        )
        first = items[:SHORT]
        shares = shares_of(dataset, first).mean(axis=0)
        gaps = [float(calibration_gap(target, shares)) for target in targets]
        of.own[row] = (*gaps, diversity_of(likeness_of(dataset, first)))


def _alike(dataset: Dataset, items: Indices) -> Doubles:
    """The shares of genres in some titles, which count alike, and nothing else."""
    return profile_shares(dataset, items, np.ones(len(items)), drawn=0.0)


def _nothing_shown(n: int) -> _Shown:
    lists = Lists(np.full((n, LONG), -1, np.int32), np.empty(n, np.int64))
    return _Shown(lists, np.empty((n, len(OWN))))


def each_of(shown: _Shown, question: Question, threads: int = 1) -> Doubles:
    """The figures of `FOUND` and `OWN` of each person, (m, 8) float64, NaN where a list has no such
    figure."""
    return np.hstack([figures.each_of(shown.lists, question, threads), shown.own])
