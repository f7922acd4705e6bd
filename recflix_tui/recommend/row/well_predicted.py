"""What a profile is expected to like, among what enough people rated to tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.expected_stars import expected_stars
from recflix_tui.recommend.row.once_a_taste import once_a_taste
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import quantile, well_known


@once_a_taste
def well_predicted(taste: Taste, dataset: Dataset, better_than: float = 0.5) -> NDArray[np.bool_]:
    """Return which of the well-known items, (n_items,) bool, the profile is expected to like better
    than that share of them."""
    known = well_known(dataset)
    if not known.any():
        return known
    stars = expected_stars(taste, dataset)
    return np.asarray(known & (stars >= quantile(stars[known], better_than)))
