"""Sums over the rows of what is kept as compressed sparse rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def row_sums(values: NDArray[np.floating], indptr: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the values, (n,), of each row added up, (n_rows,) float64; row r has those from
    indptr[r] to indptr[r + 1]."""
    starts = indptr[:-1]
    sums = np.add.reduceat(np.append(values, values.dtype.type(0)), starts)
    # Of a row without values reduceat gives the value that stands where it would begin.
    return np.where(starts == indptr[1:], 0.0, sums)
