"""Home's page: which rows it has and in which order, chosen one by one by what each adds to those
above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.alike.shared import reason
from recflix_tui.recommend.page.all_rows import KINDS
from recflix_tui.recommend.page.worth import worth_on_page
from recflix_tui.recommend.row.row import Row, RowContext, RowKind

MOST_ROWS = 14
SEEN_ON = 5  # rows, of the first titles of which none stands twice, however small the screen is
REPEATED = 0.25  # what a title is worth that stands further down a row above
VARIES = 0.2  # standard deviation of what the day adds to the logarithm of what a row adds
STEADY = 2  # rows at the top of the page that no day moves

RowsOf = Callable[[RowKind, RowContext], Iterable[Row]]
"""Gives the rows of a kind, as `RowKind.build` does."""


def build_anew(kind: RowKind, context: RowContext) -> Iterable[Row]:
    """Make the rows of a kind."""
    return kind.build(context)


def home_rows(context: RowContext, rows_of: RowsOf = build_anew) -> list[Row]:
    """Return Home's rows for one profile; `rows_of` may know some of them from before.

    Greedy, stage by stage: of the best row left of each kind comes that which adds most: its
    pull times the discounted worth of the titles that are seen of it at once (`worth_on_page`;
    1 / log2(place + 1) as in DCG). Pull falls with each row of its kind above, and titles that
    stand above are worth little: what a row adds only falls as the page grows, which makes the sum
    submodular, and the greedy page a good one (Nemhauser, Wolsey and Fisher 1978). What is seen
    of one row at once, five titles or more, stands on no other row of the first screen, five rows
    or more, and further down at the ends of rows.
    `RowContext.day` moves rows that add about as much from day to day, but for the first two.
    """
    offered = _offered(context, rows_of)
    if not offered:
        return []
    return _Assembly(context, offered).rows()


@dataclass(frozen=True)
class _Offer:
    """A row that may stand on the page."""

    kind: RowKind
    row: Row


def _offered(context: RowContext, rows_of: RowsOf) -> list[_Offer]:
    return [_Offer(kind, row) for kind in KINDS for row in rows_of(kind, context) if row.items]


class _Assembly:
    """One page while it is made."""

    def __init__(self, context: RowContext, offered: Sequence[_Offer]) -> None:
        self._context, self._offered = context, offered
        self._length = context.length
        rows, tiles = context.first_screen
        self._rows_at_once, self._seen = max(rows, SEEN_ON), max(tiles, SEEN_ON)
        worth = worth_on_page(context.taste, context.dataset)
        width = max(len(offer.row.items) for offer in offered)
        self._items = np.full((len(offered), width), -1, np.int64)
        for place, offer in enumerate(offered):
            self._items[place, : len(offer.row.items)] = offer.row.items
        self._worth = np.where(self._items >= 0, worth[self._items], 0.0)
        self._day = _of_the_day([offer.row.key for offer in offered], context.day)
        self._pull = np.array([_pull(offer, context.is_personal) for offer in offered])
        self._whole = np.array([offer.kind.is_whole for offer in offered])
        self._kinds = np.array([KINDS.index(offer.kind) for offer in offered])
        self._left = np.ones(len(offered), np.bool_)
        self._in_view = np.zeros(context.dataset.n_items, np.bool_)
        self._on_page = np.zeros(context.dataset.n_items, np.bool_)
        self._left_out = np.zeros(context.dataset.n_items, np.bool_)
        if context.leave_out_my_list:
            self._left_out[list(context.taste.activity.my_list)] = True
        self._of_kind: dict[str, int] = {}
        self._reserve()

    def rows(self) -> list[Row]:
        made: list[Row] = []
        while self._left.any() and len(made) < MOST_ROWS:
            place = int(np.argmax(self._adds(len(made))))
            row = self._take(place, len(made) >= self._rows_at_once)
            if row is not None:
                made.append(row)
        return made

    def _reserve(self) -> None:
        """Keep what is seen of the person's own lists for those."""
        for place in np.flatnonzero(self._whole & self._left).tolist():
            self._in_view[list(self._offered[place].row.items[: self._seen])] = True

    def _adds(self, above: int) -> NDArray[np.float64]:
        """What each row that is left adds below so many others, (n_offered,); -1 for the rest."""
        out = (self._in_view | self._left_out)[self._items] & ~self._whole[:, np.newaxis]
        there = (self._items >= 0) & ~out
        place = np.cumsum(there, axis=1) - 1
        seen = there & (place < self._seen)
        worth = np.where(self._on_page[self._items], REPEATED * self._worth, self._worth)
        adds = np.where(seen, worth / np.log2(np.maximum(place, 0) + 2), 0).sum(axis=1)
        adds *= self._pull * (self._day if above >= STEADY else 1)
        return np.where(self._next_of_kinds(), adds, -1.0)

    def _next_of_kinds(self) -> NDArray[np.bool_]:
        """Which offers, (n_offered,), are the best that is left of their kind."""
        left = np.flatnonzero(self._left)
        _, first = np.unique(self._kinds[left], return_index=True)
        nexts = np.zeros(len(self._left), np.bool_)
        nexts[left[first]] = True
        return nexts

    def _take(self, place: int, is_below: bool) -> Row | None:
        """The row at a place among the offered, as it stands on the page; None where too few of its
        titles are left, or the page has enough of its kind. Below the first screen, what is seen
        above already stands at the end of a row."""
        self._left[place] = False
        kind, row = self._offered[place].kind, self._offered[place].row
        n = self._of_kind.get(kind.key, 0)
        items = row.items
        if not kind.is_whole:
            items = tuple(item for item in items if not self._left_out[item])
            fresh = tuple(item for item in items if not self._in_view[item])
            below = tuple(item for item in items if self._in_view[item]) if is_below else ()
            items = (*fresh, *below)[: self._length]
        if len(items) < kind.least or n >= kind.most:
            return None
        self._of_kind[kind.key] = n + 1
        self._pull[self._kinds == self._kinds[place]] *= kind.again
        self._in_view[list(items[: self._seen])] = True
        self._on_page[list(items)] = True
        return self._told(replace(row, items=items))

    def _told(self, row: Row) -> Row:
        """The row with what its titles share with the one that they are like, of those in sight."""
        if row.because is None:
            return row
        in_sight = row.items[: self._context.first_screen.tiles]
        return replace(row, note=reason(row.because, in_sight, self._context.dataset))


def _pull(offer: _Offer, is_personal: bool) -> float:
    kind = offer.kind
    if is_personal or kind.pull_for_anyone is None:
        return kind.pull * offer.row.pull
    return kind.pull_for_anyone


def _of_the_day(keys: Sequence[str], day: int) -> NDArray[np.float64]:
    """What a day multiplies what each row adds by, (n,): by the row's key, whatever else there
    is."""
    draws = [_drawn(key, day) for key in keys]
    return np.exp(VARIES * np.array(draws))


@lru_cache(maxsize=1024)
def _drawn(key: str, day: int) -> float:
    words = np.frombuffer(key.encode(), np.uint8).astype(np.uint32)
    return float(np.random.default_rng([day & 0xFFFFFFFF, *words.tolist()]).standard_normal())
