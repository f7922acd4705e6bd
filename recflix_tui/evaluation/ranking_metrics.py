"""What a ranking is measured by: NDCG, recall, reciprocal rank, novelty, diversity, coverage, Gini.

All but the last two are figures of a user each, (m,) float64 for the m users of a `Question`.
"""

from __future__ import annotations

import numpy as np

from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.evaluation.ranking import SHORT, Lists, Question
from recflix_tui.kernels.arrays import Doubles, Flags, Ints


def hits_of(lists: Lists, question: Question) -> Flags:
    """Which titles of the lists are relevant: (m, 20)."""
    n_items = len(question.candidates)
    owner = np.repeat(np.arange(len(question.relevant.counts)), question.relevant.counts)
    relevant = owner * n_items + question.relevant.columns
    shown = question.users[:, np.newaxis] * n_items + lists.items
    return np.isin(shown, relevant) & (lists.items >= 0)


def ndcg_of(hits: Flags, n_relevant: Ints) -> Doubles:
    """Normalised discounted cumulative gain of the first 10, with gain 1 for a relevant title:
    the sum of 1 / log2(rank + 1) over the hits, by that of the best list there could be.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002).
    """
    discounts = 1 / np.log2(np.arange(2, SHORT + 2))
    ideal = np.cumsum(discounts)[np.minimum(n_relevant, SHORT) - 1]
    return np.asarray(hits[:, :SHORT] @ discounts / ideal, np.float64)


def recall_of(hits: Flags, n_relevant: Ints) -> Doubles:
    """The share of the relevant titles that are among the first 20."""
    return np.asarray(hits.sum(axis=1) / n_relevant, np.float64)


def reciprocal_rank_of(first: Ints) -> Doubles:
    """1 / rank of the first relevant title, among all unseen ones; its mean is the MRR."""
    return 1 / first.astype(np.float64)


def novelty_of(lists: Lists, question: Question) -> Doubles:
    """Mean self-information of the first 10, in bits: -log2 of the share of users who rated a
    title. A title that nobody rated counts as if one user had.

    Zhou et al., "Solving the apparent diversity-accuracy dilemma" (2010); Castells, Hurley and
    Vargas, "Novelty and diversity in recommender systems" (2015).
    """
    shares = np.maximum(question.by_item.counts, 1) / question.n_raters
    shown = lists.items[:, :SHORT]
    bits = np.where(shown >= 0, -np.log2(shares)[shown], 0)
    mean: Doubles = bits.sum(axis=1) / np.maximum((shown >= 0).sum(axis=1), 1)
    return mean


def diversity_of(lists: Lists, question: Question, threads: int = 1) -> Doubles:
    """1 less the mean cosine of the pairs in the first 10, NaN for a list of one.

    The cosine is that of the titles' ratings by all users (not rated: 0), not of a model's
    factors, so that it is the same measure for every model. Ziegler et al., "Improving
    recommendation lists through topic diversification" (2005).
    """
    from recflix_tui.evaluation.ranking_kernels import list_cosines

    by_item = question.by_item
    squares = by_item.values.astype(np.float64) ** 2
    owner = np.repeat(np.arange(len(by_item.counts)), by_item.counts)
    norms = np.sqrt(np.bincount(owner, squares, len(by_item.counts)))
    unit = (by_item.values / norms[owner]).astype(np.float32)
    shown = np.ascontiguousarray(lists.items[:, :SHORT])
    n_users = len(question.seen.counts)
    means = np.empty(len(shown))
    step = -(-len(shown) // 16) or 1  # each part holds an array of all users

    def work(start: int) -> None:
        part = slice(start, start + step)
        list_cosines(shown[part], by_item.indptr, by_item.columns, unit, n_users, means[part])

    side_by_side(work, range(0, len(shown), step), threads)
    return 1 - means


def coverage_of(lists: Lists, candidates: Flags) -> float:
    """The share of the candidates that are in anyone's first 10."""
    shown = lists.items[:, :SHORT]
    return len(np.unique(shown[shown >= 0])) / max(int(candidates.sum()), 1)


def gini_of(lists: Lists, candidates: Flags) -> float:
    """How unevenly the first tens are spread over the candidates: 0 where each is shown as often,
    near 1 where all are shown the same few.

    sum (2 j - n - 1) x_j / (n sum x) over the counts x_1 <= ... <= x_n; Fleder and Hosanagar,
    "Blockbuster culture's next rise or fall" (2009).
    """
    shown = lists.items[:, :SHORT]
    counts = np.bincount(shown[shown >= 0], minlength=len(candidates))
    x = np.sort(counts[candidates]).astype(np.float64)
    n = len(x)
    if not x.sum():
        return float("nan")
    return float((2 * np.arange(1, n + 1) - n - 1) @ x / (n * x.sum()))
