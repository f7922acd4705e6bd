"""How much more often something was picked than was to be expected, as a bounded logarithm."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numpy.typing import NDArray


def log_lift(picked: npt.ArrayLike, expected: npt.ArrayLike, shrink: float) -> NDArray[np.float64]:
    """Return log (picked + shrink) / (expected + shrink), of any shape: the logarithm of how many
    times the expected picks there are, drawn to 0 as by `shrink` picks more of either."""
    more, usual = np.asarray(picked, np.float64), np.asarray(expected, np.float64)
    return np.asarray(np.log((more + shrink) / (usual + shrink)))


def bounded(values: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return what a signal may say of each title: the values held to -1 and 1, float32."""
    return np.asarray(np.clip(values, -1, 1), np.float32)
