"""Which tiles stand where on the wall, and where the focus is: the wall without its drawing."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass


class Hold(enum.Enum):
    """What stays when other shelves come."""

    POSITION = "the tile in focus, where it stands"
    TILE = "the focus on its tile, wherever that goes"
    NOTHING = "the focus starts anew"


@dataclass(frozen=True)
class ShelfView:
    """One shelf as it should be shown."""

    key: str
    """What it is known by, whatever its title says."""
    title: str
    """What stands over it at the left."""
    note: str
    """What stands over it at the right, as far as there is room."""
    items: tuple[int, ...]
    """The items of its tiles, in order."""
    shorter: tuple[str, ...] = ()
    """Other ways to say the note where there is less room, the longest first."""


@dataclass
class Row:
    """A shelf on the wall."""

    view: ShelfView
    items: list[int]
    """Those of `view`, and the one that the focus holds here though `view` lost it."""
    at: int = 0
    """Which of its tiles has the focus, or had it last."""
    first: int = 0
    """Which of its tiles is the leftmost one in view."""
    ghost: bool = False
    """Whether the whole shelf is held by the focus, and gone otherwise."""

    def clamp(self, columns: int) -> None:
        """Bring `at` onto a tile, and that tile into view."""
        self.at = min(max(self.at, 0), len(self.items) - 1)
        furthest = max(len(self.items) - columns, 0)
        self.first = max(min(max(self.first, self.at - columns + 1), self.at, furthest), 0)

    def drop(self, item: int) -> None:
        """Let go of a tile that was only held."""
        if not self.ghost and item not in self.view.items and item in self.items:
            index = self.items.index(item)
            del self.items[index]
            self.at -= index < self.at


class ShelfRows:
    """The shelves and the focus.

    When other shelves come while they are looked at (`Hold.POSITION`), the tile in focus stays
    where it is, even one that they no longer hold, until the focus leaves it: so that `+` or
    `u` still act on what was just rated.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.row = 0
        self.columns = 1

    @property
    def focused(self) -> int | None:
        """The item in focus."""
        if not self.rows:
            return None
        row = self.rows[self.row]
        return row.items[row.at]

    @property
    def in_focus(self) -> tuple[int, ...]:
        """The items of the shelf in focus, which it may hold though other shelves come."""
        return tuple(self.rows[self.row].items) if self.rows else ()

    def set_columns(self, columns: int) -> None:
        """So many tiles are now in view on a shelf."""
        self.columns = columns
        for row in self.rows:
            row.clamp(columns)

    def replace(self, shelves: Sequence[ShelfView], hold: Hold) -> None:
        """Put other shelves on the wall."""
        old = {} if hold is Hold.NOTHING else {row.view.key: row for row in self.rows}
        held = self.rows[self.row] if old else None
        rows = [_renewed(view, old.get(view.key)) for view in shelves if view.items]
        if held is None:
            self.row = 0
        elif hold is Hold.TILE:
            self.row = max(min(_followed(rows, held, self.row), len(rows) - 1), 0)
        else:
            row = _held(rows, held)
            self.row = min(self.row, len(rows))
            rows.insert(self.row, row)
        self.rows = rows
        self.set_columns(self.columns)

    def move(self, across: int, down: int) -> bool:
        """Move the focus; False where it is at the end already."""
        if not self.rows:
            return False
        row = self.rows[self.row]
        return self.focus(self.row + down, self._column(row, down) + across)

    def _column(self, row: Row, down: int) -> int:
        """The index under the tile in focus on the shelf so far down."""
        target = self.rows[min(max(self.row + down, 0), len(self.rows) - 1)]
        return target.first + row.at - row.first

    def focus(self, row: int, at: int) -> bool:
        """Put the focus on a tile, or on the nearest there is; whether it moved."""
        if not self.rows:
            return False
        left, item = self.rows[self.row], self.focused
        assert item is not None
        target = self.rows[min(max(row, 0), len(self.rows) - 1)]
        at = min(max(at, 0), len(target.items) - 1)
        if target is left and at == left.at:
            return False
        target.at = at
        left.drop(item)
        if target is not left and (left.ghost or not left.items):
            self.rows.remove(left)
        self.row = self.rows.index(target)
        self.set_columns(self.columns)
        return True

    def slide(self, row: int, tiles: int) -> None:
        """Slide a shelf sideways under the focus."""
        moved = self.rows[row]
        furthest = max(len(moved.items) - self.columns, 0)
        first = min(max(moved.first + tiles, 0), furthest)
        at = min(max(moved.at, first), first + self.columns - 1)
        if row == self.row:
            self.focus(row, at)
        moved.at, moved.first = min(at, len(moved.items) - 1), first
        moved.clamp(self.columns)


def _renewed(view: ShelfView, before: Row | None) -> Row:
    """A shelf with its position along, if it was there before."""
    row = Row(view, list(view.items))
    if before is not None:
        row.at, row.first = before.at, before.first
    return row


def _followed(rows: list[Row], held: Row, before: int) -> int:
    """The shelf to focus, its `at` on the tile that had the focus if it still has that."""
    item = held.items[held.at]
    for index, row in enumerate(rows):
        if row.view.key == held.view.key:
            row.at = row.items.index(item) if item in row.items else held.at
            return index
    return before


def _held(rows: list[Row], held: Row) -> Row:
    """The shelf in focus as it is to stand now, the tile in focus at its old position."""
    item = held.items[held.at]
    new = next((row for row in rows if row.view.key == held.view.key), None)
    if new is None:
        elsewhere = {i for row in rows for i in row.items}
        items = [i for i in held.items if i == item or i not in elsewhere]
        return Row(held.view, items, items.index(item), held.first, ghost=True)
    rows.remove(new)
    if item in new.items:
        new.items.remove(item)
    new.at = min(held.at, len(new.items))
    new.items.insert(new.at, item)
    return new
