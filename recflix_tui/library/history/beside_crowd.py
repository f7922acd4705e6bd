"""One person's taste beside everybody's, and what of it is no chance."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.one_person import TAIL, Gap, correlation_gap, mean_gap
from recflix_tui.kernels.arrays import Doubles, Ints
from recflix_tui.library.history.what_changed import BesideCrowd, FarOff, OtherGenre
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.well_known import well_known

FEWEST = 10
"""Titles below which nothing is said."""
FEWEST_OF_GENRE = 5
"""Titles of a genre below which nothing is said of it."""
FAR = 1.0
"""Stars from which on a title is liked far more, or far less."""
MOST = 3
"""Titles, and genres, that are named on either side."""


def beside_crowd(dataset: Dataset, ratings: Mapping[int, float]) -> BesideCrowd | None:
    """Compare stars by item with the means of all; None where too few titles can be compared."""
    items, given = rated_arrays(ratings)
    known = well_known(dataset)[items]
    items, stars = items[known], given[known].astype(np.float64)
    if len(items) < FEWEST:
        return None
    crowd = dataset.means[items].astype(np.float64)
    above = stars - crowd
    genres = _genres(dataset, items, above)
    return BesideCrowd(
        n=len(items),
        own=float(stars.mean()),
        crowd=float(crowd.mean()),
        above=mean_gap(above),
        correlation=_correlation(stars, crowd),
        liked_more=_far_off(dataset, items, stars, crowd, 1),
        liked_less=_far_off(dataset, items, stars, crowd, -1),
        genres_above=tuple(genre for genre in genres if genre.above > 0)[:MOST],
        genres_below=tuple(genre for genre in genres if genre.above < 0)[:MOST],
    )


def _correlation(stars: Doubles, crowd: Doubles) -> Gap | None:
    if np.ptp(stars) == 0 or np.ptp(crowd) == 0:
        return None
    return correlation_gap(float(np.corrcoef(stars, crowd)[0, 1]), len(stars))


def _far_off(
    dataset: Dataset, items: Ints, stars: Doubles, crowd: Doubles, side: int
) -> tuple[FarOff, ...]:
    """The titles furthest from the crowd on one side, of equals in the order of titles."""
    # A mean is kept in 32 bits: what is 1 star off may seem a hair less.
    off = np.round(side * (stars - crowd), 6)
    order = np.lexsort((dataset.title_rank[items], -off))
    return tuple(
        FarOff(int(items[at]), float(stars[at]), float(crowd[at]))
        for at in order[:MOST]
        if off[at] >= FAR
    )


def _genres(dataset: Dataset, items: Ints, above: Doubles) -> list[OtherGenre]:
    """The genres whose titles are rated otherwise than by everybody, the furthest first. The more
    genres there are to look at, the more it takes for one to be no chance (Bonferroni)."""
    each = [dataset.in_genre(g, items) for g in range(len(dataset.genre_names))]
    enough = [g for g, of in enumerate(each) if np.count_nonzero(of) >= FEWEST_OF_GENRE]
    found = []
    for g in enough:
        gap = mean_gap(above[each[g]], TAIL / len(enough))
        if not gap.may_be_chance:
            n = int(np.count_nonzero(each[g]))
            found.append(OtherGenre(dataset.genre_names[g], n, gap.value))
    return sorted(found, key=lambda genre: (-abs(genre.above), genre.name))
