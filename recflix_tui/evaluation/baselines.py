"""What a model has to beat: the mean, the biases, popularity, and item-kNN."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Floats, Ints
from recflix_tui.kernels.grouped import Grouped, group
from recflix_tui.model.ratings import Ratings

USER_RIDGE, ITEM_RIDGE, SWEEPS = 15.0, 10.0, 10
MOST_NEIGHBOURS = 40
_KEPT = 400  # neighbours of an item, of whom a user has rated but some
_SHRINK = 100.0
_ITEMS_AT_ONCE = 64


@dataclass(frozen=True)
class Biases:
    """The prediction r = mu + b_u + b_i."""

    mu: float
    """The mean, in stars."""
    user_bias: Floats
    """(n_users,) float32, in stars."""
    item_bias: Floats
    """(n_items,) float32, in stars."""

    def predict(self, users: Ints, items: Ints) -> Floats:
        """Predicted stars of each pair, (n,) float32, not clipped."""
        stars: Floats = np.float32(self.mu) + self.user_bias[users] + self.item_bias[items]
        return stars


def mean_of(ratings: Ratings) -> Biases:
    """The mean of all, for everyone and everything."""
    mu = float(np.mean(ratings.stars, dtype=np.float64))
    return Biases(mu, np.zeros(ratings.n_users, np.float32), np.zeros(ratings.n_items, np.float32))


def biases_of(ratings: Ratings) -> Biases:
    """Biases by alternating ridge regressions: b_i = sum(r - mu - b_u) / (n_i + 10), then
    b_u = sum(r - mu - b_i) / (n_u + 15), ten times.

    Koren, "Factor in the Neighbors" (2010), section 2.1, with the ridges of Surprise.
    """
    users, items = ratings.users, ratings.items
    start = mean_of(ratings)
    over = ratings.stars.astype(np.float64) - start.mu
    n_users = np.bincount(users, minlength=ratings.n_users) + USER_RIDGE
    n_items = np.bincount(items, minlength=ratings.n_items) + ITEM_RIDGE
    user_bias = np.zeros(ratings.n_users)
    for _ in range(SWEEPS):
        item_bias = np.bincount(items, over - user_bias[users], ratings.n_items) / n_items
        user_bias = np.bincount(users, over - item_bias[items], ratings.n_users) / n_users
    return Biases(start.mu, user_bias.astype(np.float32), item_bias.astype(np.float32))


def popularity_of(ratings: Ratings) -> Floats:
    """How many rated each title, (n_items,) float32."""
    return np.bincount(ratings.items, minlength=ratings.n_items).astype(np.float32)


@dataclass(frozen=True)
class ItemKNN:
    """The prediction r = b_ui + the mean of what a user thinks of the titles nearest to i, over
    its biases.

    Nearness is the correlation of the residuals r - b_ui over common users, shrunk by
    c / (c + 100) for c of them (Koren 2010, section 2.2). Of the nearest titles the 40 first
    that the user has rated count, each by its similarity.
    """

    biases: Biases
    """Those that b_ui is of."""
    by_user: Grouped
    """The residuals of the training ratings, in stars."""
    neighbours: Ints
    """The titles nearest to each, the nearest first, -1 past the end, (n_items, 400) int32."""
    similarities: Floats
    """Their similarities, 0 past the end, (n_items, 400) float32."""

    def predict(self, users: Ints, items: Ints) -> Floats:
        """Predicted stars of each pair, (n,) float32, not clipped."""
        from recflix_tui.evaluation.ranking_kernels import neighbour_means

        order = np.argsort(users, kind="stable")
        above = np.empty(len(users), np.float32)
        neighbour_means(
            users[order].astype(np.int64),
            items[order].astype(np.int64),
            *self._parts,
            above,
        )
        stars = self.biases.predict(users, items)
        stars[order] += above
        return stars

    def fill(self, users: Ints, rows: Floats) -> None:
        """Scores of all titles for users (m,) into rows (m, n_items).

        The sum of similarity times residual, not its mean: one near title is less to go by than
        many (Cremonesi, Koren and Turrin, "Performance of recommender algorithms on top-N
        recommendation tasks", 2010).
        """
        from recflix_tui.evaluation.ranking_kernels import neighbour_rows

        neighbour_rows(users.astype(np.int64), *self._parts, self.biases.item_bias, rows)

    @property
    def _parts(self) -> tuple[Ints, Ints, Floats, Ints, Floats, int]:
        """What the kernels need of it, in their order."""
        by_user = self.by_user
        rows = by_user.indptr, by_user.columns, by_user.values
        return *rows, self.neighbours, self.similarities, MOST_NEIGHBOURS


def item_knn_of(ratings: Ratings, threads: int = 1) -> ItemKNN:
    """The item-kNN of the ratings. The result does not depend on the number of threads."""
    from recflix_tui.evaluation.ranking_kernels import nearest_items

    biases = biases_of(ratings)
    residuals = ratings.stars - biases.predict(ratings.users, ratings.items)
    by_user = group(ratings.users, ratings.items, residuals, ratings.n_users)
    by_item = group(ratings.items, ratings.users, residuals, ratings.n_items)
    neighbours = np.empty((ratings.n_items, _KEPT), np.int32)
    similarities = np.empty((ratings.n_items, _KEPT), np.float32)

    def find(start: int) -> None:
        part = slice(start, start + _ITEMS_AT_ONCE)
        nearest_items(
            start,
            by_item.indptr,
            by_item.columns,
            by_item.values,
            by_user.indptr,
            by_user.columns,
            by_user.values,
            _SHRINK,
            neighbours[part],
            similarities[part],
        )

    side_by_side(find, range(0, ratings.n_items, _ITEMS_AT_ONCE), threads)
    return ItemKNN(biases, by_user, neighbours, similarities)


def side_by_side(work: Callable[[int], None], parts: range, threads: int) -> None:
    """Each of the parts of a piece of work, on so many threads."""
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        for _ in pool.map(work, parts):
            pass
