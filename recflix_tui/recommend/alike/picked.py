"""How many people picked two titles, beside how many would have by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.once import once_a_title

COUNTS_FOR_HALF = 5  # pickers at which what they have in common counts for half
MOST_READ = 100_000  # ratings of a title's pickers: a few ms, and what is by chance has settled
LIKING = 0.3  # how much more a pick counts with each star above the person's mean
LEAST_COUNTED = 0.1  # of a pick, however few stars it got


@dataclass(frozen=True)
class _Pickers:
    """What those who picked a title picked besides."""

    picks: NDArray[np.float64]
    """How many of them picked each title, (n_items,)."""
    share: float
    """How many of their picks are by chance of a title, for each that everybody made of it."""


def pickers_in_common(
    item: int, of: NDArray[np.intp], dataset: Dataset
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how many of those who picked `item` picked each of `of`, (m,) float64, and how many
    of them would have if all titles were picked as often by them as by everybody, (m,) float64.

    A pick is a rating, whatever its stars: 1 + .3 for each above the person's mean. Whoever
    picked much says little by one pick: a person counts by 1/log(1 + their ratings). Where the
    pickers rated more than 100,000 times together, every second, third ... of them is asked.
    What was counted for the last titles is kept: it hangs on no profile.

    Raises DatasetError where the ratings that are read are damaged.
    """
    found = _count(item, dataset)
    return found.picks[of], found.share * dataset.counts[of].astype(np.float64)


@once_a_title
def _count(item: int, dataset: Dataset) -> _Pickers:
    users, stars = _asked(item, dataset)
    if not len(users):
        return _Pickers(np.zeros(dataset.n_items), 0.0)
    lengths, picked, given = dataset.rated_by(users)
    means = (np.add.reduceat(given, np.cumsum(lengths) - lengths) / lengths).astype(np.float32)
    people = (1 / np.log1p(lengths)).astype(np.float32)
    people *= _counted(stars - means) / people.mean()
    entries = np.repeat(people, lengths) * _counted(given - np.repeat(means, lengths))
    picks = np.bincount(picked, weights=entries, minlength=dataset.n_items)
    return _Pickers(picks.astype(np.float64), float(people @ lengths) / dataset.n_ratings)


def _asked(item: int, dataset: Dataset) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The people, (n,), of whose ratings the likeness is made, and their stars for the item."""
    users, stars = dataset.raters_of(item)
    step = int(-(-int(dataset.n_rated_by(users).sum()) // MOST_READ))
    return users[:: max(step, 1)], stars[:: max(step, 1)]


def _counted(above: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much picks count, (n,), of so many stars above the person's mean, (n,)."""
    return np.asarray(np.maximum(1 + np.float32(LIKING) * above, LEAST_COUNTED), dtype=np.float32)
