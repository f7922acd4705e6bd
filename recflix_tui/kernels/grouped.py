"""Ratings by row: those of a user, or of an item, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats, Indices, Ints, Longs


@dataclass(frozen=True)
class Grouped:
    """A sparse matrix by rows, in a row by ascending column."""

    indptr: Longs
    """Row r has the entries from indptr[r] to indptr[r + 1], (n_rows + 1,) int64."""
    columns: Indices
    """The column of each entry, (nnz,) int32."""
    values: Floats
    """The value of each entry, (nnz,) float32."""

    @property
    def counts(self) -> Longs:
        """How many entries each row has, (n_rows,)."""
        return np.diff(self.indptr)


def group(rows: Ints, columns: Ints, values: npt.ArrayLike, n_rows: int) -> Grouped:
    """The entries (n,) by row, then by column."""
    from recflix_tui.kernels.sorting import sort_by_row

    kept = np.ascontiguousarray(values, np.float32)
    n_columns = int(columns.max()) + 1 if len(columns) else 0
    # By column first: a sort that keeps the order leaves each row by column.
    starts, by_column, kept = sort_by_row(columns, np.asarray(rows, np.int32), kept, n_columns)
    ascending = np.repeat(np.arange(n_columns, dtype=np.int32), np.diff(starts))
    return Grouped(*sort_by_row(by_column, ascending, kept, n_rows))
