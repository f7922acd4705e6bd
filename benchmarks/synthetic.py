"""Made-up ratings of a given shape, so that speed can be measured without anyone's data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.model.ratings import Ratings


@dataclass(frozen=True)
class Shape:
    """How many users and items there are, and how many ratings of theirs."""

    name: str
    n_users: int
    n_items: int
    n_ratings: int


ML_1M = Shape("ML-1M", 6_040, 3_706, 1_000_209)


def make_ratings(shape: Shape, seed: int = 0, rank: int = 12) -> Ratings:
    """Whole stars from 1 to 5 by a hidden factor model, for distinct pairs of user and item
    whose counts fall off by a power law. The same seed gives the same ratings.
    """
    rng = np.random.default_rng(seed)
    pairs = _distinct_pairs(shape, rng)
    users, items = pairs // shape.n_items, pairs % shape.n_items
    user_bias = rng.normal(0, 0.4, shape.n_users)
    item_bias = rng.normal(0, 0.5, shape.n_items)
    scale = (0.4 / np.sqrt(rank)) ** 0.5
    P = rng.normal(0, scale, (shape.n_users, rank))
    Q = rng.normal(0, scale, (shape.n_items, rank))
    exact = 3.6 + user_bias[users] + item_bias[items]
    exact += np.einsum("nk,nk->n", P[users], Q[items])
    stars = np.clip(np.rint(exact + rng.normal(0, 0.8, len(pairs))), 1, 5).astype(np.float32)
    return Ratings(users, items, stars, shape.n_users, shape.n_items, 1.0, 5.0)


def noisy_stars(
    stars: npt.NDArray[np.floating], deviation: float, seed: int
) -> npt.NDArray[np.float32]:
    """Whole stars from 1 to 5 with normal noise added before they are rounded again."""
    noise = np.random.default_rng(seed).normal(0, deviation, len(stars))
    return np.clip(np.rint(stars + noise), 1, 5).astype(np.float32)


def _distinct_pairs(shape: Shape, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """user * n_items + item of as many distinct pairs as the shape says, in random order."""
    user_share = _power_law(shape.n_users, 0.6, rng)
    item_share = _power_law(shape.n_items, 0.9, rng)
    pairs = np.empty(0, np.int64)
    while len(pairs) < shape.n_ratings:
        users = rng.choice(shape.n_users, shape.n_ratings, p=user_share)
        items = rng.choice(shape.n_items, shape.n_ratings, p=item_share)
        pairs = np.unique(np.concatenate([pairs, users * shape.n_items + items]))
    return rng.permutation(pairs)[: shape.n_ratings]


def _power_law(n: int, exponent: float, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    weights = (np.arange(n) + 20.0) ** -exponent
    return rng.permutation(weights / weights.sum())
