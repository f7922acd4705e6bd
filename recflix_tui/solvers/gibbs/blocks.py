"""The ratings as Gibbs sampling reads them: by user, by item and by week, and the features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats, Indices, Ints, Longs
from recflix_tui.kernels.vector_writer import padded
from recflix_tui.model.factors import WEEK
from recflix_tui.model.ratings import Features, Ratings

# In unix seconds, the year 2106: beyond are no times, or such in other units.
_NO_TIME = 1 << 32


@dataclass(frozen=True)
class Block:
    """The ratings by row."""

    starts: Longs
    """(n_rows + 1,) int64: row r has the ratings from starts[r] to starts[r + 1]."""
    firsts: Indices
    """(n,) int32: each rating's row on the first of the other two sides."""
    seconds: Indices
    """(n,) int32: its row on the second."""
    stars: Floats
    """(n,) float32, over the mean."""

    @property
    def n_rows(self) -> int:
        """How many rows there are, with ratings or without."""
        return len(self.starts) - 1


@dataclass(frozen=True)
class FeatureBlock:
    """The features of one side input, by feature."""

    name: str
    """The side input's."""
    starts: Longs
    """(n_features + 1,) int64: feature f has what follows from starts[f] to starts[f + 1]."""
    rows: Indices
    """(nnz,) int32: the rows that have it."""
    values: Floats
    """(nnz,) float32: how much of it each has."""

    @property
    def n_features(self) -> int:
        """How many features there are."""
        return len(self.starts) - 1


@dataclass(frozen=True)
class Blocks:
    """All that one model's chains read; they share it."""

    n: int
    """The number of ratings."""
    mu: float
    """Their mean, in stars."""
    by_user: Block
    """The ratings by user."""
    by_item: Block
    """The ratings by item."""
    by_week: Block
    """The ratings by week; without rows where time is not used."""
    user_features: tuple[FeatureBlock, ...]
    """Those of the side inputs that are known of users."""
    item_features: tuple[FeatureBlock, ...]
    """Those of the side inputs that are known of items."""
    first_week: int
    """That of the first row of `by_week`, counted from 1970."""

    def scratch(self, factors: int) -> tuple[Floats, Floats]:
        """Make room for A and c of the largest block: see gibbs_kernels."""
        columns = padded(factors + 1)
        most = max(block.n_rows for block in (self.by_user, self.by_item, self.by_week))
        A = np.empty((most, columns, columns), np.float32)
        return A, np.empty((most, columns), np.float32)


def make_blocks(ratings: Ratings, side: tuple[str, ...]) -> Blocks:
    """Sort the ratings three ways, with those of the side inputs that are known."""
    mu = float(np.mean(ratings.stars, dtype=np.float64))
    stars = (ratings.stars - mu).astype(np.float32)
    users, items = ratings.users.astype(np.int32), ratings.items.astype(np.int32)
    weeks, n_weeks, first = _weeks(ratings, "time" in side)
    known = weeks < n_weeks
    return Blocks(
        len(stars),
        mu,
        _block(users, ratings.n_users, items, weeks, stars),
        _block(items, ratings.n_items, users, weeks, stars),
        _block(weeks[known], n_weeks, users[known], items[known], stars[known]),
        _user_features(ratings, side),
        _item_features(ratings, side),
        first,
    )


def _weeks(ratings: Ratings, wanted: bool) -> tuple[Indices, int, int]:
    """The week of each rating, from 0; the number of weeks; the first. No week: that number."""
    when = ratings.when
    if not wanted or when is None:
        return np.zeros(len(ratings.stars), np.int32), 0, 0
    known = (when > 0) & (when < _NO_TIME)
    if not known.any():
        return np.zeros(len(ratings.stars), np.int32), 0, 0
    week = when // WEEK
    first, last = int(week[known].min()), int(week[known].max())
    n_weeks = last - first + 1
    return np.where(known, week - first, n_weeks).astype(np.int32), n_weeks, first


def _user_features(ratings: Ratings, side: tuple[str, ...]) -> tuple[FeatureBlock, ...]:
    blocks = []
    if "implicit" in side:
        blocks.append(_implicit(ratings.users, ratings.n_users, ratings.items, ratings.n_items))
    if "people" in side and ratings.side.people is not None:
        blocks.append(_known("people", ratings.side.people))
    return tuple(blocks)


def _item_features(ratings: Ratings, side: tuple[str, ...]) -> tuple[FeatureBlock, ...]:
    blocks = []
    if "implicit" in side:
        blocks.append(_implicit(ratings.items, ratings.n_items, ratings.users, ratings.n_users))
    if "genres" in side and ratings.side.genres is not None:
        blocks.append(_known("genres", ratings.side.genres))
    if "decade" in side and ratings.side.decade is not None:
        blocks.append(_known("decade", ratings.side.decade))
    return tuple(blocks)


def _implicit(rows: Ints, n_rows: int, features: Ints, n_features: int) -> FeatureBlock:
    """Which others a row has a rating with, each over the root of their number (SVD++)."""
    counts = np.maximum(np.bincount(rows, minlength=n_rows), 1)
    values = (1 / np.sqrt(counts))[rows]
    return _by_feature("implicit", rows, features, values, n_features)


def _known(name: str, features: Features) -> FeatureBlock:
    rows = np.repeat(np.arange(len(features.indptr) - 1), np.diff(features.indptr))
    return _by_feature(name, rows, features.indices, features.values, features.n_features)


def _by_feature(
    name: str, rows: Ints, features: Ints, values: npt.NDArray[np.floating], n_features: int
) -> FeatureBlock:
    order = np.argsort(features, kind="stable")
    return FeatureBlock(
        name,
        _starts(features, n_features),
        rows[order].astype(np.int32),
        values[order].astype(np.float32),
    )


def _block(rows: Indices, n_rows: int, firsts: Indices, seconds: Indices, stars: Floats) -> Block:
    order = np.argsort(rows, kind="stable")
    return Block(_starts(rows, n_rows), firsts[order], seconds[order], stars[order])


def _starts(rows: Ints, n_rows: int) -> Longs:
    starts = np.zeros(n_rows + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=n_rows), out=starts[1:])
    return starts
