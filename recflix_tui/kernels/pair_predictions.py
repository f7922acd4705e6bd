"""What rows of weights predict of ratings kept aside, and how far that is off: compiled loops."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Floats, Ids
from recflix_tui.kernels.compiling import compiled


@compiled
def predict_pairs(
    users: Ids,
    items: Ids,
    user_bias: Floats,
    item_bias: Floats,
    P: Floats,
    Q: Floats,
    out: Floats,
) -> None:
    """Write the prediction of each pair (n,), in stars over the mean, to `out`."""
    for t in range(len(out)):
        u, i, dot = np.int64(users[t]), np.int64(items[t]), np.float32(0)
        for j in range(P.shape[1]):
            dot += P[u, j] * Q[i, j]
        out[t] = user_bias[u] + item_bias[i] + dot


@compiled
def sum_of_squares(stars: Floats, predicted: Floats) -> float:
    """The sum of the squared differences of two arrays (n,)."""
    total = 0.0
    for t in range(len(stars)):
        error = stars[t] - predicted[t]
        total += error * error
    return total
