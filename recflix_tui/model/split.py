"""Which ratings a model learns from, and which it is measured on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def random_holdout(
    users: npt.NDArray[np.integer], share: float, seed: int
) -> npt.NDArray[np.bool_]:
    """A seeded random choice of about `share` of the ratings: (n,) bool, True is held out.

    users: (n,) indices. Every user keeps at least one rating to learn from.
    """
    held = np.random.default_rng(seed).random(len(users), np.float32) < share
    if not held.any():
        return held
    left = np.bincount(users[~held], minlength=int(users.max()) + 1)
    at_risk = np.flatnonzero(held & (left[users] == 0))
    _, first = np.unique(users[at_risk], return_index=True)
    held[at_risk[first]] = False
    return held
