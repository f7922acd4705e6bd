"""From ratings counted by the day to ratings a year, or a month where that is few years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from recflix_tui.dataset.portrait.counting import Counts
from recflix_tui.dataset.portrait.values import Period, Timeline

MOST_MONTHS = 36
"""From so many months on ratings are counted by the year."""


def timeline_of(counts: Counts, stars: Sequence[float]) -> Timeline | None:
    """The days as periods of one length, None where no time is known; stars: the values of the
    scale, (n_stars,)."""
    if not len(counts.known):
        return None
    each = np.arange(counts.first, counts.first + len(counts.known)).astype("datetime64[D]")
    months = each.astype("datetime64[M]")
    few = int((months[-1] - months[0]).astype(np.int64)) < MOST_MONTHS
    unit: Literal["year", "month"] = "month" if few else "year"
    periods = months if few else each.astype("datetime64[Y]")
    places = (periods - periods[0]).astype(np.int64)
    totals = np.bincount(places, weights=counts.known.sum(axis=1)).astype(np.int64).tolist()
    given = np.bincount(places, weights=counts.known @ np.asarray(stars)).tolist()
    found = (
        Period(str(periods[0] + k), n, total / n if n else None)
        for k, (n, total) in enumerate(zip(totals, given, strict=True))
    )
    n_unknown = int(counts.unknown.sum())
    return Timeline(unit, str(each[0]), str(each[-1]), tuple(found), n_unknown)


def together(periods: Sequence[Period], most: int) -> tuple[int, tuple[Period, ...]]:
    """At most `most` periods: how many of the given ones each is of, and they themselves, each
    called by the first of those that it is of."""
    size = -(-len(periods) // max(most, 1))
    return size, tuple(_one(periods[k : k + size]) for k in range(0, len(periods), size or 1))


def _one(periods: Sequence[Period]) -> Period:
    n = sum(period.n_ratings for period in periods)
    stars = sum((period.mean_stars or 0.0) * period.n_ratings for period in periods)
    return Period(periods[0].begin, n, stars / n if n else None)
