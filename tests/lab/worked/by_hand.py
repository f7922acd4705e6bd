"""The three stages computed once more, by plain loops over NumPy arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class ByHand(NamedTuple):
    errors: list[list[float]]
    """Total absolute error of each epoch, by stage."""
    held_errors: list[list[float]]
    """The same of held-out cells, at the end of each epoch."""
    ended: list[tuple[Array, Array, Array, Array]]
    """P, Q and the biases of people and films, by stage."""


def by_hand(
    ratings: Array,
    held: npt.NDArray[np.bool_],
    seed: int,
    factors: int = 2,
    rate: float = 0.01,
    bias_rate: float = 0.005,
    reg: float = 0.1,
    epochs: tuple[int, int, int] = (50, 100, 100),
) -> ByHand:
    np.random.seed(seed)
    m, n = ratings.shape
    learnt = ~np.isnan(ratings) & ~held
    mean = ratings[learnt].mean()
    told = ByHand([], [], [])
    P, Q = np.random.rand(m, factors), np.random.rand(n, factors)
    b_u, b_i = np.zeros(m), np.zeros(n)
    for stage in range(3):
        if stage == 2:
            P, Q = np.random.rand(m, factors), np.random.rand(n, factors)
            b_u, b_i = np.zeros(m), np.zeros(n)
        mu = mean if stage > 0 else 0.0
        lam = reg if stage == 2 else 0.0
        told.errors.append([])
        told.held_errors.append([])
        for _ in range(epochs[stage]):
            total = 0.0
            for u in range(m):
                for i in range(n):
                    if learnt[u, i]:
                        e = ratings[u, i] - (mu + b_u[u] + b_i[i] + P[u] @ Q[i])
                        if stage > 0:
                            b_u[u] += bias_rate * (e - lam * b_u[u])
                            b_i[i] += bias_rate * (e - lam * b_i[i])
                        P[u] += rate * (e * Q[i] - lam * P[u])
                        Q[i] += rate * (e * P[u] - lam * Q[i])
                        total += abs(e)
            told.errors[-1].append(total)
            guesses = mu + b_u[:, None] + b_i[None, :] + P @ Q.T
            told.held_errors[-1].append(float(np.abs(ratings - guesses)[held].sum()))
        told.ended.append((P.copy(), Q.copy(), b_u.copy(), b_i.copy()))
    return told
