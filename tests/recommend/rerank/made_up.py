"""Candidates made up by a seed: worth, genres and likeness of titles, and what a list is to be."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.rerank.rerank import Candidates

Doubles = NDArray[np.float64]


class MadeUp(NamedTuple):
    """As `Candidates` has them."""

    worth: Doubles
    likeness: Doubles
    genres: Doubles
    target: Doubles
    bits: Doubles

    @property
    def candidates(self) -> Candidates:
        """The same, with the items 100, 101, ..."""
        return Candidates(np.arange(100, 100 + len(self.worth)), *self)


def made_up(m: int, seed: int) -> MadeUp:
    """m titles of five genres; the last two titles are the same, and the last genre is wanted by
    nobody."""
    rng = np.random.default_rng(seed)
    worth = np.sort(rng.uniform(0.05, 1, m))[::-1]
    vectors = rng.uniform(0, 1, (m, 4)) ** 3
    genres: Doubles = (rng.uniform(0, 1, (m, 5)) < 0.4).astype(np.float64)
    vectors[-1], genres[-1] = vectors[-2], genres[-2]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    genres /= np.maximum(genres.sum(axis=1, keepdims=True), 1)
    target = np.array([*rng.dirichlet(np.ones(4)), 0.0])
    likeness = np.asarray(vectors @ vectors.T, np.float64)
    return MadeUp(worth, likeness, genres, target, rng.uniform(0.5, 6, m))


def gap_of(target: Doubles, genres: Doubles) -> float:
    """The calibration gap of a list of titles with these genres, (n, n_genres), genre by genre."""
    gap = 0.0
    for g, p in enumerate(target.tolist()):
        q = sum(genres[:, g].tolist()) / len(genres)
        if p > 0:
            gap += p * math.log(p / (0.99 * q + 0.01 * p))
    return gap


def volume_of(likeness: Doubles, places: list[int]) -> float:
    """The logarithm of the determinant of the kernel of some titles."""
    kernel = 0.99 * likeness + 0.01 * np.eye(len(likeness))
    return float(np.linalg.slogdet(kernel[np.ix_(places, places)])[1])
