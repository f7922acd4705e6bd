"""How good a model's order of all unseen titles is, and what it shows.

For each user all titles that it has not rated in training are ranked; the lists are the first
20. A title is relevant if the user's held-out rating is 4 stars or more; users without one are
left out. Most unseen titles that the user would like are not known to be so: the figures are low,
and mean something beside one another alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.kernels.arrays import Flags, Floats, Indices, Ints, Longs
from recflix_tui.kernels.grouped import Grouped, group
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings

RELEVANT = 4.0  # stars
LONG, SHORT = 20, 10  # titles of a list: for the recall; for all else
MOST_USERS = 10_000  # whose lists are made; of more, so many at random
_USERS_AT_ONCE = 8


class Ranker(Protocol):
    """Whatever can score all titles for some users."""

    def fill(self, users: Ints, rows: Floats) -> None:
        """Scores of all titles for users (m,) into rows (m, n_items); high is good."""


@dataclass(frozen=True)
class ByFactors:
    """Ranks by predicted stars: item_bias + p_u . q_i."""

    P: Floats
    """(n_users, k) float32."""
    Q: Floats
    """(n_items, k) float32."""
    item_bias: Floats
    """(n_items,) float32, in stars."""

    def fill(self, users: Ints, rows: Floats) -> None:
        from recflix_tui.evaluation.ranking_kernels import score_rows

        score_rows(self.P, self.Q, self.item_bias, users.astype(np.int64), rows)


@dataclass(frozen=True)
class ByItem:
    """Ranks by one score a title, the same for everyone."""

    scores: Floats
    """(n_items,) float32."""

    def fill(self, users: Ints, rows: Floats) -> None:
        rows[:] = self.scores


def by_stars(model: FactorModel) -> ByFactors:
    """A model's ranking by predicted stars, without what the week of the rating adds."""
    return ByFactors(model.P, model.Q, model.item_bias)


@dataclass(frozen=True)
class Question:
    """Whom to rank for, and what is relevant to them."""

    users: Longs
    """Who is asked about, (m,) int64, ascending."""
    seen: Grouped
    """By user, the titles rated in training."""
    relevant: Grouped
    """By user, the titles to be found."""
    candidates: Flags
    """Which titles may be shown, (n_items,) bool."""
    by_item: Grouped
    """The training's ratings by title."""
    n_raters: int
    """Users with ratings in training."""


def question_of(train: Ratings, test: Ratings, candidates: Flags, seed: int) -> Question:
    """The titles that `test` rates with 4 stars or more are to be found among the candidates.

    Users without a training rating, or without a relevant title, are not asked about.
    """
    seen = group(train.users, train.items, train.stars, train.n_users)
    pairs = test.users.astype(np.int64) * train.n_items + test.items
    known = train.users.astype(np.int64) * train.n_items + train.items
    wanted = (test.stars >= RELEVANT) & candidates[test.items] & ~np.isin(pairs, known)
    wanted &= seen.counts[test.users] > 0
    relevant = group(test.users[wanted], test.items[wanted], test.stars[wanted], train.n_users)
    users = np.flatnonzero(relevant.counts)
    if len(users) > MOST_USERS:
        users = np.sort(np.random.default_rng(seed).choice(users, MOST_USERS, replace=False))
    by_item = group(train.items, train.users, train.stars, train.n_items)
    return Question(users, seen, relevant, candidates, by_item, int((seen.counts > 0).sum()))


@dataclass(frozen=True)
class Lists:
    """What each user is shown."""

    items: Indices
    """The titles, best first, -1 past the end, (m, 20) int32."""
    first: Longs
    """The rank of the first relevant title among all unseen ones, from 1, (m,) int64."""


def lists_of(ranker: Ranker, question: Question, threads: int = 1) -> Lists:
    """The first 20 of all unseen titles for each user. The scores of a few users at a time are
    in memory. The result does not depend on the number of threads."""
    from recflix_tui.evaluation.ranking_kernels import take_best

    users, n_items = question.users, len(question.candidates)
    items, first = np.empty((len(users), LONG), np.int32), np.empty(len(users), np.int64)

    def rank(start: int) -> None:
        part = slice(start, start + _USERS_AT_ONCE)
        block = users[part]
        rows = np.empty((len(block), n_items), np.float32)
        ranker.fill(block, rows)
        take_best(
            rows,
            block,
            question.candidates,
            question.seen.indptr,
            question.seen.columns,
            question.relevant.indptr,
            question.relevant.columns,
            items[part],
            first[part],
        )

    side_by_side(rank, range(0, len(users), _USERS_AT_ONCE), threads)
    return Lists(items, first)
