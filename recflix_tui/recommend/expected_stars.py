"""The stars to be expected of a title, with a model and without."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.taste import Taste

PRIOR_STARS, PRIOR_RATINGS = 3.0, 5.0  # what a mean is drawn to, and as if by how many ratings


def expected_stars(taste: Taste, dataset: Dataset) -> NDArray[np.floating]:
    """Return the profile's prediction for each item, (n_items,), unclipped; without a model, and
    where its ratings are switched off, the mean rating, shrunk by five ratings of 3 stars."""
    if taste.raw is not None and (taste.is_on("ratings") or not taste.activity.ratings):
        return taste.raw
    total = np.nan_to_num(dataset.means) * dataset.counts
    return (total + PRIOR_STARS * PRIOR_RATINGS) / (dataset.counts + PRIOR_RATINGS)


def rank_order(taste: Taste, dataset: Dataset) -> NDArray[np.floating]:
    """Return what a ranked row is ordered by, (n_items,): how likely each item is picked and liked
    (`Taste.worth`), or without a choice model the stars to be expected of it."""
    return expected_stars(taste, dataset) if taste.worth is None else taste.worth
