"""What candidates are measured on: the folds of a cross-validation, more of them on each rung."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from recflix_tui.model.ratings import Ratings

FOLDS = 5
RUNGS = (1, 2, FOLDS)  # folds on which a candidate has been measured at the end of each rung
KEPT = 3  # one candidate in so many goes on to the next rung
MOST_RATINGS = 5_000_000  # of larger data so many are tuned on, of users drawn at random


def folds_of(n: int, seed: int) -> npt.NDArray[np.uint8]:
    """The fold of each of n ratings, (n,) uint8 below FOLDS: all of one size, but for one."""
    return (np.random.default_rng(seed).permutation(n) % FOLDS).astype(np.uint8)


def sampled(ratings: Ratings, most: int, seed: int) -> Ratings:
    """At most so many ratings: all those of users drawn at random, and of one user at least."""
    if len(ratings.stars) <= most:
        return ratings
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    order = np.random.default_rng(seed).permutation(ratings.n_users)
    fits = np.cumsum(counts[order]) <= most
    fits[np.argmax(counts[order] > 0)] = True
    drawn = np.zeros(ratings.n_users, bool)
    drawn[order[fits]] = True
    return ratings.part(drawn[ratings.users])


def rung_sizes(n: int) -> list[int]:
    """The number of candidates on each rung, of n on the first: the defaults, and the better
    third of the others each time."""
    sizes = [n]
    for _ in RUNGS[1:]:
        sizes.append(1 + -(-(sizes[-1] - 1) // KEPT))
    return sizes


def measurements_of(sizes: list[int]) -> int:
    """How many measurements there are on rungs of these sizes: each adds folds to those that its
    candidates have."""
    added = (folds - before for before, folds in pairwise((0, *RUNGS)))
    return sum(size * more for size, more in zip(sizes, added, strict=True))
