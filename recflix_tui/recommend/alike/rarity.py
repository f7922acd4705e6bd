"""How much it says of a title that it is of a genre."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset


def genre_rarity(dataset: Dataset) -> NDArray[np.float64]:
    """Return log(titles / those of the genre) of each genre, (n_genres,) float64, at least .1;
    0 for IMAX, a format that MovieLens has among them."""
    n = np.array([np.count_nonzero(dataset.in_genre(g)) for g in range(len(dataset.genre_names))])
    rarity = np.maximum(np.log(dataset.n_items / np.maximum(n, 1)), 0.1)
    return np.where([name == "IMAX" for name in dataset.genre_names], 0.0, rarity)
