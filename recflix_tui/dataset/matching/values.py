"""What is asked of a matching, and what comes of it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Progress = Callable[[str, float], None]

MOST_NEAR = 5
"""How many items a film that was not found may be, at most."""


class How(enum.StrEnum):
    """By what a film was found."""

    ID = "id"
    """Its number at IMDb or TMDB."""
    EXACT = "exact"
    """Its name and its year, which one item alone has."""
    SAME_NAME = "same name and year"
    """Its name and its year, which several items have: the most rated of them."""
    YEAR_OFF = "year off by one"
    """Its name, in the year before or after."""
    NAME_ALONE = "name alone"
    """Its name, where no year is given and one item alone has it."""
    FUZZY = "fuzzy"
    """A name like it, or more or less of its name, and its year."""


@dataclass(frozen=True)
class Wanted:
    """A film as it is named elsewhere."""

    titles: tuple[str, ...]
    """Its names, the first the main one."""
    year: int = 0
    """The year it came out, 0 where that is not said."""
    imdb_id: int = 0
    """Its number at IMDb, 0 where unknown."""
    tmdb_id: int = 0
    """Its number at TMDB, 0 where unknown."""


@dataclass(frozen=True)
class Found:
    """The item that a film is, or those that it may be."""

    item: int
    """The item, -1 where none is it."""
    how: How | None = None
    """By what it was found, None where it was not."""
    near: tuple[int, ...] = ()
    """Where it was not: the items that it may be, best first."""

    @property
    def sure(self) -> bool:
        """Whether nobody need look at it."""
        return self.how in (How.ID, How.EXACT)


class Catalogue(Protocol):
    """What a dataset tells of its titles."""

    @property
    def n_items(self) -> int:
        """How many there are."""
        ...

    years: NDArray[np.int16]
    """The year of each, (n_items,), 0 where unknown."""
    counts: NDArray[np.int32]
    """How many rated each, (n_items,)."""
    imdb_ids: NDArray[np.int64]
    """The number of each at IMDb, (n_items,), 0 where unknown."""
    tmdb_ids: NDArray[np.int64]
    """The number of each at TMDB, (n_items,), 0 where unknown."""

    def title(self, i: int) -> str:
        """A title as shown, without its year."""
        ...
