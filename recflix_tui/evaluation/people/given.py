"""What a profile is known to have rated, in the order in which it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Floats, Indices, Ints, Longs
from recflix_tui.model.ratings import Ratings


@dataclass(frozen=True)
class Given:
    """Ratings by person, the oldest first: what the app is told of each."""

    indptr: Longs
    """Person u has the ratings from indptr[u] to indptr[u + 1], (n_users + 1,) int64."""
    items: Indices
    """The title of each rating, (n,) int32."""
    stars: Floats
    """(n,) float32."""
    last: Longs | None
    """The moment of each person's last rating, (n_users,) int64 unix seconds, 0 without one; None
    where no times are known."""

    def of(self, user: int) -> tuple[Indices, Floats]:
        """The titles (n,) int32 and stars (n,) float32 of one person, the oldest first."""
        part = slice(self.indptr[user], self.indptr[user + 1])
        return self.items[part], self.stars[part]

    def moment(self, user: int) -> int | None:
        """When the last of a person's ratings was given, None where it is not known."""
        return int(self.last[user]) or None if self.last is not None else None


def in_order_given(users: Ints, when: Longs | None, seed: int) -> Longs:
    """The places of ratings (n,), person by person and the oldest first: (n,) int64.

    when: unix seconds. Among ratings of one moment, and where `when` is None, the order is random
    by the seed.
    """
    order = np.random.default_rng(seed).permutation(len(users))
    if when is not None:
        order = order[np.argsort(when[order], kind="stable")]
    by_user: Longs = order[np.argsort(users[order], kind="stable")]
    return by_user


def given_of(ratings: Ratings, seed: int) -> Given:
    """All of the ratings, as given."""
    order = in_order_given(ratings.users, ratings.when, seed)
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    last = None
    if ratings.when is not None and (ratings.when > 0).any():
        last = np.zeros(ratings.n_users, np.int64)
        last[ratings.users[order]] = ratings.when[order]  # of each person the latest stays
    return Given(
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        ratings.items[order].astype(np.int32),
        ratings.stars[order].astype(np.float32),
        last,
    )
