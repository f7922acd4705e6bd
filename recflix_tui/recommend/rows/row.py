"""What every kind of row is: a recipe, what it is made from, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.taste import Taste

ROW_LENGTH = 20


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

    @property
    def is_personal(self) -> bool:
        """Whether there are predictions that the profile's own ratings are behind."""
        return bool(self.taste.activity.ratings) and self.model is not None

    def fresh(self, taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which items, (n_items,) bool, may be recommended and stand on no row yet."""
        return self.taste.open_items & ~taken


@dataclass(frozen=True)
class RowKind:
    """A recipe for rows of one kind."""

    key: str
    """The start of its rows' keys: `genre` for `genre:3`."""
    build: Callable[[RowContext, NDArray[np.bool_]], Iterator[Row]]
    """Make its rows, the best first, from the page's context and the items taken so far,
    (n_items,) bool. They are made one by one: what is taken may change between two of them."""
    least: int = 1
    """The titles without which a row of this kind is not shown."""
    repeats: bool = False
    """Whether its titles may stand on other rows too."""


def make_row(key: str, title: str, note: str, items: Iterable[int]) -> Row:
    """Return a row of items in whatever form they come, NumPy's integers too."""
    return Row(key, title, note, tuple(int(item) for item in items))
