"""What was shown of surprises so far, and how they are narrowed: kept while the app runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.browse import decades
from recflix_tui.recommend.surprise.wanted import Daring, Wanted

T = TypeVar("T")

MINUTES = (60, 90, 120, 150, 180)
"""The running times that one may ask for at most."""


@dataclass
class Sitting:
    """One person before the screen, from the first surprise on."""

    profile_id: int
    """Who it is."""
    wanted: Wanted = field(default_factory=Wanted)
    """What a surprise is to be."""
    shown: list[int] = field(default_factory=list)
    """What was shown, as items of `dataset`, the last one last."""
    dataset: Dataset | None = None
    """The dataset that these are items of; None before the first."""

    def go_by(self, dataset: Dataset) -> None:
        """Draw from this dataset: what was shown of another, or wanted of it, is forgotten."""
        if self.dataset is not dataset:
            self.dataset, self.shown = dataset, []
            self.wanted = Wanted(daring=self.wanted.daring)

    def note(self, item: int, began_again: bool) -> None:
        """A film is shown; began_again: all others were, and may come again."""
        self.shown = [*([] if began_again else self.shown), item]

    def unnote(self, item: int) -> None:
        """The film that was shown last was gone before anybody saw it: it may come again."""
        if self.shown[-1:] == [item]:
            self.shown = self.shown[:-1]

    @property
    def is_timed(self) -> bool:
        """Whether running times are known."""
        return self.dataset is not None and self.dataset.credits is not None

    def turn(self, name: str, steps: int) -> None:
        """Want another genre, decade, running time or degree of daring, by the name of the field
        of `Wanted`: so many steps on from the one that is wanted, around the circle."""
        if self.dataset is None:
            return
        wanted = self.wanted
        if name == "genre":
            genre = _on((None, *self.dataset.genre_names), wanted.genre, steps)
            self.wanted = replace(wanted, genre=genre)
        elif name == "decade":
            decade = _on((None, *decades(self.dataset)), wanted.decade, steps)
            self.wanted = replace(wanted, decade=decade)
        elif name == "daring":
            self.wanted = replace(wanted, daring=_on(tuple(Daring), wanted.daring, steps))
        elif self.is_timed:
            at_most = _on((None, *MINUTES), wanted.at_most, steps)
            self.wanted = replace(wanted, at_most=at_most)

    def widen(self) -> None:
        """Want any film, as usual."""
        self.wanted = Wanted()


def _on(values: Sequence[T], now: T, steps: int) -> T:
    return values[(values.index(now) + steps) % len(values)]
