"""How many ratings each title was given lately, and in the long run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.row_sums import row_sums
from recflix_tui.times import DAY

RECENT, LONG_RUN = 30.0, 1_500.0  # half-lives, in days
_OLD = 20  # half-lives after which a rating counts a millionth: it is not looked at
_AT_ONCE = 1 << 18  # ratings: what is made of them stays in the processor's cache


@dataclass(frozen=True)
class Velocity:
    """The ratings of each title up to a moment, each counting the less, the older it is."""

    recent: NDArray[np.float64]
    """With a half-life of 30 days, (n_items,) float64."""
    expected: NDArray[np.float64]
    """What `recent` would be, had the recent ratings gone where those of the long run went,
    (n_items,) float64."""


def velocity_at(
    dataset: Dataset, now: float, popularity: NDArray[np.float32] | None = None
) -> Velocity | None:
    """Return the velocities at a moment, in Unix seconds, or at the last rating where that is
    before it; None where no rating before it has a time, or all have the same.

    popularity: of each title at the end of the data, (n_items,), with a half-life of 1,500 days,
    in any unit (`ChoiceModel.popularity`); None: it is counted.
    """
    end = last_rated(dataset)
    if end is None:
        return None
    if 0 < now < end:
        recent, long_run = _counted(dataset, now, RECENT), _counted(dataset, now, LONG_RUN)
    else:
        recent = _recent_at_the_end(dataset)
        known = popularity is not None and popularity.any()
        long_run = np.asarray(popularity, np.float64) if known else _long_run_at_the_end(dataset)
    if not long_run.any():
        return None
    return Velocity(recent, long_run * (float(recent.sum()) / float(long_run.sum())))


@once_a_dataset
def last_rated(dataset: Dataset) -> float | None:
    """Return when the last rating was given, in Unix seconds; None where no time is known, or all
    ratings are of one: nothing is later than all else."""
    _, when = dataset.when_by_item
    last = int(when.max(initial=0))
    return float(last) if last > 0 and int(when.min()) < last else None


@once_a_dataset
def _recent_at_the_end(dataset: Dataset) -> NDArray[np.float64]:
    return _counted(dataset, last_rated(dataset) or 0.0, RECENT)


@once_a_dataset
def _long_run_at_the_end(dataset: Dataset) -> NDArray[np.float64]:
    return _counted(dataset, last_rated(dataset) or 0.0, LONG_RUN)


def _counted(dataset: Dataset, moment: float, half_life: float) -> NDArray[np.float64]:
    """The ratings of each title at or before the moment, each by 2^(-age / half-life in days),
    (n_items,); those of the last 20 half-lives."""
    starts, when = dataset.when_by_item
    sums = np.zeros(dataset.n_items)
    since = max(moment - _OLD * half_life * DAY, 0.0)
    for first in range(0, len(when), _AT_ONCE):
        times = when[first : first + _AT_ONCE]
        counts = (times > since) & (times <= moment)
        if 4 * np.count_nonzero(counts) < len(times):
            at = np.flatnonzero(counts)
            items = np.searchsorted(starts, first + at, side="right") - 1
            low = int(items[0]) if len(items) else 0
            some = np.bincount(items - low, _faded(moment - times[at], half_life))
            sums[low : low + len(some)] += some
        else:
            weights = _faded(np.maximum(moment - times, 0), half_life)
            weights[~counts] = 0
            low, end = np.searchsorted(starts, [first, first + len(times) - 1], side="right") - 1
            inside = np.clip(starts[low : end + 2] - first, 0, len(times))
            sums[low : end + 1] += row_sums(weights, inside)
    return sums


def _faded(seconds: NDArray[np.floating], half_life: float) -> NDArray[np.float64]:
    """2^(-age / half-life in days) of ratings so many seconds old, (n,)."""
    ages = seconds.astype(np.float32)
    counts = np.exp(ages * np.float32(-np.log(2) / (half_life * DAY)))
    return np.asarray(counts, np.float64)
