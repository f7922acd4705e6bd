"""What Browse asks of the catalogue: which titles, in which order, and how to draw them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from recflix_tui.recommend.browse import Filter, Own, Sort, are_doubtful
from recflix_tui.screens.browse.hint import Hint, hint_of
from recflix_tui.screens.home import tile_look
from recflix_tui.widgets.titles.columns import DOWN, UP
from recflix_tui.widgets.titles.filters import Narrowed
from recflix_tui.widgets.titles.table import Items

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.facts import TitleFacts
    from recflix_tui.widgets.shelf.tile import TileLook

CYCLE = tuple(Sort)
OWN_NOTHING = {
    Own.UNRATED: "you rated every title there is",
    Own.RATED: "you rated nothing yet: 1 to 5 rate a title",
    Own.WATCHED: "you marked nothing as watched yet: w does",
    Own.ABANDONED: "you gave up on nothing yet: z says so of a title",
    Own.REFUSED: "you marked nothing as not for you: x does",
    Own.MY_LIST: "your list is empty: a keeps a title in it",
}
"""What is said where a filter by what one did lists nothing."""
NAMES = {Sort.PREDICTED: "for you", Sort.MINE: "yours"}


@dataclass(frozen=True)
class Order:
    """A column and a direction."""

    sort: Sort = Sort.RELEVANCE
    """The column."""
    descending: bool = True
    """Whether the highest comes first."""

    @classmethod
    def by(cls, sort: Sort) -> Order:
        """An order as one expects it at first: names from A, figures from the highest."""
        return cls(sort, sort not in (Sort.TITLE, Sort.GENRES))

    @property
    def after(self) -> Order:
        """The order by the next column."""
        return Order.by(CYCLE[(CYCLE.index(self.sort) + 1) % len(CYCLE)])

    @property
    def turned(self) -> Order:
        return replace(self, descending=not self.descending)

    def words(self, searching: bool, doubtful: bool = False) -> str:
        """The order in words. doubtful: whether titles that few rated come after the others."""
        if self.sort is Sort.RELEVANCE:
            first, last = ("best match", "worst match") if searching else ("most", "least")
            return f"{first if self.descending else last}{'' if searching else ' rated'} first"
        if self.sort is Sort.WHEN:
            return f"your {'latest' if self.descending else 'earliest'} first"
        said = f"by {NAMES.get(self.sort, self.sort)} {DOWN if self.descending else UP}"
        return f"{said}, rated by few last" if doubtful else said


@dataclass(frozen=True)
class Wish:
    """What is to be listed. A search has an order of its own: its best match comes first."""

    query: str = ""
    """The words in the search box."""
    narrowed: Narrowed = field(default_factory=Narrowed)
    """The filters that are set."""
    listed: Order = field(default_factory=Order)
    """The order while nothing is searched."""
    searched: Order = field(default_factory=Order)
    """The order of a search."""

    @property
    def searching(self) -> bool:
        return bool(self.query.strip())

    @property
    def order(self) -> Order:
        return self.searched if self.searching else self.listed

    @property
    def is_plain(self) -> bool:
        """Whether everything is listed."""
        return not self.searching and self.narrowed == Narrowed()

    @property
    def column(self) -> str:
        """The column of the table that the titles are in order of; empty where there is none."""
        if self.order.sort is Sort.RELEVANCE:
            return "" if self.searching else str(Sort.RATINGS)
        return str(self.order.sort)

    @property
    def nothing_words(self) -> str:
        """What is said where nothing fits."""
        own = self.narrowed.own
        if own is not None and not self.searching and self.narrowed == Narrowed(own=own):
            return f"{OWN_NOTHING[own]}   esc shows all"
        return "no title fits" + ("" if self.is_plain else "   esc shows all")

    def ordered(self, order: Order) -> Wish:
        return replace(self, searched=order) if self.searching else replace(self, listed=order)

    def sought(self, query: str) -> Wish:
        """The wish with another query; a new search starts with its best match."""
        searched = self.searched if self.searching else Order()
        return replace(self, query=query, searched=searched)


@dataclass(frozen=True)
class Page:
    """The answer to a wish."""

    items: Items | None
    """What fits, in order; None where only the look was asked for."""
    look: Callable[[int], TileLook]
    """What is shown of an item."""
    n_found: int = 0
    """How many titles fit: none where `items` are but near."""
    hint: Hint | None = None
    """What helps the search on."""
    doubtful_last: bool = False
    """Whether titles that too few rated stand after the others, whatever their predictions."""


def load_page(library: Library, profile_id: int, wish: Wish | None) -> Page:
    """The titles wished for and how to draw them, for one profile."""
    dataset, taste = library.snapshot.need_dataset(), library.recommendations.taste(profile_id)
    items, n_found, hint, doubtful_last = None, 0, None, False
    if wish is not None:
        on, order = wish.narrowed, wish.order
        wanted = Filter(wish.query, on.genre, on.decade, on.own)
        items = library.recommendations.browse(profile_id, wanted, order.sort, order.descending)
        n_found = len(items)
        found = library.recommendations.search_help(profile_id, wanted, n_found)
        hint = hint_of(found, n_found, wish.query, on)
        if order.sort is Sort.PREDICTED:
            doubtful = are_doubtful(taste, dataset, items)
            doubtful_last = bool(doubtful.any() and not doubtful.all())
        if found.nearest is not None:
            items = found.nearest
    return Page(items, partial(tile_look, dataset, taste), n_found, hint, doubtful_last)


def load_details(library: Library, profile_id: int, item: int) -> tuple[TitleFacts, list[str]]:
    """A title's facts, and the names of those like it."""
    facts = library.recommendations.facts(profile_id, item)
    dataset = library.snapshot.need_dataset()
    return facts, [dataset.title(i) for i, _ in facts.similar]
