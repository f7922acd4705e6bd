"""A measured figure with its interval, and the figures of a model's predictions and rankings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from recflix_tui.evaluation import ranking, ranking_metrics
from recflix_tui.evaluation.bootstrap import Interval, interval, resampled_figures
from recflix_tui.evaluation.metric_names import RATING
from recflix_tui.evaluation.ranking import Lists, Question, Ranker
from recflix_tui.kernels.arrays import Doubles, Flags, Floats, Ints

_PER_USER = ("ndcg@10", "recall@20", "mrr", "novelty", "diversity")


@dataclass(frozen=True)
class Figure:
    """A figure with its 95 % interval over users."""

    value: float
    """Of all users together."""
    interval: Interval | None = None
    """None where resampling users misleads, as where there is but one."""
    resamples: Doubles | None = field(default=None, repr=False, compare=False)
    """The figure over samples of users, the same samples for every model, (2000,) float64."""

    def less(self, other: Figure) -> Interval | None:
        """The 95 % interval of the difference from another model's figure.

        Paired, user by user, it is narrower than the two intervals suggest: what makes some
        users hard for one model does so for the other.
        """
        if self.resamples is None or other.resamples is None:
            return None
        return interval(self.resamples - other.resamples)


def rating_figures(users: Ints, predicted: Floats, stars: Floats, seed: int) -> dict[str, Figure]:
    """RMSE and MAE of predictions (n,), in stars."""
    if not len(users):
        return {}
    errors = predicted.astype(np.float64) - stars
    _, owner = np.unique(users, return_inverse=True)
    columns = (errors * errors, np.abs(errors), np.ones(len(errors)))
    each = [np.bincount(owner, column) for column in columns]
    sums = np.stack(each, axis=1).astype(np.float64)

    def figures(totals: Doubles) -> Doubles:
        mse, mae = totals[:, 0] / totals[:, 2], totals[:, 1] / totals[:, 2]
        return np.stack([np.sqrt(mse), mae], axis=1)

    return _with_intervals(RATING, sums, figures, [len(sums)] * len(RATING), seed)


def ranking_figures(
    ranker: Ranker, question: Question, seed: int, threads: int = 1
) -> dict[str, Figure]:
    """All that is measured of rankings.

    Coverage and Gini are of the lists of all users together: users drawn twice show nothing new,
    so that resampling them would tell of fewer users, not of chance. They have no interval.
    """
    lists = ranking.lists_of(ranker, question, threads)
    each = each_of(lists, question, threads)
    return pooled_figures(lists, each, question.candidates, seed)


def each_of(lists: Lists, question: Question, threads: int = 1) -> Doubles:
    """NDCG@10, recall@20, reciprocal rank, novelty and diversity of each user, (m, 5) float64,
    NaN where a list has no such figure."""
    hits = ranking_metrics.hits_of(lists, question)
    n_relevant = question.relevant.counts[question.users]
    columns: tuple[Doubles, ...] = (
        ranking_metrics.ndcg_of(hits, n_relevant),
        ranking_metrics.recall_of(hits, n_relevant),
        ranking_metrics.reciprocal_rank_of(lists.first),
        ranking_metrics.novelty_of(lists, question),
        ranking_metrics.diversity_of(lists, question, threads),
    )
    return np.stack(columns, axis=1)


def pooled_values(lists: Lists, each: Doubles, candidates: Flags) -> dict[str, float]:
    """The values of `pooled_figures`, without their intervals."""
    known = np.isfinite(each)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(known, each, 0.0).sum(axis=0) / known.sum(axis=0)
    return {
        **dict(zip(_PER_USER, means.tolist(), strict=True)),
        "coverage": ranking_metrics.coverage_of(lists, candidates),
        "gini": ranking_metrics.gini_of(lists, candidates),
    }


def pooled_figures(lists: Lists, each: Doubles, candidates: Flags, seed: int) -> dict[str, Figure]:
    """The figures of the users of one question, or of several with the same candidates.

    lists: theirs, one after the other; each: by `each_of`, (m, 5); candidates: (n_items,) bool.
    """
    return {
        **mean_figures(_PER_USER, each, seed),
        "coverage": Figure(ranking_metrics.coverage_of(lists, candidates)),
        "gini": Figure(ranking_metrics.gini_of(lists, candidates)),
    }


def mean_figures(names: Sequence[str], each: Doubles, seed: int) -> dict[str, Figure]:
    """The means over users of figures of each of them, (m, len(names)), NaN where one has none."""
    known = np.isfinite(each)
    sums: Doubles = np.hstack([np.where(known, each, 0.0), known.astype(np.float64)])

    def means(totals: Doubles) -> Doubles:
        half = totals.shape[1] // 2
        mean: Doubles = totals[:, :half] / totals[:, half:]
        return mean

    return _with_intervals(names, sums, means, known.sum(axis=0), seed)


def _with_intervals(
    names: Sequence[str],
    sums: Doubles,
    figures: Callable[[Doubles], Doubles],
    users: Iterable[int],
    seed: int,
) -> dict[str, Figure]:
    """The figures of the totals of `sums` (n_users, m), by name; users: how many each is over."""
    with np.errstate(invalid="ignore", divide="ignore"):
        values = figures(sums.sum(axis=0, keepdims=True))[0]
    each = resampled_figures(sums, figures, seed).T
    return {
        name: Figure(float(value), interval(drawn), drawn) if n > 1 else Figure(float(value))
        for name, value, drawn, n in zip(names, values, each, users, strict=True)
    }
