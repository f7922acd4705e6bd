"""The best few of many by a score, in an order that never depends on chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best(
    score: NDArray[np.floating | np.integer], among: NDArray[np.bool_], n: int
) -> NDArray[np.intp]:
    """Return the up to `n` items of `among` with the highest `score`, best first, ties by item.

    score, among: (n_items,). Where n is 0 or less there are none.
    """
    n = max(n, 0)
    candidates = np.flatnonzero(among)
    if 0 < n < len(candidates):
        values = score[candidates]
        cut = np.partition(values, len(values) - n)[len(values) - n]
        candidates = candidates[values >= cut]
    return candidates[np.argsort(-score[candidates], kind="stable")][:n]
