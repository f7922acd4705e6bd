"""The examples: a few people, a few films and their ratings; which are held out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Flags
from recflix_tui.lab.errors import LabError

LOWEST, HIGHEST = 0.5, 5.0
"""The stars that a rating can have."""
Cell = tuple[int, int]
"""A person and a film, by their places."""
_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Example:
    """Ratings that fit on a page. A value: what changes a rating returns another example."""

    key: str
    """What it is called on the command line."""
    title: str
    """What it is, in a line."""
    people: tuple[str, ...]
    """Their names: the m rows."""
    films: tuple[str, ...]
    """Their titles: the n columns."""
    tags: tuple[str, ...]
    """What the films are called where there is no room for titles: at most three letters."""
    ratings: Doubles
    """Stars, (m, n) float64; NaN where a cell is empty."""
    held: Flags
    """The rated cells that are kept from the training, (m, n) bool."""

    @property
    def rated(self) -> Flags:
        """The cells that have a rating, held out or not, (m, n) bool."""
        return ~np.isnan(self.ratings)

    @property
    def known(self) -> Flags:
        """The cells that are learnt from: rated, and not held out, (m, n) bool."""
        return self.rated & ~self.held

    @property
    def known_cells(self) -> tuple[Cell, ...]:
        """The cells that are learnt from, person by person, film by film."""
        return _cells(self.known)

    @property
    def held_cells(self) -> tuple[Cell, ...]:
        """The cells that are held out, person by person, film by film."""
        return _cells(self.held)

    @property
    def empty_cells(self) -> tuple[Cell, ...]:
        """The cells without a rating, person by person, film by film."""
        return _cells(~self.rated)

    @property
    def mean(self) -> float:
        """The mean of the ratings that are learnt from, in stars; LabError where there are none."""
        if not self.known.any():
            raise LabError("no rating is left to learn from; rate a cell, or hold out fewer")
        return float(self.ratings[self.known].mean())

    def with_rating(self, user: int, item: int, stars: float | None) -> Example:
        """Return the example with another rating in a cell, or with none.

        A cell that is emptied is no more held out. Raises LabError where stars are off the scale.
        """
        if stars is not None and not LOWEST <= stars <= HIGHEST:
            raise LabError(f"a rating is from {LOWEST:g} to {HIGHEST:g} stars, not {stars:g}")
        ratings, held = self.ratings.copy(), self.held.copy()
        ratings[user, item] = np.nan if stars is None else stars
        held[user, item] &= stars is not None
        return replace(self, ratings=_kept(ratings), held=_kept(held))

    def with_held(self, user: int, item: int, is_held: bool) -> Example:
        """Return the example with a cell held out, or learnt from.

        Raises LabError where the cell is empty: it has no rating to compare with.
        """
        if is_held and np.isnan(self.ratings[user, item]):
            raise LabError("this cell is empty: there is no rating to hold out")
        held = self.held.copy()
        held[user, item] = is_held
        return replace(self, held=_kept(held))

    def holding_out(self, cells: Iterable[Cell]) -> Example:
        """Return the example with these cells held out, and no others. LabError: `with_held`."""
        example = replace(self, held=_kept(np.zeros_like(self.held)))
        for user, item in cells:
            example = example.with_held(user, item, True)
        return example


def _example(
    key: str,
    title: str,
    films: dict[str, str],
    rows: dict[str, tuple[float | None, ...]],
) -> Example:
    stars = [[np.nan if rating is None else rating for rating in row] for row in rows.values()]
    ratings = np.array(stars, np.float64)
    nothing_held = np.zeros(ratings.shape, np.bool_)
    return Example(
        key,
        title,
        tuple(rows),
        tuple(films),
        tuple(films.values()),
        _kept(ratings),
        _kept(nothing_held),
    )


def _kept(array: npt.NDArray[_T]) -> npt.NDArray[_T]:
    """The array, which nobody can write into."""
    array.flags.writeable = False
    return array


def _cells(where: Flags) -> tuple[Cell, ...]:
    return tuple((int(user), int(item)) for user, item in np.argwhere(where))


TUTORIAL = _example(
    "tutorial",
    "five people, four films, every cell rated",
    {
        "The Action Hero": "Act",
        "Romantic Comedy": "Rom",
        "Sci-Fi Epic": "Sci",
        "Drama Thriller": "Dra",
    },
    {
        "Alice": (5, 3, 4, 1),
        "Bob": (4, 2, 5, 2),
        "Charlie": (1, 4, 2, 5),
        "David": (2, 5, 1, 4),
        "Eve": (3, 1, 3, 2),
    },
)
"""The tutorial's own data."""
SPARSE = _example(
    "sparse",
    "four people, four films, most cells empty",
    {film: film for film in "ABCD"},
    {
        "Alice": (5, None, 4, None),
        "Bob": (None, 3, None, 5),
        "Charlie": (4, 2, None, None),
        "David": (None, 5, 3, 2),
    },
)
"""Its empty cells are what is to be found."""
EXAMPLES = {example.key: example for example in (TUTORIAL, SPARSE)}
"""The examples by what they are called."""
