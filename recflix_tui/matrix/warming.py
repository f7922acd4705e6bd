"""Compiling what draws the matrix ahead of its first use: Numba keeps it on disk."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from recflix_tui.dataset.values import CsrRatings
from recflix_tui.matrix.counting.errors import rating_errors
from recflix_tui.matrix.counting.grid import Grid, Valued, count_one_by_one
from recflix_tui.matrix.counting.predictions import MeanFactors, mean_predictions
from recflix_tui.matrix.counting.sides import Side
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior

Number = TypeVar("Number", bound=np.generic)


def warm() -> None:
    """Run each loop on four ratings of two users; what was compiled earlier is loaded at once."""
    by_user = _ratings([0, 2, 4], [0, 1, 0, 1])
    by_item = _ratings([0, 2, 4], [0, 1, 0, 1])
    counts = np.array([2, 2])
    side = Side.of(np.arange(2, dtype=np.int32), counts)
    model = _model()
    bins = side.bins(0, 2, 1)
    for of_users, of_items in (
        (Valued.of(by_user), Valued.of(by_item)),
        rating_errors(by_user, by_item, model),
    ):
        Grid(of_users, of_items, side, side)
        count_one_by_one(of_users, side, bins, side, bins)
    means = MeanFactors(model.P, model.user_bias, side).means(bins)
    mean_predictions(model.mu, means, means)


def _ratings(starts: list[int], others: list[int]) -> CsrRatings:
    """Ratings of 3 stars, as a dataset has them: not to be written."""
    n = len(others)
    return CsrRatings(
        _kept(np.array(starts, np.int64)),
        _kept(np.array(others, np.int32)),
        _kept(np.full(n, 3, np.float32)),
        _kept(np.zeros(n, np.int64)),
    )


def _model() -> FactorModel:
    """A model as it is read from the disk."""
    zeros, flat = _kept(np.zeros((2, 2), np.float32)), _kept(np.zeros(2, np.float32))
    return FactorModel(3.0, flat, flat, zeros, zeros, ridge_prior(1, 1, 2, 1), 1, 5)


def _kept(array: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """The array, from here on to be read only."""
    array.flags.writeable = False
    return array
