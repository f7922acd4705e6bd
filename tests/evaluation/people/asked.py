"""Ratings of a few people at known moments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.model.ratings import Ratings
from tests.examples.models import make_taste

DAY = 86_400


def make_dated(n_users: int = 40, n_items: int = 30, share: float = 0.5) -> Ratings:
    """Everybody rates on days of their own, no two titles at one moment; shuffled."""
    taste = make_taste(n_users, n_items, share)
    rng = np.random.default_rng(4)
    n = len(taste.stars)
    when = rng.permutation(n).astype(np.int64) * DAY + 1_000_000_000
    order = rng.permutation(n)
    shuffled = replace(
        taste,
        users=taste.users[order],
        items=taste.items[order],
        stars=taste.stars[order],
    )
    return replace(shuffled, when=when)


def rated_by(ratings: Ratings, user: int) -> list[tuple[int, int, float]]:
    """When, which title and how many stars, the oldest first."""
    assert ratings.when is not None
    own = np.flatnonzero(ratings.users == user)
    return sorted(
        (int(ratings.when[n]), int(ratings.items[n]), float(ratings.stars[n])) for n in own
    )
