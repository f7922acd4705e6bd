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
class Counts:
    """Ratings counted by their stars and by their day, in UTC."""

    first: int
    """The first day, in days since 1970; 0 where no time is known."""
    known: NDArray[np.int64]
    """How many ratings of each value of the scale were given each day from the first to the
    last, (n_days, n_stars); no days where no time is known."""
    unknown: NDArray[np.int64]
    """How many ratings of each value have no time, (n_stars,)."""

    @property
    def stars(self) -> NDArray[np.int64]:
        """How many ratings are of each value, (n_stars,)."""
        return np.asarray(self.known.sum(axis=0) + self.unknown)


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


def counted(ratings: CsrRatings, scale: Scale, span: NDArray[np.int64] | None) -> Counts:
    """The ratings by stars and day; stars within the scale; span: as `known_span` has it, within
    thousands of years."""
    n = len(scale.stars)
    first, last = (0, -1) if span is None else (int(seconds) // DAY for seconds in span)
    known, unknown = np.zeros((last - first + 1) * n, np.int64), np.zeros(n, np.int64)
    for part in _parts(len(ratings.values)):
        times, values = ratings.times[part], ratings.values[part]
        keys = np.rint((values - scale.low) / scale.step).astype(np.int64)
        timed = times != 0
        if not timed.all():
            unknown += np.bincount(keys[~timed], minlength=n)
            times, keys = times[timed], keys[timed]
        if not len(times):
            continue
        days = times // DAY
        begin = int(days.min())
        days -= begin
        days *= n
        keys += days
        found = np.bincount(keys)  # one place for each day and value
        start = (begin - first) * n
        known[start : start + len(found)] += found
    return Counts(first, known.reshape(-1, n), unknown)


def _parts(n: int) -> Iterator[slice]:
    """What n ratings are counted in."""
    return (slice(start, start + CHUNK) for start in range(0, n, CHUNK))
