"""Datasets whose ratings a test writes down, one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.csr import group
from recflix_tui.dataset.dataset import Dataset

DAY = 86_400
Rating = tuple[int, int, float, int]
"""User, item, stars, and when, in Unix seconds."""


def with_ratings(dataset: Dataset, ratings: Sequence[Rating]) -> Dataset:
    """The users and titles of a dataset with these ratings."""
    users, items, stars, when = zip(*ratings, strict=True)
    rows = np.array(users, np.int32), np.array(items, np.int32), np.array(stars, np.float32)
    return dataset.with_ratings(group(*rows, np.array(when, np.int64), dataset.n_users))


def some_ratings(n: int, seed: int, days: int = 900) -> list[Rating]:
    """Ratings of 80 users of 60 titles, no pair twice, the low items more often, over some days;
    every tenth of unknown time."""
    rng = np.random.default_rng(seed)
    pairs = rng.choice(80 * 60, n, replace=False, p=_uneven())
    when = 1_000_000_000 + rng.integers(0, days * DAY, n)
    when[::10] = 0
    stars = rng.integers(1, 11, n) / 2
    return [
        (int(pair) // 60, int(pair) % 60, float(star), int(at))
        for pair, star, at in zip(pairs, stars, when, strict=True)
    ]


def _uneven() -> NDArray[np.float64]:
    weights = np.tile(1 / (3 + np.arange(60)), 80)
    return np.asarray(weights / weights.sum())
