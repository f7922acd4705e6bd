"""How much sharper a profile's ratings made what is predicted for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.asking.elicit import chance_seen
from recflix_tui.recommend.best import best
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.taste import Taste

LIKELY = 200  # open titles whose predictions count: those that are likeliest to be picked
LATELY = 10  # ratings by which it is told whether more of them are worth while
HARDLY = 0.005  # of what is uncertain, taken out by each of these in the mean: too little


@dataclass(frozen=True)
class Gain:
    """What the newest ratings took out of the mean ± of the titles likely to be picked next."""

    newest: float
    """By the newest rating: 0.04 is 4 % of the ± before it; below 0 where it grew."""
    is_spent: bool
    """Whether the last ten of them took out so little each that more will hardly sharpen it."""


def gain(taste: Taste, dataset: Dataset, model: FactorModel | None) -> Gain | None:
    """Compare how sure the model is with all of a profile's ratings, and without the newest.

    It is the mean of `FactorModel.uncertainty` over `LIKELY` open titles, the same ones each
    time. None where nothing is rated, and without a model.
    """
    rated, stars = rated_arrays(taste.activity.ratings)
    likely = best(chance_seen(taste, dataset), taste.open_items, LIKELY)
    if model is None or not len(rated) or not len(likely):
        return None

    def spread(n: int) -> float:
        """The mean ± by all but the newest n ratings, in stars."""
        kept = len(rated) - n
        spreads: NDArray[np.float64] = model.uncertainty(rated[:kept], stars[:kept], likely)
        return float(spreads.mean())

    now = spread(0)
    lately = 1 - now / spread(LATELY) if len(rated) > LATELY else 1.0
    return Gain(1 - now / spread(1), lately < LATELY * HARDLY)
