"""How many ratings each title was given lately, and in the long run."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset

DAY = 86_400  # seconds
RECENT, LONG_RUN = 30.0, 1_500.0  # half-lives, in days
_AT_ONCE = 1 << 20  # ratings: what is made of them stays in the processor's cache


@dataclass(frozen=True)
class Velocity:
    """The ratings of each title up to a moment, each counting the less, the older it is."""

    recent: NDArray[np.float64]
    """With a half-life of 30 days, (n_items,) float64."""
    long_run: NDArray[np.float64]
    """With a half-life of 1,500 days, (n_items,) float64."""

    @property
    def expected(self) -> NDArray[np.float64]:
        """What `recent` would be, had the recent ratings gone where those of the long run went,
        (n_items,) float64."""
        share = float(self.recent.sum()) / max(float(self.long_run.sum()), 1e-9)
        return self.long_run * share


def velocity_at(dataset: Dataset, now: float) -> Velocity | None:
    """Return the velocities at a moment, in Unix seconds, or at the last rating where that is
    before it; None where no rating before it has a time."""
    end = _last(dataset)
    if end is None:
        return None
    if not 0 < now < end:
        return _at_the_end(dataset)
    found = _counted(dataset, now)
    return found if found.long_run.any() else None


@once_a_dataset
def _last(dataset: Dataset) -> float | None:
    _, when = dataset.when_by_item
    return float(when.max(initial=0)) or None


@once_a_dataset
def _at_the_end(dataset: Dataset) -> Velocity:
    end = _last(dataset)
    assert end is not None
    return _counted(dataset, end)


def _counted(dataset: Dataset, moment: float) -> Velocity:
    """Each rating at or before the moment counts 2^(-age / half-life)."""
    starts, when = dataset.when_by_item
    recent, long_run = np.zeros(dataset.n_items), np.zeros(dataset.n_items)
    for first, end in _blocks(starts):
        times = when[starts[first] : starts[end]]
        known = (times > 0) & (times <= moment)
        age = ((moment - times) / DAY).astype(np.float32)
        age[~known] = np.inf
        rated = starts[first:end] < starts[first + 1 : end + 1]
        places = (starts[first:end] - starts[first])[rated]
        for sums, half_life in ((recent, RECENT), (long_run, LONG_RUN)):
            counts = np.exp2(age * np.float32(-1 / half_life))
            sums[first:end][rated] = np.add.reduceat(counts, places, dtype=np.float64)
    return Velocity(recent, long_run)


def _blocks(starts: NDArray[np.int64]) -> list[tuple[int, int]]:
    """The first item and the one after the last of runs of so many ratings, or of a single item
    with more; none without ratings."""
    total, n_items = int(starts[-1]), len(starts) - 1
    if not total:
        return []
    cuts = np.searchsorted(starts, np.arange(0, total, _AT_ONCE), side="right") - 1
    edges = np.unique(np.append(cuts, [0, n_items])).tolist()
    return list(itertools.pairwise(edges))
