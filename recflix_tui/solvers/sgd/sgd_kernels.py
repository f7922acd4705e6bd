"""The loops of stochastic gradient descent, compiled by Numba. Imported only where a training
runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numba import float32

from recflix_tui.kernels.arrays import Floats, Ids, Longs
from recflix_tui.kernels.compiling import compiled
from recflix_tui.solvers.sgd.sgd_vectors import (
    fetch_row,
    implied_dot,
    implied_step,
    row_dot,
    row_mix,
    row_step,
)

Kernel = Callable[..., float]
AHEAD = 4  # ratings ahead whose rows are asked for
_LONG = 256  # ratings of a row whose implied part learns ever more slowly


@lru_cache
def epoch_kernel(k: int) -> Kernel:
    """One pass of stochastic gradient descent, compiled for exactly `k` columns.

    k is a constant of the compiled loop, which makes it several times faster; Numba's cache
    on disk tells the constants apart, so each k is compiled once ever.
    """

    def run_epoch(
        users: Ids,
        items: Ids,
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
        """Update biases and factors in place, and return the sum of squared errors met.

        users, items, ratings: (n,) each rating's rows of P and Q, and its stars over the mean
        starts, ends: (n_runs,) runs of ratings, in the order in which they are visited
        user_weight, item_weight: (n_rows,) the part of a row's ridge that each of its ratings
            carries
        rate, reg, reg_bias: the learning rate and the ridges of this epoch
        """
        total = 0.0
        one = float32(1)
        shrink, shrink_bias = rate * reg, rate * reg_bias
        last = len(ratings) - 1
        for run in range(len(starts)):
            for t in range(starts[run], ends[run]):
                u, i, ahead = users[t], items[t], min(t + AHEAD, last)
                fetch_row(P, users[ahead], k)
                fetch_row(Q, items[ahead], k)
                error = ratings[t] - user_bias[u] - item_bias[i] - row_dot(P, u, Q, i, k)
                total += error * error
                step = rate * error
                weight_u, weight_i = user_weight[u], item_weight[i]
                user_bias[u] = user_bias[u] * (one - shrink_bias * weight_u) + step
                item_bias[i] = item_bias[i] * (one - shrink_bias * weight_i) + step
                keep_u, keep_i = one - shrink * weight_u, one - shrink * weight_i
                row_step(P, u, Q, i, keep_u, keep_i, step, k)
        return total

    kernel: Kernel = compiled(run_epoch)
    return kernel


@lru_cache
def implicit_kernel(k: int) -> Kernel:
    """One pass of SVD++ over the rows of one side (users or items), for exactly `k` columns.

    Named as for the users. The sum that the titles of a user imply is made once a user; what
    moves it is gathered over the user's ratings and given to the titles at the end, so that
    the cost is that of the ratings. What is implied of the items stands still meanwhile.
    """

    def run_epoch(
        bounds: Longs,
        order: Longs,
        items: Ids,
        ratings: Floats,
        user_bias: Floats,
        item_bias: Floats,
        P: Floats,
        Q: Floats,
        y_bias: Floats,
        Y: Floats,
        implied_bias: Floats,
        implied: Floats,
        user_weight: Floats,
        item_weight: Floats,
        rate: np.float32,
        reg: np.float32,
        reg_bias: np.float32,
        rate_implied: np.float32,
        reg_implied: np.float32,
    ) -> float:
        """Update biases, factors and Y in place, and return the sum of squared errors met.

        bounds: (n_users + 1,) user u has the ratings from bounds[u] to bounds[u + 1]
        order: (n_users,) the users in the order in which they are visited
        y_bias, Y: what having rated each item adds to a user
        implied_bias, implied: what is added to each item
        rate_implied, reg_implied: share of the learning rate, and ridge, of y_bias and Y
        """
        total = 0.0
        one, zero = float32(1), np.uint64(0)
        shrink, shrink_bias, shrink_y = rate * reg, rate * reg_bias, rate * reg_implied
        last = len(items) - 1
        own, moved = np.zeros((1, k), np.float32), np.zeros((1, k), np.float32)
        for user in order:
            u, start, end = np.uint64(user), bounds[user], bounds[user + 1]
            if start == end:
                continue
            norm = float32(one / np.sqrt(float32(end - start)))
            own[:], moved[:] = 0, 0
            own_bias, moved_bias = float32(0), float32(0)
            for t in range(start, end):
                fetch_row(Y, items[min(t + AHEAD, last)], k)
                row_mix(own, zero, one, Y, items[t], norm, k)
                own_bias += norm * y_bias[items[t]]
            keep_u, keep_bias = one - shrink * user_weight[u], one - shrink_bias * user_weight[u]
            for t in range(start, end):
                i, ahead = items[t], items[min(t + AHEAD, last)]
                fetch_row(Q, ahead, k)
                fetch_row(implied, ahead, k)
                baseline = user_bias[u] + own_bias + item_bias[i] + implied_bias[i]
                error = ratings[t] - baseline - implied_dot(P, u, own, zero, Q, i, implied, i, k)
                total += error * error
                step, weight = rate * error, item_weight[i]
                user_bias[u] = user_bias[u] * keep_bias + step
                item_bias[i] = item_bias[i] * (one - shrink_bias * weight) + step
                moved_bias += step
                keep_i = one - shrink * weight
                implied_step(
                    P, u, own, zero, Q, i, implied, i, moved, zero, keep_u, keep_i, step, k
                )
            # What the titles take over, the user's own row gives up: the sum stays where the
            # ratings brought it. Long rows give up less at once, or they would swing.
            pull = rate_implied * min(one, float32(_LONG**0.5) * norm)
            row_mix(P, u, one, moved, zero, -pull, k)
            user_bias[u] -= pull * moved_bias
            share = norm * pull
            for t in range(start, end):
                i = items[t]
                keep = one - rate_implied * shrink_y * item_weight[i]
                row_mix(Y, i, keep, moved, zero, share, k)
                y_bias[i] = y_bias[i] * keep + share * moved_bias
        return total

    kernel: Kernel = compiled(run_epoch)
    return kernel


@lru_cache
def implied_kernel(k: int) -> Callable[..., None]:
    """Add to the rows of one side what is implied of them, for exactly `k` columns.

    Named as for the users; all are as in `implicit_kernel`.
    """

    def add_implied(
        bounds: Longs,
        first: int,
        last: int,
        items: Ids,
        y_bias: Floats,
        Y: Floats,
        user_bias: Floats,
        P: Floats,
    ) -> None:
        """Add to the users from `first` to before `last`."""
        one, end_of_all = float32(1), len(items) - 1
        for user in range(first, last):
            start, end = bounds[user], bounds[user + 1]
            norm = float32(one / np.sqrt(float32(max(end - start, 1))))
            for t in range(start, end):
                fetch_row(Y, items[min(t + AHEAD, end_of_all)], k)
                row_mix(P, np.uint64(user), one, Y, items[t], norm, k)
                user_bias[user] += norm * y_bias[items[t]]

    kernel: Callable[..., None] = compiled(add_implied)
    return kernel
