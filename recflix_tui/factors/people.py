"""People of similar taste: those of the dataset whom the factors predict alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.space import FactorSpace
from recflix_tui.kernels.arrays import Doubles, Flags, Floats, Longs
from recflix_tui.model.components import gram
from recflix_tui.recommend.best import best
from recflix_tui.recommend.signals.ratings import rated_arrays

LEAST_RATINGS = 20  # of a person, to be compared with
SHRINKAGE = 10  # ratings of a person at which a likeness counts for half
LOVED = 0.75  # of the way up the scale: 4 of 5 stars, where the least is 1


@dataclass(frozen=True)
class LikePerson:
    """Somebody of the dataset whose taste is like another's."""

    user: int
    """Their index in the dataset."""
    likeness: float
    """-1 to 1: the cosine of what the factors add to the two people's predictions, over all
    titles, shrunk by n/(n + 10) where they have few ratings (n)."""
    n_ratings: int
    """How many titles they rated."""
    n_both: int
    """How many of them the other rated too."""


@dataclass(frozen=True)
class BothRated:
    """A title that two people rated."""

    item: int
    """The title."""
    mine: float
    """What the one gave, in stars."""
    theirs: float
    """What the other gave, in stars."""


@dataclass(frozen=True)
class Comparison:
    """What two people share, and where they differ."""

    share: tuple[BothRated, ...]
    """Loved by both: four stars of five or more and no lower than either's mean, the highest
    first."""
    differ: tuple[BothRated, ...]
    """Rated by both, a star or more apart and not loved by both: the largest difference first."""
    theirs: tuple[tuple[int, float], ...]
    """Loved by the other and unrated by the one: (item, their stars), the highest first, of
    equals the one that is predicted higher."""
    n_both: int
    """How many titles both rated."""
    mean_difference: float | None
    """How far apart their ratings of them are in the mean, in stars; None where both rated none."""


@dataclass(frozen=True)
class Crowd:
    """The dataset's users as they stand in a space, to be searched for a taste."""

    space: FactorSpace
    """Where they stand."""
    n_ratings: Longs
    """How many titles each rated, (n_users,) int64."""

    @cached_property
    def products(self) -> Doubles:
        """The inner products of the axes over all items, (c, c) float64: with it, two rows of
        coordinates have the inner product that what they add to the predictions has."""
        return gram(self.space.items)

    @cached_property
    def lengths(self) -> Floats:
        """Of what the factors add to each user's predictions, (n_users,) float32."""
        users = self.space.users
        squares = np.einsum("uc,uc->u", users @ self.products.astype(np.float32), users)
        found: Floats = np.sqrt(np.maximum(squares, 0))
        return found

    def likeness(self, coordinates: Doubles) -> Floats:
        """Of each user to a taste at `coordinates` (c,), (n_users,) float32, -1 to 1."""
        towards = self.products @ coordinates
        length = float(np.sqrt(max(float(coordinates @ towards), 0.0)))
        # In this thread alone: several, as @ takes, wait for each other on a busy machine.
        cosines: Floats = np.einsum("uc,c->u", self.space.users, towards.astype(np.float32))
        lengths = self.lengths * np.float32(length)
        np.divide(cosines, lengths, out=cosines, where=lengths > 0)
        cosines[lengths <= 0] = 0
        cosines *= (self.n_ratings / (self.n_ratings + SHRINKAGE)).astype(np.float32)
        return cosines


def crowd_of(dataset: Dataset, space: FactorSpace) -> Crowd:
    """The dataset's users in a space of a model that was trained on them."""
    return Crowd(space, np.diff(dataset.by_user.indptr))


def similar_people(
    dataset: Dataset,
    crowd: Crowd,
    coordinates: Doubles,
    rated: Mapping[int, float],
    n: int = 20,
    but: int | None = None,
) -> tuple[LikePerson, ...]:
    """The `n` people whose taste is most like one at `coordinates` (c,), the likest first.

    rated: the stars by item of whom they are to be like. but: a user who is left out, who is
    that person. Only people with 20 ratings or more are told, and none of unlike taste.
    """
    likeness = crowd.likeness(coordinates)
    among = (crowd.n_ratings >= LEAST_RATINGS) & (likeness > 0)
    if but is not None:
        among[but] = False
    mine = np.fromiter(rated.keys(), np.int64, len(rated))
    return tuple(
        LikePerson(
            user=user,
            likeness=float(likeness[user]),
            n_ratings=int(crowd.n_ratings[user]),
            n_both=len(np.intersect1d(mine, dataset.by_user.row(user)[0])),
        )
        for user in best(likeness, among, n).tolist()
    )


def compare(
    dataset: Dataset,
    rated: Mapping[int, float],
    predictions: Floats,
    user: int,
    n: int = 8,
) -> Comparison:
    """What somebody shares with a user of the dataset, up to `n` titles of each kind.

    rated: their stars by item; predictions: (n_items,) stars, theirs too. Of equals the title
    that more people rated comes first.
    """
    items, stars = rated_arrays(rated)
    their_items, their_stars = dataset.by_user.row(user)
    both, at, there = np.intersect1d(items, their_items, return_indices=True)
    mine, theirs = stars[at], their_stars[there]
    apart = np.abs(mine - theirs)
    loved = _loved(dataset, mine, stars) & _loved(dataset, theirs, their_stars)
    popular = -dataset.counts[both]

    def told(order: Longs) -> tuple[BothRated, ...]:
        return tuple(
            BothRated(int(both[j]), float(mine[j]), float(theirs[j])) for j in order[:n].tolist()
        )

    by_height = np.lexsort((popular, -(mine + theirs)))
    by_distance = np.lexsort((popular, -apart))
    new = _loved(dataset, their_stars, their_stars) & ~np.isin(their_items, items)
    found, given = their_items[new], their_stars[new]
    order = np.lexsort((-predictions[found], -given))[:n]
    return Comparison(
        share=told(by_height[loved[by_height]]),
        differ=told(by_distance[(apart >= 1)[by_distance] & ~loved[by_distance]]),
        theirs=tuple((int(found[j]), float(given[j])) for j in order.tolist()),
        n_both=len(both),
        mean_difference=float(apart.mean(dtype=np.float64)) if len(both) else None,
    )


def _loved(dataset: Dataset, given: Floats, all_given: Floats) -> Flags:
    """Which of the stars `given` (n,) are high on the scale and no lower than the person's mean."""
    if not len(all_given):
        return np.zeros(len(given), np.bool_)
    scale = dataset.scale
    floor = 1 + LOVED * (scale.high - 1)
    loved: Flags = (given >= floor) & (given >= all_given.mean(dtype=np.float64))
    return loved
