"""Which genres are rated more at some time of the day and week."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.crowd.kinds import genre_kinds
from recflix_tui.recommend.crowd.lift import log_lift
from recflix_tui.recommend.crowd.sampled import sampled
from recflix_tui.recommend.once import once_a_dataset

N_SLOTS = 8
"""Quarters of a day from midnight, of weekdays and then of Saturdays and Sundays."""
SHRINK = 500.0  # ratings of a genre in a slot: people rate a hundred titles in one go


def slots_of(times: npt.ArrayLike, offset: npt.ArrayLike = 0.0) -> NDArray[np.int64]:
    """Return the slot, 0 to 7, of moments in Unix seconds, of any shape; offset: what the clock
    there is ahead of UTC, in seconds, for each or for all."""
    hours = np.floor((np.asarray(times, np.float64) + np.asarray(offset)) / 3600).astype(np.int64)
    weekday = (hours // 24 + 3) % 7  # the first of January 1970 was a Thursday
    return np.asarray(hours % 24 // 6 + 4 * (weekday >= 5))


@once_a_dataset
def genre_lifts(dataset: Dataset) -> NDArray[np.float64] | None:
    """Return the logarithm of how many times its usual share each genre has of the ratings of a
    slot (UTC), (8, n_genres) float64, shrunk; None where the data has no times or no genres.

    Of a large dataset some people are asked (`sampled`). Raises DatasetError.
    """
    those, n_genres = sampled(dataset), len(dataset.genre_names)
    timed = those.times > 0
    if not timed.any() or not n_genres:
        return None
    return lifts_of(dataset, those.items[timed], slots_of(those.times[timed]), SHRINK)


def lifts_of(
    dataset: Dataset, items: NDArray[np.int32], slots: NDArray[np.int64], shrink: float
) -> NDArray[np.float64]:
    """Return log (c + s) / (e + s) of each slot and genre, (8, n_genres) float64, for c picks of
    the genre in it where e would be had each slot the same genres.

    items, slots: of the picks, (n,); shrink: s.
    """
    kinds = genre_kinds(dataset)
    n_kinds = len(kinds.genres)
    pairs = np.bincount(slots * n_kinds + kinds.of[items], minlength=N_SLOTS * n_kinds)
    picks = pairs.reshape(N_SLOTS, n_kinds)
    counts = picks @ kinds.genres
    expected = np.outer(picks.sum(axis=1), counts.sum(axis=0)) / max(len(items), 1)
    return log_lift(counts, expected, shrink)


def of_titles(dataset: Dataset, of_genres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean over each title's genres of a number for each genre, (n_genres,): (n_items,)
    float64, 0 for a title without genres."""
    kinds = genre_kinds(dataset)
    sums = kinds.genres @ of_genres
    return np.asarray((sums / np.maximum(kinds.genres.sum(axis=1), 1))[kinds.of])
