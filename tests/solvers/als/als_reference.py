"""What a half-sweep of alternating least squares computes, as the papers write it: plain NumPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from recflix_tui.model.prior import ridge_scale
from recflix_tui.solvers.als.als_settings import AlsSettings

Doubles = np.ndarray
FEW = 16
"""Ratings of a row up to which conjugate gradients go on until they are exact."""


@dataclass(frozen=True)
class Side:
    """Users or items: bias (n,), factors (n, k), in double precision."""

    bias: Doubles
    factors: Doubles


SolveRow = Callable[[int, Doubles, Doubles], tuple[float, Doubles]]
"""From a row, the factors of what it is rated with and what is left to explain: its bias and
factors."""


def exact_half_sweep(
    rows: np.ndarray, others: np.ndarray, stars: Doubles, own: Side, other: Side, by: AlsSettings
) -> Side:
    """Every row by its normal equations, (X'X + ridge) w = X' stars with X = [1, factors].

    Zhou, Wilkinson, Schreiber and Pan, "Large-scale parallel collaborative filtering for the
    Netflix prize" (2008), with biases. rows, others: (n,) of each rating; stars: (n,) over the
    mean.
    """

    def solve(row: int, factors: Doubles, left: Doubles) -> tuple[float, Doubles]:
        design = np.column_stack([np.ones(len(left)), factors])
        ridge = np.array([by.reg_bias, *[by.reg] * factors.shape[1]]) * ridge_scale(len(left))
        solved = np.linalg.solve(design.T @ design + np.diag(ridge), design.T @ left)
        return solved[0], solved[1:]

    return _each_row(solve, rows, others, stars, own, other)


def cg_half_sweep(
    rows: np.ndarray, others: np.ndarray, stars: Doubles, own: Side, other: Side, by: AlsSettings
) -> Side:
    """Every row by a few steps of conjugate gradients from where it stands.

    Takács, Pilászy and Tikk, "Applications of the conjugate gradient method for implicit
    feedback collaborative filtering" (2011). The steps are for the factors, with the bias at
    its best for them: its own equation is put into theirs.
    """

    def solve(row: int, factors: Doubles, left: Doubles) -> tuple[float, Doubles]:
        n, k = factors.shape
        reg, reg_bias = by.reg * ridge_scale(n), by.reg_bias * ridge_scale(n)
        sums = factors.sum(axis=0)
        matrix = factors.T @ factors + reg * np.eye(k) - np.outer(sums, sums) / (n + reg_bias)
        right = factors.T @ left - sums * left.sum() / (n + reg_bias)
        steps = n + 1 if n <= FEW else by.cg_steps
        solved = conjugate_gradients(matrix, right, own.factors[row], steps)
        return (left.sum() - sums @ solved) / (n + reg_bias), solved

    return _each_row(solve, rows, others, stars, own, other)


def conjugate_gradients(matrix: Doubles, right: Doubles, start: Doubles, steps: int) -> Doubles:
    """Steps towards the solution of matrix @ x = right: Hestenes and Stiefel (1952)."""
    x, residual = start.copy(), right - matrix @ start
    direction, first = residual.copy(), residual @ residual
    for _ in range(steps):
        squared = residual @ residual
        if squared <= 1e-12 * first:
            break
        step = squared / (direction @ matrix @ direction)
        x += step * direction
        residual = residual - step * matrix @ direction
        direction = residual + residual @ residual / squared * direction
    return x


def _each_row(
    solve: SolveRow,
    rows: np.ndarray,
    others: np.ndarray,
    stars: Doubles,
    own: Side,
    other: Side,
) -> Side:
    solved = Side(np.zeros_like(own.bias), np.zeros_like(own.factors))
    for row in np.unique(rows):
        its = others[rows == row]
        left = stars[rows == row] - other.bias[its]
        solved.bias[row], solved.factors[row] = solve(int(row), other.factors[its], left)
    return solved
