"""How well known the titles are that people pick, by how many they picked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.crowd.sampled import sampled
from recflix_tui.recommend.once import once_a_dataset

FIRST = 200  # picks of a person that are looked at
LEAST_PEOPLE = 5  # for a mean of theirs


@once_a_dataset
def renown(dataset: Dataset) -> NDArray[np.float64]:
    """Return how well known each title is, (n_items,) float64: log(1 + ratings), less its mean
    over all ratings, in its standard deviations over all ratings. Below 0 is little known."""
    counts = dataset.counts.astype(np.float64)
    logs, total = np.log1p(counts), max(float(counts.sum()), 1.0)
    mean = float(counts @ logs) / total
    spread = np.sqrt(float(counts @ np.square(logs - mean)) / total)
    return np.asarray((logs - mean) / max(float(spread), 1e-9))


@once_a_dataset
def usual_renown(dataset: Dataset) -> NDArray[np.float64]:
    """Return the mean renown of a person's first n picks at place n - 1, (up to 200,) float64, in
    the mean of people who picked so many; at least one place, 0 where there is nobody.

    It ends where fewer than five people picked as many. Of a large dataset some people are asked
    (`sampled`); where no times are known all picks are as good as first ones. Raises DatasetError.
    """
    those, known = sampled(dataset), renown(dataset)
    most = min(FIRST, int(those.lengths.max(initial=0)))
    sums, people = np.zeros(most), np.zeros(most)
    ends = np.cumsum(those.lengths)
    for start, end in zip((ends - those.lengths).tolist(), ends.tolist(), strict=True):
        order = np.argsort(those.times[start:end], kind="stable")
        picked = known[those.items[start:end][order][:most]]
        n = np.arange(1, len(picked) + 1)
        sums[: len(n)] += np.cumsum(picked) / n
        people[: len(n)] += 1
    enough = int(np.count_nonzero(people >= min(LEAST_PEOPLE, int(people.max(initial=0)))))
    return sums[:enough] / np.maximum(people[:enough], 1) if enough else np.zeros(1)
