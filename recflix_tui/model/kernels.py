"""The loops of training, compiled by Numba. Imported only where a training runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import float32, njit

from recflix_tui.model.vectors import LANES, fetch_row, row_dot, row_step

Indices = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]
Longs = npt.NDArray[np.int64]
Kernel = Callable[..., float]
AHEAD = 4  # ratings ahead whose rows are asked for
_compiled: Callable[..., Any] = njit(
    nogil=True, cache=True, fastmath=True, error_model="numpy", boundscheck=False
)


def padded(factors: int) -> int:
    """Columns that `factors` take in the kernels; the extra ones hold zeros and stay zero."""
    return -(-factors // LANES) * LANES


@lru_cache
def epoch_kernel(k: int) -> Kernel:
    """One pass of stochastic gradient descent, compiled for exactly `k` columns.

    k is a constant of the compiled loop, which makes it several times faster; Numba's cache
    on disk tells the constants apart, so each k is compiled once ever.
    """

    def run_epoch(
        users: Indices,
        items: Indices,
        ratings: Floats,
        starts: Longs,
        ends: Longs,
        user_bias: Floats,
        item_bias: Floats,
        P: Floats,
        Q: Floats,
        user_weight: Floats,
        item_weight: Floats,
        rate: np.float32,
        reg: np.float32,
        reg_bias: np.float32,
    ) -> float:
        """Updates biases and factors in place; returns the sum of squared errors met.

        starts, ends: runs of ratings, in the order in which they are visited; rate, reg,
        reg_bias: of this epoch; weights: the part of a row's ridge that each of its ratings
        carries.
        """
        total = 0.0
        one = float32(1)
        shrink, shrink_bias = rate * reg, rate * reg_bias
        last = len(ratings) - 1
        for run in range(len(starts)):
            for t in range(starts[run], ends[run]):
                u, i = users[t], items[t]
                fetch_row(P, users[min(t + AHEAD, last)], k)
                fetch_row(Q, items[min(t + AHEAD, last)], k)
                error = ratings[t] - user_bias[u] - item_bias[i] - row_dot(P, u, Q, i, k)
                total += error * error
                step = rate * error
                weight_u, weight_i = user_weight[u], item_weight[i]
                user_bias[u] = user_bias[u] * (one - shrink_bias * weight_u) + step
                item_bias[i] = item_bias[i] * (one - shrink_bias * weight_i) + step
                keep_u, keep_i = one - shrink * weight_u, one - shrink * weight_i
                row_step(P, u, Q, i, keep_u, keep_i, step, k)
        return total

    kernel: Kernel = _compiled(run_epoch)
    return kernel


@lru_cache
def error_kernel(k: int) -> Kernel:
    """The sum of squared errors over ratings, compiled for exactly `k` columns."""

    def squared_error(
        users: Indices,
        items: Indices,
        ratings: Floats,
        user_bias: Floats,
        item_bias: Floats,
        P: Floats,
        Q: Floats,
    ) -> float:
        total = 0.0
        for t in range(len(ratings)):
            u, i = users[t], items[t]
            error = ratings[t] - user_bias[u] - item_bias[i] - row_dot(P, u, Q, i, k)
            total += error * error
        return total

    kernel: Kernel = _compiled(squared_error)
    return kernel
