"""Which ratings a model learns from, and which it is measured on."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

SPLITS = ("random", "user", "time")  # of ratings
PEOPLE = "people"  # the split that holds out whole people


def random_holdout(
    users: npt.NDArray[np.integer], share: float, seed: int
) -> npt.NDArray[np.bool_]:
    """A seeded random choice of about `share` of the ratings: (n,) bool, True is held out.

    users: (n,) indices. Every user keeps at least one rating to learn from.
    """
    held = np.random.default_rng(seed).random(len(users), np.float32) < share
    if not held.any():
        return held
    at_risk = left_with_none(users, held)
    _, first = np.unique(users[at_risk], return_index=True)
    held[at_risk[first]] = False
    return held


def left_with_none(
    users: npt.NDArray[np.integer], held: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    """Where the ratings are of the users of whom all are held out: (m,), ascending.

    users: (n,) indices, n > 0; held: (n,).
    """
    learns = np.zeros(int(users.max()) + 1, np.bool_)
    learns[users[~held]] = True
    return np.flatnonzero(held & ~learns[users])


def leave_out(
    users: npt.NDArray[np.integer], when: npt.NDArray[np.int64] | None, n: int, seed: int
) -> npt.NDArray[np.bool_]:
    """The last `n` ratings of every user who has more than n: (n_ratings,) bool, True is held out.

    users: (n_ratings,) indices; when: unix seconds. Among ratings of one moment, and where `when`
    is None, the choice is random by the seed.
    """
    order = np.random.default_rng(seed).permutation(len(users))
    if when is not None:
        order = order[np.argsort(when[order], kind="stable")]
    order = order[np.argsort(users[order], kind="stable")]
    counts = np.bincount(users)
    ends = np.cumsum(counts)[users[order]]
    last = np.arange(len(users)) >= ends - n
    held = np.zeros(len(users), bool)
    held[order] = last & (counts[users[order]] > n)
    return held


def since(when: npt.NDArray[np.int64], share: float) -> tuple[npt.NDArray[np.bool_], int]:
    """The latest ratings, about `share` of them: (n,) bool, True is held out; and the moment
    from which on they are held out.

    when: (n,) unix seconds. Ratings of one moment stay together, and never all are held out.
    """
    n = len(when)
    at = min(math.ceil((n - 1) * (1 - share)), n - 1)
    # By whole numbers throughout: a time in small units has more digits than a float.
    moment = int(np.partition(when, at)[at])
    if moment == when.min():
        later = when[when > moment]
        moment = int(later.min()) if len(later) else moment + 1
    return when >= moment, moment
