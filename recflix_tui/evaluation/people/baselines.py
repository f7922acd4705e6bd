"""What the app's list has to beat for people whom no training saw: popularity in three kinds is
in `ranking.ByItem` and `fading`; here are item-kNN and EASE."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.evaluation.baselines import side_by_side
from recflix_tui.evaluation.people.given import Given
from recflix_tui.kernels.arrays import Floats, Indices, Ints
from recflix_tui.kernels.grouped import group
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.items.closed_form import common_entries, inverse_by_people
from recflix_tui.solvers.items.entries import Entries, by_renown

NEIGHBOURS = 50
MOST_FOR_EASE = 20_000  # titles: all weights between them are in memory
RIDGE = 200.0
_TITLES_AT_ONCE = 64


def popularity_of_likes(ratings: Ratings) -> Floats:
    """How many liked each title, (n_items,) float32."""
    liked = ratings.stars >= liked_from(ratings.low, ratings.high)
    return np.bincount(ratings.items[liked], minlength=ratings.n_items).astype(np.float32)


@dataclass(frozen=True)
class PickKNN:
    """Ranks by the sum, over the titles told, of their cosines with their 50 nearest titles.

    The cosine of two titles is common raters by the root of the raters of each. Deshpande and
    Karypis, "Item-based top-N recommendation algorithms" (2004).
    """

    given: Given
    """What is told of each person."""
    neighbours: Indices
    """The titles nearest to each, the nearest first, -1 past the end, (n_items, 50) int32."""
    cosines: Floats
    """Their cosines, 0 past the end, (n_items, 50) float32."""

    def fill(self, users: Ints, rows: Floats) -> None:
        """Scores of all titles for users (m,) into rows (m, n_items)."""
        from recflix_tui.evaluation.people.cosine_kernels import add_neighbours

        rows[:] = 0
        for row, user in enumerate(users):
            add_neighbours(self.given.of(int(user))[0], self.neighbours, self.cosines, rows[row])


def pick_knn_of(ratings: Ratings, given: Given, threads: int = 1) -> PickKNN:
    """The item-kNN of who picked what. The result does not depend on the number of threads."""
    from recflix_tui.evaluation.people.cosine_kernels import nearest_by_picks

    by_item = group(ratings.items, ratings.users, ratings.stars, ratings.n_items)
    by_user = group(ratings.users, ratings.items, ratings.stars, ratings.n_users)
    neighbours = np.empty((ratings.n_items, NEIGHBOURS), np.int32)
    cosines = np.empty((ratings.n_items, NEIGHBOURS), np.float32)

    def find(start: int) -> None:
        part = slice(start, start + _TITLES_AT_ONCE)
        nearest_by_picks(
            start,
            by_item.indptr,
            by_item.columns,
            by_user.indptr,
            by_user.columns,
            neighbours[part],
            cosines[part],
        )

    side_by_side(find, range(0, ratings.n_items, _TITLES_AT_ONCE), threads)
    return PickKNN(given, neighbours, cosines)


@dataclass(frozen=True)
class Ease:
    """Ranks by plain EASE: F B, of what is told F, weighted by stars, and all weights
    B = I - P diag(P)^-1, P = (X'X + lambda I)^-1.

    Steck, "Embarrassingly shallow autoencoders for sparse data" (2019). P is kept as it is, or as
    I less a product by way of the people, where these are fewer: lambda P = I - X' S.
    """

    given: Given
    """What is told of each person."""
    low: float
    """The lower end of the rating scale, in stars."""
    high: float
    """Its upper end."""
    columns: Indices
    """The titles that somebody rated, (n,) int32; all others score 0."""
    people: Floats | None
    """X, (n_people, n) float32; None where P is kept."""
    solved: Floats
    """S = (X X' + lambda I)^-1 X, (n_people, n) float32; P itself, (n, n), where it is kept."""
    diagonal: Floats
    """Of lambda P, or of P itself where it is kept, (n,) float32."""

    def fill(self, users: Ints, rows: Floats) -> None:
        """Scores of all titles for users (m,) into rows (m, n_items)."""
        told = np.zeros((len(users), rows.shape[1]), np.float32)
        for row, user in enumerate(users):
            items, stars = self.given.of(int(user))
            told[row, items] = weighed(stars, self.low, self.high)
        told = told[:, self.columns]
        if self.people is None:
            through = told @ self.solved
        else:
            through = told - (told @ self.people.T) @ self.solved
        rows[:] = 0
        rows[:, self.columns] = told - through / self.diagonal


def ease_of(ratings: Ratings, given: Given, threads: int = 1) -> Ease | None:
    """Plain EASE with the ratings weighted by stars; None for more than 20,000 titles."""
    columns = by_renown(ratings)
    n = len(columns)
    if n > MOST_FOR_EASE:
        return None
    column_of = np.zeros(ratings.n_items, np.int32)
    column_of[columns] = np.arange(n, dtype=np.int32)
    weights = weighed(ratings.stars, ratings.low, ratings.high)
    rows = group(ratings.users, column_of[ratings.items], weights, ratings.n_users)
    entries = Entries(rows.indptr, rows.columns, rows.values, n)
    there = np.flatnonzero(rows.counts)
    if len(there) < n:
        people = entries.dense(there, n)
        solved, diagonal = inverse_by_people(people, RIDGE)
        whole = diagonal * np.float32(RIDGE)
        return Ease(given, ratings.low, ratings.high, columns, people, solved, whole)
    common = common_entries(entries, threads)
    common[np.diag_indices(n)] += np.float32(RIDGE)
    inverse = np.linalg.inv(common)
    return Ease(given, ratings.low, ratings.high, columns, None, inverse, np.diag(inverse).copy())


def weighed(stars: Floats, low: float, high: float) -> Floats:
    """What ratings weigh by their stars, of any shape: a tenth at the low end of the scale, 1 at
    the high one; on half stars to five, a fifth a star."""
    way = (stars - np.float32(low)) / np.float32(high - low)
    weights: Floats = np.float32(0.1) + np.float32(0.9) * way
    return weights
