"""What is counted rating by rating, some hundred thousand at a time.

No step takes more than a few milliseconds, so that keys are answered while another thread counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.values import CsrRatings, Scale

CHUNK = 1 << 18
"""Ratings that are counted at a time."""
DAY = 86_400  # seconds


@dataclass(frozen=True)
class Days:
    """Ratings counted by the day, in UTC."""

    first: int
    """The first day, in days since 1970."""
    counts: NDArray[np.int64]
    """How many ratings were given each day from the first to the last, (d,)."""
    stars: NDArray[np.float64]
    """The sum of their stars, (d,)."""
    n_unknown: int
    """How many ratings have no time."""


def star_counts(ratings: CsrRatings, scale: Scale) -> NDArray[np.int64]:
    """How many ratings are of each value of the scale, (n_stars,); ratings within its bounds."""
    counts = np.zeros(len(scale.stars), np.int64)
    for part in _parts(len(ratings.values)):
        steps = np.rint((ratings.values[part] - scale.low) / scale.step).astype(np.int64)
        counts += np.bincount(steps, minlength=len(counts))
    return counts


def known_span(ratings: CsrRatings) -> NDArray[np.int64] | None:
    """The first and the last time that is known, (2,) in Unix seconds; None where none is."""
    ends: list[int] = []
    for part in _parts(len(ratings.times)):
        known = ratings.times[part]
        if not known.all():
            known = known[known != 0]
        if len(known):
            ends += int(known.min()), int(known.max())
    return np.array([min(ends), max(ends)]) if ends else None


def day_counts(ratings: CsrRatings, span: NDArray[np.int64]) -> Days:
    """The ratings by the day; span: as `known_span` has it, within thousands of years."""
    first, last = (int(seconds) // DAY for seconds in span)
    n_days = last - first + 1
    counts, stars, n_unknown = np.zeros(n_days, np.int64), np.zeros(n_days), 0
    for part in _parts(len(ratings.times)):
        times, values = ratings.times[part], ratings.values[part]
        known = times != 0
        if not known.all():
            n_unknown += len(times) - int(np.count_nonzero(known))
            times, values = times[known], values[known]
        if not len(times):
            continue
        days = times // DAY - first
        begin = int(days.min())
        counted = np.bincount(days - begin)
        counts[begin : begin + len(counted)] += counted
        stars[begin : begin + len(counted)] += np.bincount(days - begin, weights=values)
    return Days(first, counts, stars, n_unknown)


def _parts(n: int) -> Iterator[slice]:
    """What n ratings are counted in."""
    return (slice(start, start + CHUNK) for start in range(0, n, CHUNK))
