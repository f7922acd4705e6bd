"""Which titles enough people rated for what is said of them to be trusted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset


def well_known(dataset: Dataset) -> NDArray[np.bool_]:
    """Return which items, (n_items,) bool, enough people rated for a prediction to be trusted.

    The floor is one user in fifty, held between 5 and 50 ratings; where so few people are that
    no title reaches it, one rating is enough.
    """
    floor = min(max(dataset.n_users // 50, 5), 50)
    enough = dataset.counts >= floor
    return np.asarray(enough if enough.any() else dataset.counts > 0)


def little_known(dataset: Dataset) -> NDArray[np.bool_]:
    """Return the less rated half of the well-known items, (n_items,) bool."""
    known = well_known(dataset)
    if not known.any():
        return known
    return np.asarray(known & (dataset.counts <= np.median(dataset.counts[known])))
