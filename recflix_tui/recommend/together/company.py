"""Who watches together, and what each title would be to each of them, on one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.errors import RecflixError
from recflix_tui.kernels.arrays import Flags, Floats
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.together.words import HATED_BELOW, on_scale
from recflix_tui.recommend.well_known import known_enough

FEWEST, MOST = 2, 5
NOTHING_NEW = "nothing is left that is new to all of them"
USUAL_BEST = 20
"""The titles that a person's best is the mean of."""


class TogetherError(RecflixError):
    """People cannot be asked for together; its text says why."""


def check_number(n: int) -> None:
    """Raise TogetherError where so many people cannot be asked for together."""
    if not FEWEST <= n <= MOST:
        said = "one alone" if n == 1 else str(n)
        raise TogetherError(f"two to five people watch together, not {said}: name so many")


@dataclass(frozen=True)
class Member:
    """One of those who watch together."""

    name: str
    """What they are called, as plain text."""
    taste: Taste
    """What they did, and what the model makes of it; made by a model."""

    @cached_property
    def seen(self) -> frozenset[int]:
        """The items that they rated or watched, or gave up on."""
        did = self.taste.activity
        return frozenset((*did.ratings, *did.watched, *did.abandoned))


@dataclass(frozen=True)
class Company:
    """Two to five people, and the titles there are. Nothing of it is kept anywhere."""

    members: tuple[Member, ...]
    """Who they are, in the order in which they were named."""
    dataset: Dataset
    """The titles, and everybody's ratings."""
    model: FactorModel | None = None
    """What the tastes are by, and tells how sure each prediction is; None where that is not
    asked."""

    def __post_init__(self) -> None:
        """Raises TogetherError for another number of people."""
        check_number(len(self.members))

    @cached_property
    def stars(self) -> Floats:
        """The stars to be expected of each title for each, as shown, (n_members, n_items)."""
        return np.array([_stars(member.taste) for member in self.members])

    @cached_property
    def among(self) -> Flags:
        """Which titles, (n_items,) bool, are new to all: nobody rated, watched, refused or gave up
        on them. Without a choice model, of these those that enough people rated."""
        among: Flags = np.logical_and.reduce([member.taste.open_items for member in self.members])
        by_stars = any(member.taste.worth is None for member in self.members)
        return known_enough(self.dataset, among) if by_stars else among

    @cached_property
    def barred(self) -> frozenset[int]:
        """The items that stand on no row: somebody refused them, gave up on them, or rated them
        below the middle of the scale."""
        least = on_scale(HATED_BELOW, self.dataset.scale)
        found: set[int] = set()
        for member in self.members:
            did = member.taste.activity
            found |= {*did.refused, *did.abandoned}
            found |= {item for item, stars in did.ratings.items() if stars < least}
        return frozenset(found)

    @cached_property
    def shares(self) -> Floats:
        """What each title is worth to each, by what their own best are, (n_members, n_items)
        float32: `Taste.worth` over the mean worth of their twenty best titles of `among`.

        Worth itself cannot be compared: it is a chance, and who has rated much, or the popular,
        has higher ones throughout, so that a plain mean is that person's list. A percentile can be,
        but all that is good is at its end: the hundredth best of ten thousand is 0.99. By the own
        best it stays a ratio: half of it is half as good. So is satisfaction normalised by what
        each could have had at most (Masthoff, "Group modeling: selecting a sequence of television
        items to suit a group of viewers", 2004; Xiao et al., "Fairness-aware group recommendation
        with Pareto-efficiency", 2017). docs/together.md has the three measured.

        Without a choice model it is what the expected stars are above the middle of the scale.
        """
        return np.array([self._shares_of(member.taste) for member in self.members])

    def _shares_of(self, taste: Taste) -> Floats:
        worth = self._worth(taste)
        own = worth[self.among]
        n = min(USUAL_BEST, len(own))
        best = float(np.partition(own, len(own) - n)[len(own) - n :].mean()) if n else 0.0
        shares: Floats = worth / np.float32(best) if best > 0 else np.zeros_like(worth)
        return shares

    def _worth(self, taste: Taste) -> Floats:
        if taste.worth is not None:
            return taste.worth
        middle = np.float32(on_scale(HATED_BELOW, self.dataset.scale))
        above: Floats = np.maximum(_stars(taste) - middle, 0)
        return above

    def weigh(self, items: Iterable[int]) -> None:
        """Work out how sure is what each would say of these titles."""
        asked = sorted({int(item) for item in items})
        for member in self.members:
            member.taste.weigh(asked, self.model)

    def seen_by(self, item: int) -> tuple[str, ...]:
        """The names of those who rated, watched or gave up on a title."""
        return tuple(member.name for member in self.members if item in member.seen)


def _stars(taste: Taste) -> Floats:
    assert taste.predictions is not None
    return taste.predictions
