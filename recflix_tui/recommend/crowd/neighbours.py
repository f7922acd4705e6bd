"""The users of a dataset whose picks are most like a profile's, and what they picked."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from recflix_tui.cache_counts import counter, one_of_the_last
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.crowd.liked import Liked
from recflix_tui.recommend.once import once_a_dataset

NEAREST = 50  # users
FEW = 20.0  # picks that are added to each user's: few in common are no likeness yet
PICKED = 0.5  # stars that it counts for that a neighbour picked a title at all
DOUBT = 5.0  # neighbours who would know of nothing to tell
AGREEING = 0.5  # how much more a pick in common counts where both liked it
BLOCKS = 16  # of users who stand side by side, where not all are asked
MOST_READ = 100_000  # ratings of a profile's titles
MOST_KEPT = 128  # titles of which it is kept who rated them: those of one profile
Raters = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Users, and something of each, both (n,)."""
_KEPT = counter("raters", "who rated the titles that a profile liked of late")
_LOCK = Lock()


@dataclass(frozen=True)
class Neighbours:
    """The nearest users."""

    users: NDArray[np.int32]
    """Who they are, (n,) int32, the nearest first."""
    likeness: NDArray[np.float64]
    """How near each is, (n,) float64, above 0."""


def nearest_users(dataset: Dataset, liked: Liked) -> Neighbours:
    """Return the up to 50 users whose picks are most like a profile's.

    The likeness of a user is the sum over the titles in common of log(users / raters of it)
    (1 + .5 a b), with a and b the stars of both above the profile's and above the title's mean,
    held to -1 and 1, by the root of (their ratings + 20). Of titles with more than 100,000 ratings
    together a part of the users is asked, in 16 blocks. Raises DatasetError.
    """
    likeness = np.zeros(dataset.n_users)
    edges = _asked(dataset, liked)
    for item, above in zip(liked.items.tolist(), liked.above.tolist(), strict=True):
        count = int(dataset.counts[item])
        if not count:
            continue
        users, theirs = _raters(dataset, item, edges)
        weight = np.log(dataset.n_users / count)
        likeness[users] += weight * (1 + AGREEING * float(np.clip(above, -1, 1)) * theirs)
    found = np.flatnonzero(likeness).astype(np.int32)
    near = likeness[found] / np.sqrt(dataset.n_rated_by(found) + FEW)
    order = best(near, near > 0, NEAREST)
    return Neighbours(found[order], near[order])


def _raters(dataset: Dataset, item: int, edges: NDArray[np.int64]) -> Raters:
    """Who of those asked rated a title, and how far above its mean, held to -1 and 1; both (n,)."""

    def read() -> Raters:
        users, stars = dataset.raters_within(item, edges)
        return users, np.clip(stars - dataset.means[item], -1, 1)

    key, kept = (item, edges.tobytes()), _of_titles(dataset)
    return one_of_the_last(kept, key, read, count=_KEPT, lock=_LOCK, most=MOST_KEPT)


@once_a_dataset
def _of_titles(dataset: Dataset) -> dict[tuple[int, bytes], Raters]:
    return {}


def _asked(dataset: Dataset, liked: Liked) -> NDArray[np.int64]:
    """From and up to where each block of users reaches who are asked, (2 n_blocks,) int64."""
    share = MOST_READ / max(int(dataset.counts[liked.items].sum()), 1)
    if share >= 1:
        return np.array([0, dataset.n_users])
    starts = np.arange(BLOCKS) * dataset.n_users // BLOCKS
    size = max(int(share * dataset.n_users / BLOCKS), 1)
    return np.stack([starts, starts + size], axis=1).ravel()


def liked_by(dataset: Dataset, near: Neighbours) -> NDArray[np.float64]:
    """Return how much more the neighbours like each title than everybody does, in stars, (n_items,)
    float64: the sum of likeness (stars - the title's mean + .5) by the sum of likeness and 5, with
    likeness 1 in the mean. That they picked it counts as half a star. Raises DatasetError."""
    lengths, items, stars = dataset.rated_by(near.users)
    weights = np.repeat(near.likeness / max(float(near.likeness.mean()), 1e-12), lengths)
    more = weights * (stars - dataset.means[items] + PICKED)
    sums, likeness = (np.bincount(items, of, dataset.n_items) for of in (more, weights))
    return np.asarray(sums / (likeness + DOUBT))
