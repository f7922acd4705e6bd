"""How near titles are by what they are: genre, year, tags and who made them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.people import people_in_common
from recflix_tui.recommend.alike.rarity import genre_sums, rarities_of
from recflix_tui.recommend.alike.tags import tags_in_common

GENRES = 0.7  # added for the same genres
YEARS = 0.5  # added for the same year
APART = 15.0  # years at which 1/e of that is left
TAGS = 1.5  # added for the same tags, had they many
UNKNOWN = 0.25  # of what the same year adds, where a year is not known


def nearness(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    """Return how near each of the titles `of`, (m,), is to `item`, (m,) float64, from 0: .7
    times the cosine of their genres, weighted by rarity, .5 e^(-years apart / 15), 1.5 times what
    their tags have in common (`tags_in_common`), and what the same people add
    (`people_in_common`)."""
    by_genre, by_time = _genres(item, of, dataset), _time(item, of, dataset)
    by_tags, by_people = tags_in_common(item, of, dataset), people_in_common(item, of, dataset)
    return GENRES * by_genre + YEARS * by_time + TAGS * by_tags + by_people


def _genres(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    bits, sums = dataset.genre_bits, genre_sums(dataset)
    common = rarities_of(dataset, bits[of] & bits[item])
    return np.asarray(common / np.sqrt(np.maximum(sums[of] * sums[item], 1e-12)))


def _time(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    years, own = dataset.years[of].astype(np.float64), int(dataset.years[item])
    near = np.exp(-np.abs(years - own) / APART)
    return np.where((years > 0) & (own > 0), near, UNKNOWN)
