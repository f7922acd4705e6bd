"""What is tried out: ratings struck or given otherwise, signals and genres left out, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property


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

    def turning_signal(self, name: str) -> Changes:
        """With a signal left out that counts, or counting again."""
        return replace(self, signals=self.signals ^ {name})

    def turning_genre(self, genre: int) -> Changes:
        """With a genre struck, or there again."""
        return replace(self, genres=self.genres ^ {genre})


NOTHING = Changes()


def _but(stars: Mapping[int, float], item: int) -> dict[int, float]:
    return {other: given for other, given in stars.items() if other != item}
