"""What every kind of row is: a recipe, what it is made from, and what comes of it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.taste import Taste

ROW_LENGTH = 20


class FirstScreen(NamedTuple):
    """How much of a page is seen before anybody scrolls."""

    rows: int
    """Rows, the one cut off by the screen's end too."""
    tiles: int
    """Titles of each."""


USUAL_SCREEN = FirstScreen(5, 8)


@dataclass(frozen=True)
class Standing:
    """Where titles stand on the page that is being made."""

    in_view: NDArray[np.bool_]
    """Which items, (n_items,), the first screen shows, while rows of it are made; none after."""
    on_page: NDArray[np.bool_]
    """Which items, (n_items,), stand on any row so far."""

    @classmethod
    def of_nothing(cls, n_items: int) -> Self:
        """A page without rows."""
        return cls(np.zeros(n_items, np.bool_), np.zeros(n_items, np.bool_))


@dataclass(frozen=True)
class Row:
    """One row of Home, as a screen shows it on a shelf."""

    key: str
    """What tells it from every other row: `popular`, `genre:3`."""
    title: str
    """Its heading, as plain text."""
    note: str
    """A word on where it comes from, as plain text."""
    items: tuple[int, ...]
    """The titles, as items of the dataset, in order."""


@dataclass(frozen=True)
class RowContext:
    """What all rows of one page are made from."""

    taste: Taste
    """What the profile did, and its predictions."""
    dataset: Dataset
    """The titles and everyone's ratings."""
    model: FactorModel | None
    """The model that the predictions are by, None while there is none."""
    profile_name: str
    """The name of the profile, for headings."""
    length: int = ROW_LENGTH
    """The most titles on a row, where its kind sets no bound of its own."""
    first_screen: FirstScreen = USUAL_SCREEN
    """What is seen at once: no title stands there twice."""

    @property
    def is_personal(self) -> bool:
        """Whether there are predictions that something which the profile did is behind: its
        ratings, or for a choice model whatever a signal that is on goes by."""
        taste = self.taste
        did = taste.picks is not None and taste.weighed is not None and len(taste.weighed.items) > 0
        return self.model is not None and (bool(taste.ratings) or did)

    def open_but(self, elsewhere: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which items, (n_items,) bool, may be recommended and are not `elsewhere`."""
        return self.taste.open_items & ~elsewhere


class Ingredient(enum.Flag):
    """What rows of a kind are made of, beside the dataset: where none of it changed since a row was
    made, the row would come out the same."""

    ORDER = enum.auto()
    """What each title is ranked by."""
    STARS = enum.auto()
    """The stars to be expected of each title."""
    OPEN = enum.auto()
    """Which titles may be recommended."""
    RATINGS = enum.auto()
    """What was rated, with its stars, in its order; nothing where that is switched off."""
    N_RATINGS = enum.auto()
    """How many titles were rated."""
    TOLD = enum.auto()
    """What most of the picks come from, in words."""
    MY_LIST = enum.auto()
    """What is on My List and may be recommended, in its order."""
    GROUPS = enum.auto()
    """What stands for the groups that were picked; nothing where that is switched off."""
    PERSONAL = enum.auto()
    """Whether there is a model, and whether anything that the profile did is behind its
    predictions."""
    NAME = enum.auto()
    """The profile's name."""
    TILES = enum.auto()
    """How many titles of a row are seen at once."""
    IN_VIEW = enum.auto()
    """What the first screen shows above the row."""
    ON_PAGE = enum.auto()
    """What stands on the rows above."""


@dataclass(frozen=True)
class RowKind:
    """A recipe for rows of one kind."""

    key: str
    """The start of its rows' keys: `genre` for `genre:3`."""
    build: Callable[[RowContext, Standing], Iterator[Row]]
    """Make its rows, the best first, from the page's context and what stands on the page so far.
    They are made one by one: what stands there changes between two of them."""
    made_of: Ingredient
    """What its rows are made of: beside it they go by the dataset, the rows of this kind above
    them and `RowContext.length` alone."""
    least: int = 1
    """The titles without which a row of this kind is not shown."""


def make_row(key: str, title: str, note: str, items: Iterable[int]) -> Row:
    """Return a row of items in whatever form they come, NumPy's integers too."""
    return Row(key, title, note, tuple(int(item) for item in items))
