"""A counting sort, compiled by Numba: entries of a sparse matrix gathered by row."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats, Ints, Longs
from recflix_tui.kernels.compiling import compiled


@compiled
def sort_by_row(
    rows: Ints, others: npt.NDArray[Any], values: Floats, n_rows: int
) -> tuple[Longs, npt.NDArray[Any], Floats]:
    """The entries gathered by row, in the order given within each: where each row begins,
    (n_rows + 1,) int64, and the others, of the type given, and the values, (n,)."""
    starts = np.zeros(n_rows + 1, np.int64)
    for row in rows:
        starts[np.int64(row) + 1] += 1
    for row in range(n_rows):
        starts[row + 1] += starts[row]
    next_free = starts[:-1].copy()
    sorted_others, sorted_values = np.empty_like(others), np.empty_like(values)
    for j in range(len(rows)):
        row = np.int64(rows[j])
        sorted_others[next_free[row]] = others[j]
        sorted_values[next_free[row]] = values[j]
        next_free[row] += 1
    return starts, sorted_others, sorted_values
