"""What colours the titles of a cloud: predictions, or one's own ratings."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Flags, Floats
from recflix_tui.pictures.levels import linear_levels

Levels = npt.NDArray[np.uint8]


def prediction_range(predictions: Floats, known: Flags) -> tuple[float, float]:
    """The stars that the colours of predictions lead from and to: where all but the lowest and
    the highest in fifty of the well-known titles are."""
    among = predictions[known] if known.any() else predictions
    low, high = np.quantile(among, (0.02, 0.98))
    return float(low), max(float(high), float(low) + 0.1)


def rating_levels(
    ratings: Mapping[int, float], n_items: int, low: float, high: float, n: int
) -> Levels:
    """The level of each rated title between `low` and `high` stars, (n_items,) uint8, 0 to
    n - 1; n for one that is unrated."""
    stars = np.full(n_items, np.nan)
    stars[list(ratings)] = list(ratings.values())
    levels, _ = linear_levels(stars, low, high, n)
    return np.where(np.isnan(stars), np.uint8(n), levels).astype(np.uint8)
