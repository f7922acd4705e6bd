"""How far predictions are from ratings kept aside, compiled by Numba."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Floats, Ids
from recflix_tui.kernels.compiling import compiled


@compiled
def squared_errors(
    users: Ids,
    items: Ids,
    stars: Floats,
    user_bias: Floats,
    item_bias: Floats,
    P: Floats,
    Q: Floats,
) -> float:
    """The sum of squared errors over ratings (stars over the mean)."""
    total = 0.0
    for t in range(len(stars)):
        u, i, dot = np.int64(users[t]), np.int64(items[t]), np.float32(0)
        for j in range(P.shape[1]):
            dot += P[u, j] * Q[i, j]
        error = stars[t] - user_bias[u] - item_bias[i] - dot
        total += error * error
    return total
