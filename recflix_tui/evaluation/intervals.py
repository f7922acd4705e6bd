"""Whether a model is as sure as it says: how many ratings its 90 % intervals hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Flags, Floats
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings

MOST_USERS = 2_000
"""Users whose ratings are looked at, at most: a random sample of more."""
REACH = 1.6
"""Standard deviations on either side of a prediction that hold nine of ten ratings: errors on
ratings are more often small than those of a normal, for which it takes 1.645."""
_ROUNDING = 1e-6


@dataclass(frozen=True)
class Sureness:
    """What became of a model's 90 % intervals on ratings that it had not seen."""

    coverage_90: float
    """The share of the ratings within them, 0 to 1."""
    width_90: float
    """How wide they are in the mean, in stars, cut off at the ends of the scale."""
    uncertainty: float
    """The mean ±: the standard deviation of what is to be expected, in stars."""
    n: int
    """Ratings that were looked at."""


def sureness_of(
    model: FactorModel, train: Ratings, test: Ratings, predicted: Floats, seed: int
) -> Sureness | None:
    """Measure the intervals of a model's raw predictions (n_test,) of the ratings `test`.

    A rating is what is to be expected, of variance ±², plus the noise of the model's
    calibration. Its users are folded in by their ratings in `train`. None where there is
    nothing to look at.
    """
    users = np.unique(test.users)
    if len(users) > MOST_USERS:
        users = np.sort(np.random.default_rng(seed).choice(users, MOST_USERS, replace=False))
    looked_at = np.isin(test.users, users)
    if not looked_at.any():
        return None
    held, raw = test.part(looked_at), predicted[looked_at].astype(np.float64)
    known = train.part(np.isin(train.users, users))
    doubt = np.zeros(len(raw))
    for own, theirs in zip(known.places_of(users), held.places_of(users), strict=True):
        given = known.items[own], known.stars[own]
        doubt[theirs] = model.uncertainty(*given, held.items[theirs])
    low, high = interval_90(raw, doubt, model)
    within: Flags = (held.stars >= low - _ROUNDING) & (held.stars <= high + _ROUNDING)
    return Sureness(float(within.mean()), float((high - low).mean()), float(doubt.mean()), len(raw))


def interval_90(raw: Doubles, doubt: Doubles, model: FactorModel) -> tuple[Doubles, Doubles]:
    """Between which stars nine of ten ratings are: (n,) each; raw: predictions, doubt: their ±."""
    reach = REACH * np.sqrt(np.square(doubt) + model.calibrated.noise)
    low, high = (np.clip(raw + side * reach, model.low, model.high) for side in (-1, 1))
    return low, high
