"""The user-item matrix that the weights are fitted on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.ratings import Ratings

_LEAST = 0.1  # of a rating at the low end of the scale; one at the high end weighs 1


@dataclass(frozen=True)
class Entries:
    """Ratings by person, each weighted by its stars, of the best known titles alone."""

    indptr: npt.NDArray[np.int64]
    """Person u has the entries from indptr[u] to indptr[u + 1], (n_people + 1,) int64."""
    columns: npt.NDArray[np.int32]
    """The column of each entry, (nnz,) int32: the best known title is column 0."""
    values: Floats
    """The weight of each entry, above 0 and up to 1, (nnz,) float32."""
    n_columns: int
    """The titles there are."""

    @property
    def n_people(self) -> int:
        return len(self.indptr) - 1

    def dense(self, people: npt.NDArray[np.integer], n_columns: int) -> Floats:
        """The rows of some people in full, of the first columns alone: (m, n_columns) float32."""
        rows = np.zeros((len(people), n_columns), np.float32)
        for at, person in enumerate(people):
            part = slice(self.indptr[person], self.indptr[person + 1])
            inside = self.columns[part] < n_columns
            rows[at, self.columns[part][inside]] = self.values[part][inside]
        return rows

    def best_known(self, n_columns: int) -> Entries:
        """The entries of the first columns alone."""
        inside = self.columns < n_columns
        before = np.concatenate(([0], np.cumsum(inside)))
        return Entries(
            before[self.indptr].astype(np.int64),
            self.columns[inside],
            self.values[inside],
            n_columns,
        )


def by_renown(ratings: Ratings) -> npt.NDArray[np.int32]:
    """The items that somebody rated, the most rated first, equals by their index: (m,) int32."""
    counts = np.bincount(ratings.items, minlength=ratings.n_items)
    order = np.argsort(-counts, kind="stable")
    return order[: int((counts > 0).sum())].astype(np.int32)


def entry_weights(ratings: Ratings) -> Floats:
    """What each rating weighs in a fit, (n,) float32: from .1 at the low end of the scale to 1."""
    width = np.float32(ratings.high - ratings.low) or np.float32(1)  # where all stars are the same
    way = (ratings.stars - np.float32(ratings.low)) / width
    return (_LEAST + (1 - _LEAST) * way).astype(np.float32)


def entries_of(ratings: Ratings, columns: npt.NDArray[np.int32]) -> Entries:
    """The ratings of the titles `columns`, (m,) items, by person."""
    column_of = np.full(ratings.n_items, -1, np.int32)
    column_of[columns] = np.arange(len(columns), dtype=np.int32)
    column = column_of[ratings.items]
    known = np.flatnonzero(column >= 0)
    users = np.asarray(ratings.users)[known]
    order = known[np.lexsort((column[known], users))]
    counts = np.bincount(users, minlength=ratings.n_users)
    return Entries(
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        column[order],
        entry_weights(ratings)[order],
        len(columns),
    )
