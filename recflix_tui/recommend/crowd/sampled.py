"""Some people of a dataset, with what they rated and when: enough to tell what is usual."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset

MOST_READ = 60_000  # ratings: a millisecond or two, and shares of genres have settled


@dataclass(frozen=True)
class Sampled:
    """Ratings of some people, one's after the other's."""

    lengths: NDArray[np.int64]
    """How many each rated, (n_people,)."""
    items: NDArray[np.int32]
    """The titles, (n,) int32."""
    times: NDArray[np.int64]
    """When each was rated, in Unix seconds, 0 where unknown, (n,) int64."""


@once_a_dataset
def sampled(dataset: Dataset) -> Sampled:
    """Return everybody, or every second, third ... user, so that they rated some 60,000 times
    together. Raises DatasetError."""
    step = max(dataset.n_ratings // MOST_READ, 1)
    return Sampled(*dataset.timed_by(np.arange(0, dataset.n_users, step, dtype=np.int32)))
