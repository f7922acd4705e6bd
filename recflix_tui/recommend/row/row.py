"""What every kind of row is: a recipe, what it is made from, and what comes of it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.row.days import day_of
from recflix_tui.recommend.taste import Taste

ROW_LENGTH = 20
SPARE = 3  # times as many titles are found for a row: some are seen above already, or are left out


class FirstScreen(NamedTuple):
    """How much of a page is seen before anybody scrolls."""

    rows: int
    """Rows, the one cut off by the screen's end too."""
    tiles: int
    """Titles of each."""


USUAL_SCREEN = FirstScreen(5, 8)
DEFAULT_ADVENTURE = 0.0
"""How adventurous a page is until its profile says otherwise: its Top picks are those that every
other place shows."""


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
    because: int | None = None
    """The title that the others are like: the page says in the note what they share with it, as far
    as it shows them; None where they are like no single title."""
    pull: float = 1.0
    """How likely a person looks at it beside another row of its kind (`RowKind.pull`)."""
    shorter: tuple[str, ...] = ()
    """Other ways to say the note where there is less room, the longest first."""


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
    adventure: float = DEFAULT_ADVENTURE
    """How adventurous the picks are, 0 (by worth alone) to 1 (`rerank`)."""
    leave_out_my_list: bool = False
    """Whether titles of My List stand on no row but that."""
    seed: int | None = None
    """What varies from day to day varies by this; None: by the day of the taste."""

    @property
    def day(self) -> int:
        """What varies from day to day varies by: the seed, else the day here (`day_of`) of what
        the signals are weighed for, 0 where it is of no moment."""
        if self.seed is not None:
            return self.seed
        weighed = self.taste.weighed
        if weighed is None or weighed.context is None:
            return 0
        return day_of(weighed.context.now) if weighed.context.now else 0

    @property
    def depth(self) -> int:
        """The most titles that a kind finds for a row: of these the page shows `length`."""
        return SPARE * self.length

    @property
    def is_personal(self) -> bool:
        """Whether there are predictions that something which the profile did is behind: its
        ratings, or for a choice model whatever a signal that is on goes by."""
        taste = self.taste
        did = taste.picks is not None and taste.weighed is not None and len(taste.weighed.items) > 0
        return self.model is not None and (bool(taste.ratings) or did)


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
    RATED_AT = enum.auto()
    """When each title was rated."""
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
    WATCHED = enum.auto()
    """What was watched last and has a row; nothing where that is switched off."""
    SOUGHT = enum.auto()
    """What was searched for of late, and chosen; nothing where that is switched off."""
    TRENDING = enum.auto()
    """How much more than usual each title is picked, and when that is; nothing where that is
    switched off."""
    LIKE_YOU = enum.auto()
    """What the nearest users make of each title; nothing where that is switched off."""
    LIKED = enum.auto()
    """What was rated and marked of late, as far as it counts."""
    REFUSED = enum.auto()
    """What was refused or given up on."""
    HOUR = enum.auto()
    """The quarter of an hour that the page is for, and when the profile did what; whether what this
    session looked at counts."""
    ADVENTURE = enum.auto()
    """How adventurous the page is, and the shares of genres that it is to have then."""
    DAY = enum.auto()
    """What varies from day to day."""


@dataclass(frozen=True)
class RowKind:
    """A recipe for rows of one kind."""

    key: str
    """The start of its rows' keys: `genre` for `genre:3`."""
    build: Callable[[RowContext], Iterator[Row]]
    """Make its rows, the best first, each of up to `RowContext.depth` titles, the best first: what
    stands on the page already is left out by the page."""
    made_of: Ingredient
    """What its rows are made of: beside it they go by the dataset and `RowContext.length` alone."""
    least: int = 1
    """The titles without which a row of this kind is not shown."""
    pull: float = 1.0
    """How likely a person looks at such a row beside others, whatever stands on it: Top picks has
    2, and comes first."""
    pull_for_anyone: float | None = None
    """The same while nothing that the profile did is behind its predictions; None: `pull`."""
    is_whole: bool = False
    """Whether its rows are the person's own lists: none of their titles is left out, and those seen
    at once stand nowhere else on the first screen."""
    again: float = 0.6
    """What that falls to with each row of the kind above."""
    most: int = 3
    """How many rows of this kind a page has at most."""


def make_row(
    key: str,
    title: str,
    note: str,
    items: Iterable[int],
    because: int | None = None,
    shorter: Iterable[str] = (),
    pull: float = 1.0,
) -> Row:
    """Return a row of items in whatever form they come, NumPy's integers too."""
    found = tuple(int(item) for item in items)
    return Row(key, title, note, found, because, pull, tuple(shorter))
