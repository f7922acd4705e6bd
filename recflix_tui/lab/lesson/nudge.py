"""The step that stochastic gradient descent takes at one rating."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.lesson.guess import Guess
from recflix_tui.model.factors import FactorModel, FoldIn
from recflix_tui.model.prior import ridge_scale
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

Change = tuple[float, float]
"""A number before and after."""


@dataclass(frozen=True)
class Nudge:
    """What one rating does to its row and its column, as the solver `sgd` has it."""

    error: float
    """Stars less the prediction before, e = r - r̂, not held to the scale."""
    rate: float
    """The learning rate of the first epoch."""
    pull_user: float
    """What one rating carries of the row's regularisation: reg sqrt(n + 10) / n, where the row
    has n ratings."""
    pull_item: float
    """The same of the column's."""
    user_bias: Change
    """b_u, in stars."""
    item_bias: Change
    """b_i, in stars."""
    row: tuple[Doubles, Doubles]
    """p_u before and after, (k,) float64 each."""
    column: tuple[Doubles, Doubles]
    """q_i before and after, (k,) float64 each."""
    predicted: Change
    """The prediction of the cell, in stars, not held to the scale."""

    @property
    def farthest(self) -> int:
        """Which of the row's factors it moves farthest, from 0."""
        before, after = self.row
        return int(np.argmax(np.abs(after - before)))


def nudge(
    model: FactorModel,
    fold: FoldIn,
    item: int,
    stars: float,
    counts: tuple[int, int],
    settings: SgdSettings,
) -> Nudge:
    """The step at one rating of `item`, from the row `fold` that is without it.

    With e = r - mu - b_u - b_i - p . q, rate g and what a rating carries of the ridge, l_u and l_i:
    p += g (e q - l_u p) and q += g (e p - l_i q), both from the numbers before; the biases the
    same, with 1 in the place of p and q (Koren, Bell and Volinsky 2009). counts: how many ratings
    the row and the column have with this one.
    """
    p, q = fold.factors.astype(np.float64), model.Q[item].astype(np.float64)
    guess = Guess.of(model, fold, item)
    error, rate = stars - guess.total, settings.learning_rate
    n_user, n_item = (max(n, 1) for n in counts)
    share_user, share_item = (
        float(ridge_scale(n_user)) / n_user,
        float(ridge_scale(n_item)) / n_item,
    )
    pull_user, pull_item = settings.reg * share_user, settings.reg * share_item
    row = p + rate * (error * q - pull_user * p)
    column = q + rate * (error * p - pull_item * q)
    user_bias = fold.bias + rate * (error - settings.reg_bias * share_user * fold.bias)
    item_bias = guess.item_bias + rate * (error - settings.reg_bias * share_item * guess.item_bias)
    after = guess.mean + user_bias + item_bias + float(row @ column)
    return Nudge(
        error=error,
        rate=rate,
        pull_user=pull_user,
        pull_item=pull_item,
        user_bias=(fold.bias, user_bias),
        item_bias=(guess.item_bias, item_bias),
        row=(p, row),
        column=(q, column),
        predicted=(guess.total, after),
    )
