"""What a title adds to a page that shows it, between rows of all kinds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.expected_stars import expected_stars
from recflix_tui.recommend.taste import Taste

BEST = 20  # titles, the last of which is worth 1 to a page
FALLING = np.float32(0.75)
A_STAR = 0.5  # what a star below that is worth less, where only stars are known


def worth_on_page(taste: Taste, dataset: Dataset) -> NDArray[np.floating]:
    """Return what each item is worth to a page, (n_items,), 0 to 1: how likely it is picked and
    liked (`Taste.worth`) beside the 20th best of those that may be recommended, to the power of
    .75; without a choice model half a point less for each star that is expected less. A power
    below 1, as a page is looked over for one title to watch: a second good one adds less than the
    first."""
    if taste.worth is not None:
        order = np.maximum(taste.worth, 0)
        return np.minimum(order / max(_good(order, taste), 1e-12), 1) ** FALLING
    order = np.where(dataset.counts > 0, expected_stars(taste, dataset), 0)
    return np.clip(1 - A_STAR * (_good(order, taste) - order), 0, 1)


def _good(order: NDArray[np.floating], taste: Taste) -> float:
    """What the 20th best open item has."""
    among = order[taste.open_items]
    if not len(among):
        return 1.0
    at = max(len(among) - BEST, 0)
    return float(np.partition(among, at)[at])
