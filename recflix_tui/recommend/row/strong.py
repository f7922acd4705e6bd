"""What a profile rates above the rest: a score for each of some groups of titles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.taste import Taste

PRIOR = 5  # ratings by which a profile's mean is drawn to everyone's
CALM = 4  # ratings of a group that are added to its own: a steady favourite beats a lucky title
WEAKEST, STRONGEST = 0.6, 1.5  # pull of a row, by the score of its group; 1 is strong
BESIDE_THE_BEST = 2 / 3  # of the best score: what has less takes no turn beside it


def strengths(
    taste: Taste, dataset: Dataset, groups: Sequence[NDArray[np.bool_]] | NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return how much better than the rest a profile rates each group of titles, (n_groups,).

    groups: which of the rated titles, (n,) in the order of `Taste.ratings`, each has. A score is
    Σ(r − m) / √(n + 4) over the profile's n ratings in the group, where m is the profile's mean,
    drawn by five ratings towards everyone's.
    """
    items, stars = rated_arrays(taste.ratings)
    inside = np.asarray(groups, np.bool_).reshape(len(groups), len(items)).astype(np.float64)
    total = float(stars.sum(dtype=np.float64))
    mean = (total + PRIOR * _everyones_mean(dataset)) / (len(stars) + PRIOR)
    above = inside @ (stars.astype(np.float64) - mean)
    return np.asarray(above / np.sqrt(inside.sum(axis=1) + CALM))


@once_a_dataset
def _everyones_mean(dataset: Dataset) -> float:
    return float(np.nansum(dataset.means * dataset.counts) / max(dataset.counts.sum(), 1))


def strongest_of(scores: NDArray[np.float64], most: int) -> list[int]:
    """Return the places of the highest scores, (n,), the best first, ties by place: up to `most`
    above 0, each two thirds as high as the best or more."""
    order = np.argsort(-scores, kind="stable")[:most].tolist()
    least = BESIDE_THE_BEST * float(scores.max(initial=0.0))
    return [at for at in order if scores[at] > 0 and scores[at] >= least]


def pull_of(score: float) -> float:
    """Return what a row of a group of titles draws beside another of its kind, .6 to 1.5, by how
    much above the rest the profile rates the group (`strengths`): one's own genre is looked at
    first."""
    return min(max(score, WEAKEST), STRONGEST)


def of_the_day(day: int, key: str, places: int, n: int) -> list[int]:
    """Return `n` of so many places, best first, those that it is the turn of: ascending. A day has
    its choice, by the name of what chooses."""
    words = np.frombuffer(key.encode(), np.uint8).astype(np.uint32)
    rng = np.random.default_rng([day & 0xFFFFFFFF, *words.tolist()])
    return sorted(rng.permutation(places)[:n].tolist())
