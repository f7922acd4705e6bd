"""How much it says of a title that it is of a genre."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset


@once_a_dataset
def genre_rarity(dataset: Dataset) -> NDArray[np.float64]:
    """Return log(titles / those of the genre) of each genre, (n_genres,) float64, at least .1;
    0 for IMAX, a format that MovieLens has among them."""
    n = np.array([np.count_nonzero(dataset.in_genre(g)) for g in range(len(dataset.genre_names))])
    rarity = np.maximum(np.log(dataset.n_items / np.maximum(n, 1)), 0.1)
    return np.where([name == "IMAX" for name in dataset.genre_names], 0.0, rarity)


@once_a_dataset
def genre_sums(dataset: Dataset) -> NDArray[np.float64]:
    """Return the rarities of each title's genres added up, (n_items,) float64."""
    return rarities_of(dataset, dataset.genre_bits)


def rarities_of(dataset: Dataset, bits: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return the rarities of some genres added up, (m,) float64, for their bits (m,)."""
    found, there = np.zeros(len(bits)), int(np.bitwise_or.reduce(bits, initial=0))
    for g, rarity in enumerate(genre_rarity(dataset)):
        if there >> g & 1:
            found += rarity * (bits >> np.uint64(g) & np.uint64(1))
    return found
