"""How near titles are by what they are: genre and year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.rarity import genre_sums, rarities_of

GENRES = 0.7  # added for the same genres
YEARS = 0.5  # added for the same year
APART = 15.0  # years at which of that 1/e is left
UNKNOWN = 0.25  # of that, where a year is not known


def nearness(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    """Return how near each of the titles `of`, (m,), is to `item`, (m,) float64, 0 to 1.2: .7
    times the cosine of their genres, weighted by rarity, and .5 e^(-years apart / 15)."""
    return GENRES * _genres(item, of, dataset) + YEARS * _time(item, of, dataset)


def _genres(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    bits, sums = dataset.genre_bits, genre_sums(dataset)
    common = rarities_of(dataset, bits[of] & bits[item])
    return np.asarray(common / np.sqrt(np.maximum(sums[of] * sums[item], 1e-12)))


def _time(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    years, own = dataset.years[of].astype(np.float64), int(dataset.years[item])
    near = np.exp(-np.abs(years - own) / APART)
    return np.where((years > 0) & (own > 0), near, UNKNOWN)
