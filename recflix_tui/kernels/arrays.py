"""The types of the arrays that are handed about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]  # where rows begin, counts
Indices = npt.NDArray[np.int32]  # of rows and columns
Ids = npt.NDArray[np.uint32]  # users and items, in the loops that take unsigned ones
Flags = npt.NDArray[np.bool_]
