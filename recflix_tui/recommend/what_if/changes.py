"""What is tried out: ratings struck or given otherwise, signals and genres left out, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from recflix_tui.dataset.values import Scale


@dataclass(frozen=True)
class Changes:
    """What a profile is thought to have done otherwise. Each change gives another."""

    without: frozenset[int] = frozenset()
    """The items whose ratings are struck: as if they had never been rated."""
    stars: Mapping[int, float] = field(default_factory=dict)
    """What items are given in place of what they were, in stars; of one that was not rated, a
    rating that is the newest. It holds within a struck genre too: it is what was asked for."""
    signals: frozenset[str] = frozenset()
    """The names of the signals that do not count."""
    genres: frozenset[int] = frozenset()
    """The genres, places among the dataset's, of which all that was done with their titles is
    struck: ratings and marks, what was opened, chosen or seen, the groups picked by them, and the
    searches that named the genre. Their titles may be recommended all the same."""

    @cached_property
    def count(self) -> int:
        """How many changes it is; 0 where all is as it was."""
        return len(self.without) + len(self.stars) + len(self.signals) + len(self.genres)

    def striking(self, item: int) -> Changes:
        """With the rating of an item struck."""
        return replace(self, without=self.without | {item}, stars=_but(self.stars, item))

    def restoring(self, item: int) -> Changes:
        """With the rating of an item as it was."""
        return replace(self, without=self.without - {item}, stars=_but(self.stars, item))

    def giving(self, item: int, stars: float) -> Changes:
        """With an item given so many stars."""
        given = {**_but(self.stars, item), item: stars}
        return replace(self, without=self.without - {item}, stars=given)

    def turning(self, item: int, was: float | None, by_genre: bool) -> Changes:
        """With the rating of an item struck that counts, or there again that is struck.

        was: what it was given, in stars, None where it is not rated; by_genre: whether it is of a
        struck genre, so that a rating that is to count all the same is one that is given.
        """
        if item in self.stars:
            return self.striking(item) if was is not None and not by_genre else self.restoring(item)
        if by_genre and was is not None:
            return self.giving(item, was)
        if was is None or item in self.without:
            return self.restoring(item)
        return self.striking(item)

    def stepping(
        self, item: int, was: float | None, guess: float, steps: int, scale: Scale, by_genre: bool
    ) -> Changes:
        """With an item given so many steps of the scale more. One that is not rated begins at the
        nearest to `guess`, in stars; was, by_genre: as in `turning`."""
        now = self.stars.get(item, was)
        stars = scale.nearest(guess) if now is None else scale.step_from(now, steps)
        return self.restoring(item) if stars == was and not by_genre else self.giving(item, stars)

    def still_there(self, ratings: Mapping[int, float]) -> Changes:
        """Those changes that are left after the ratings became these: by item, in stars."""
        return replace(self, without=self.without & ratings.keys())

    def turning_signal(self, name: str) -> Changes:
        """With a signal left out that counts, or counting again."""
        return replace(self, signals=self.signals ^ {name})

    def turning_genre(self, genre: int) -> Changes:
        """With a genre struck, or there again."""
        return replace(self, genres=self.genres ^ {genre})


NOTHING = Changes()


def _but(stars: Mapping[int, float], item: int) -> dict[int, float]:
    return {other: given for other, given in stars.items() if other != item}
