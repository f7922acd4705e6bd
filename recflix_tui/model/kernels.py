"""The loops of training, compiled by Numba. Imported only where a training runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import float32, njit

from recflix_tui.model.vectors import LANES, row_dot, row_step

Indices = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]
Blocks = npt.NDArray[np.int64]
Kernel = Callable[..., float]
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
        blocks: Blocks,
        size: int,
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

        blocks: the order in which runs of `size` ratings are visited; rate, reg, reg_bias: of
        this epoch; weights: the part of a row's ridge that each of its ratings carries.
        """
        total = 0.0
        one = float32(1)
        shrink, shrink_bias = rate * reg, rate * reg_bias
        for block in blocks:
            start = block * size
            for t in range(start, min(start + size, len(ratings))):
                u, i = users[t], items[t]
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


def _visiting_order(tiles: Blocks, bounds: Blocks, seed: np.uint64) -> Blocks:
    """The blocks of each tile in random order, tile after tile: (n_blocks,) int64.

    tiles: their order; bounds: tile t has the blocks from bounds[t] to bounds[t + 1].
    Fisher and Yates' shuffle, its random numbers from SplitMix64 (Steele, Lea, Flood 2014).
    """
    order = np.empty(bounds[-1], np.int64)
    state, filled = seed, 0
    for tile in tiles:
        start = filled
        for block in range(bounds[tile], bounds[tile + 1]):
            state += _GOLDEN
            z = (state ^ (state >> _S30)) * _MIX_1
            z = (z ^ (z >> _S27)) * _MIX_2
            z ^= z >> _S31
            place = start + np.int64(z % np.uint64(filled - start + 1))
            order[filled] = order[place]
            order[place] = block
            filled += 1
    return order


_GOLDEN, _MIX_1, _MIX_2 = (
    np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)

visiting_order: Callable[[Blocks, Blocks, np.uint64], Blocks] = _compiled(_visiting_order)
