"""The errors of a model on the ratings that it did not learn from, kept to be compared in pairs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Floats, Ids
from recflix_tui.model.holdout import Keys, rating_keys, user_keys
from recflix_tui.model.ratings import Ratings

# Errors kept of a model: those of the lowest names, so that two models keep the same ones. With
# so many, the mean square of a difference is known to a thousandth of a star.
MOST_KEPT = 1 << 18
# Ratings of users that both models were measured on, from which a comparison says anything.
LEAST_SHARED = 30
# Stars of RMSE. Two trainings of the sample with the same settings and another seed are as far
# apart: by gibbs 0.8162 to 0.8197, by sgd 0.8613 to 0.8638.
TOLERATED = 0.0025
_ONE_SIDED = 1.645  # standard errors: 5 % of a normal distribution lie beyond


@dataclass(frozen=True)
class HeldErrors:
    """How far a model was off on ratings kept aside, before it was trained on all."""

    keys: Keys
    """(n,) uint64, ascending: the names of the ratings (`holdout.rating_keys`)."""
    users: Ids
    """(n,) uint32: a name of the user of each rating."""
    errors: Floats
    """(n,) float32: predicted less given stars, the prediction brought onto the scale."""

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True)
class Paired:
    """Two models beside each other on the ratings that neither learnt from."""

    n: int
    """The ratings that both were measured on."""
    rmse: float
    """Of the first model on these, in stars."""
    beside: float
    """Of the second."""
    interval: tuple[float, float]
    """Stars between which the difference of the two lies, above 0 where the first is worse: 90 %
    of all, and so but 5 % below its lower end."""

    @property
    def difference(self) -> float:
        """Stars by which the first model's RMSE is above the second's; below 0 it is better."""
        return self.rmse - self.beside

    @property
    def is_worse(self) -> bool:
        """Whether the first is worse than the second, beyond chance and what seeds explain."""
        return self.interval[0] > TOLERATED

    @property
    def is_apart(self) -> bool:
        """Whether the two differ beyond chance, either way."""
        return not self.interval[0] <= 0 <= self.interval[1]


def held_errors(held: Ratings, predicted: Floats, most: int = MOST_KEPT) -> HeldErrors:
    """The errors of predictions (n,) of the ratings kept aside, at most so many of them."""
    keys = rating_keys(held)
    order = np.argsort(keys, kind="stable")[:most]
    errors = np.clip(predicted[order], held.low, held.high) - held.stars[order]
    users = user_keys(held)[held.users[order]].astype(np.uint32)
    return HeldErrors(keys[order], users, errors.astype(np.float32))


def compare(one: HeldErrors, other: HeldErrors) -> Paired | None:
    """Two models on the ratings that both were measured on, None where these are too few.

    What is compared are the differences of the squared errors, rating by rating; those of one
    user may go together, so that their standard error is that of sums by user (Liang and Zeger,
    "Longitudinal data analysis using generalized linear models", 1986).
    """
    _, first, second = np.intersect1d(one.keys, other.keys, return_indices=True)
    n = len(first)
    users, whose = np.unique(one.users[first], return_inverse=True)
    if n < LEAST_SHARED or len(users) < 2:
        return None
    squares, beside = (
        np.square(errors, dtype=np.float64) for errors in (one.errors[first], other.errors[second])
    )
    rmse, its = math.sqrt(squares.mean()), math.sqrt(beside.mean())
    # A difference of squares is that of the roots times their sum.
    scale = max(rmse + its, 1e-12)
    reach = _ONE_SIDED * _standard_error(squares - beside, whose, len(users)) / scale
    return Paired(n, rmse, its, (rmse - its - reach, rmse - its + reach))


def _standard_error(values: Doubles, groups: npt.NDArray[np.intp], n_groups: int) -> float:
    """Of the mean of values (n,) that go together in groups (n,)."""
    sums = np.bincount(groups, values - values.mean(), n_groups)
    return math.sqrt(np.sum(sums * sums) * n_groups / (n_groups - 1)) / len(values)
