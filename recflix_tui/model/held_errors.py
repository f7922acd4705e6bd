"""The errors of a model on the ratings that it did not learn from, kept to be compared in pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.holdout import Keys, rating_keys
from recflix_tui.model.ratings import Ratings

# Errors kept of a model: those of the lowest names, so that two models keep the same ones. With
# so many, the mean square of a difference is known to a thousandth of a star.
MOST_KEPT = 1 << 18


@dataclass(frozen=True)
class HeldErrors:
    """How far a model was off on ratings kept aside, before it was trained on all."""

    keys: Keys
    """(n,) uint64, ascending: the names of the ratings (`holdout.rating_keys`)."""
    errors: Floats
    """(n,) float32: predicted less given stars, the prediction brought onto the scale."""

    def __len__(self) -> int:
        return len(self.keys)


def held_errors(held: Ratings, predicted: Floats, most: int = MOST_KEPT) -> HeldErrors:
    """The errors of predictions (n,) of the ratings kept aside, at most so many of them."""
    keys = rating_keys(held)
    order = np.argsort(keys, kind="stable")[:most]
    errors = np.clip(predicted[order], held.low, held.high) - held.stars[order]
    return HeldErrors(keys[order], errors.astype(np.float32))
