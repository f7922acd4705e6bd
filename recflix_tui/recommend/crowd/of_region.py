"""What the dataset's users of a region picked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset

MOST_READ = 200_000  # ratings of a region: a few milliseconds


@dataclass(frozen=True)
class Regional:
    """What was picked in a region."""

    picked: NDArray[np.float64]
    """How many there rated each title, (n_items,) float64."""
    expected: NDArray[np.float64]
    """How many would have if they rated what everybody does, (n_items,) float64."""


def picks_in(dataset: Dataset, region: int) -> Regional | None:
    """Return what the users of a region picked; None where none is known to live there.

    Of users who rated more than 200,000 times together every second, third ... is asked. What was
    counted is kept. Raises DatasetError.
    """
    kept = _regions(dataset)
    if region not in kept:
        kept[region] = _counted(dataset, region)
    return kept[region]


@once_a_dataset
def _regions(dataset: Dataset) -> dict[int, Regional | None]:
    return {}


def _counted(dataset: Dataset, region: int) -> Regional | None:
    people = dataset.demographics
    if people is None:
        return None
    users = np.flatnonzero(people.regions == region).astype(np.int32)
    total = int(dataset.n_rated_by(users).sum())
    if region < 0 or not total:
        return None
    users = users[:: max(-(-total // MOST_READ), 1)]
    _, items, _ = dataset.rated_by(users)
    picked = np.bincount(items, minlength=dataset.n_items).astype(np.float64)
    share = len(items) / dataset.n_ratings
    return Regional(picked, dataset.counts.astype(np.float64) * share)
