"""Ratings by row: those of a user, or of an item, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.model.ratings import Floats, Ints


@dataclass(frozen=True)
class Grouped:
    """A sparse matrix by rows, in a row by ascending column.

    indptr: (n_rows + 1,) int64; columns: (nnz,) int32; values: (nnz,) float32.
    """

    indptr: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int32]
    values: Floats

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many entries each row has, (n_rows,)."""
        return np.diff(self.indptr)


def group(rows: Ints, columns: Ints, values: npt.ArrayLike, n_rows: int) -> Grouped:
    """The entries (n,) by row, then by column."""
    order = np.lexsort((columns, rows))
    indptr = np.zeros(n_rows + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=n_rows), out=indptr[1:])
    kept = np.asarray(values, np.float32)[order]
    return Grouped(indptr, np.asarray(columns, np.int32)[order], kept)
