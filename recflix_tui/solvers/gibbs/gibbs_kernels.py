"""The loops of Gibbs sampling, compiled by Numba. Imported only where a training runs.

A row is a user, an item or a week; its vector is [bias, factors], padded with zeros to `k`
columns. A rating of the row has a design d, [1, what the other two offer], and an error e.
All that the row's ratings say of its vector is in A = sum d d' and c = sum d e.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numba import float32

from recflix_tui.kernels.arrays import Floats, Indices, Longs
from recflix_tui.kernels.compiling import compiled, compiled_within
from recflix_tui.kernels.vector_writer import LANES, padded
from recflix_tui.solvers.gibbs.gibbs_vectors import (
    draw_narrow,
    feature_give,
    feature_take,
    normal_system,
    rating_step,
)

Kernel = Callable[..., Any]


class Kernels(NamedTuple):
    """The loops for one number of columns."""

    gather: Kernel
    draw_rows: Kernel
    draw_features: Kernel


@lru_cache
def kernels(used: int) -> Kernels:
    """The loops, compiled for exactly so many columns, padded."""
    k = padded(used)

    def gather(
        starts: Longs,
        firsts: Indices,
        seconds: Indices,
        stars: Floats,
        mine: Floats,
        first: Floats,
        second: Floats,
        A: Floats,
        c: Floats,
    ) -> float:
        """A and c of every row; return the sum of squared errors.

        starts: row r has the ratings starts[r] to starts[r + 1]; firsts, seconds: their rows
        on the other two sides; stars: over the mean.
        """
        total = 0.0
        for r in range(len(starts) - 1):
            A[r] = 0
            c[r] = 0
            for n in range(starts[r], starts[r + 1]):
                error = rating_step(
                    mine, r, first, firsts[n], second, seconds[n], stars[n], A, c, k, used
                )
                total += error * error
        return total

    @compiled_within
    def draw_wide(M: Floats, right: Floats, noise: Floats, n: int) -> None:
        """right := a draw from the normal of precision M and mean M^-1 right; M is spent.

        With M = L L' it is L'^-1 (L^-1 right + noise), noise standard normal.
        """
        for j in range(used):
            # By rows of L', so that the inner loops are vectors.
            root = float32(1) / math.sqrt(M[j, j])
            for b in range(k):
                M[j, b] *= root
            solved = right[j] * root
            for i in range(j + 1, used):
                factor = M[j, i]
                for b in range(k):
                    M[i, b] -= factor * M[j, b]
                right[i] -= factor * solved
            right[j] = solved + noise[n, j]
        for j in range(used - 1, -1, -1):
            total = right[j]
            for b in range(j + 1, used):
                total -= M[j, b] * right[b]
            right[j] = total / M[j, j]

    @compiled_within
    def draw_in_registers(M: Floats, right: Floats, noise: Floats, n: int) -> None:
        draw_narrow(M, right, noise, n, used)

    draw = draw_in_registers if k == LANES else draw_wide

    def draw_rows(
        A: Floats,
        c: Floats,
        alpha: np.float32,
        precision: Floats,
        pull: Floats,
        noise: Floats,
        own: Floats,
        whole: Floats,
    ) -> None:
        """Draw each row's own vector given all else; whole: the vectors with side inputs.

        precision: (k, k) of the prior, pull: precision times its mean, (k,); noise: (rows, k).
        """
        M = np.empty((k, k), np.float32)
        right = np.empty(k, np.float32)
        change = np.empty((1, k), np.float32)
        for r in range(len(own)):
            normal_system(A, c, r, own, r, alpha, precision, pull, M, right, k, used)
            draw(M, right, noise, r)
            for a in range(k):
                change[0, a] = right[a] - own[r, a]
                own[r, a] = right[a]
            feature_give(A, c, whole, r, float32(1), change, k, used)

    def draw_features(
        starts: Longs,
        rows: Indices,
        values: Floats,
        A: Floats,
        c: Floats,
        alpha: np.float32,
        precision: Floats,
        pull: Floats,
        noise: Floats,
        weights: Floats,
        whole: Floats,
    ) -> None:
        """Draw each feature's vector given all else, weights: (features, k). Feature f is in
        the rows starts[f] to starts[f + 1], with values."""
        S = np.empty((1, k, k), np.float32)
        M = np.empty((k, k), np.float32)
        sums = np.empty((1, k), np.float32)
        change = np.empty((1, k), np.float32)
        right = np.empty(k, np.float32)
        for f in range(len(starts) - 1):
            S[:] = 0
            sums[:] = 0
            for n in range(starts[f], starts[f + 1]):
                feature_take(A, c, rows[n], values[n], S, sums, k, used)
            normal_system(S, sums, 0, weights, f, alpha, precision, pull, M, right, k, used)
            draw(M, right, noise, f)
            for a in range(k):
                change[0, a] = right[a] - weights[f, a]
                weights[f, a] = right[a]
            for n in range(starts[f], starts[f + 1]):
                feature_give(A, c, whole, rows[n], values[n], change, k, used)

    return Kernels(*(compiled(loop) for loop in (gather, draw_rows, draw_features)))
