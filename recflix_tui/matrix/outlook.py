"""Where one looks in the matrix: how near, which window, and the place of the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from recflix_tui.matrix.values import Window
from recflix_tui.matrix.zoom import Level, Room, bin_of, first_places, levels, placed


class CellShape(StrEnum):
    """How large a bin is drawn."""

    HALF = "half"
    """Two in a character, one above the other."""
    SQUARE = "square"
    """A line high; rows have names."""
    NAMED = "named"
    """Wide enough for a figure; rows and columns have names."""


Rooms = Mapping[CellShape, tuple[int, int]]
"""How many bins of each shape there is room for: (rows, columns)."""
Nearness = tuple[Level, CellShape]


@dataclass(frozen=True)
class Outlook:
    """A window on the matrix and the cursor in it. Each move gives another one."""

    n_rows: int
    """Rows of the matrix."""
    n_columns: int
    """Columns of the matrix."""
    rooms: Rooms
    """How many bins there is room for."""
    step: int
    """Which of the `steps`, from the whole (0) down to cells with names."""
    window: Window
    """What is in view."""
    row: int
    """The place of the cursor's row, from 0."""
    column: int
    """The place of the cursor's column, from 0."""

    @classmethod
    def whole(cls, n_rows: int, n_columns: int, rooms: Rooms) -> Outlook:
        """All of the matrix, the cursor at its top left."""
        nowhere = Window(0, 0, 1, 1, 0, 0)
        return cls(n_rows, n_columns, rooms, 0, nowhere, 0, 0)._at_step(0, 0.0, 0.0)

    @property
    def steps(self) -> tuple[Nearness, ...]:
        """How near one can look: bins halved down to single cells, then these drawn larger."""
        height, width = self.rooms[CellShape.HALF]
        halves = levels(self.n_rows, self.n_columns, height, width)
        larger = [((1, 1), shape) for shape in (CellShape.SQUARE, CellShape.NAMED)]
        return (*((level, CellShape.HALF) for level in halves), *larger)

    @property
    def shape(self) -> CellShape:
        """How large bins are drawn."""
        return self.steps[self.step][1]

    @property
    def cursor(self) -> tuple[int, int]:
        """The bin that the cursor is in, from the window's top left."""
        found = bin_of(self.window, self.row, self.column)
        assert found is not None, "each move keeps the cursor in the window"
        return found

    # --- moves ------------------------------------------------------------------------------

    def zoomed(self, steps: int) -> Outlook:
        """So many steps nearer, or farther where negative; the cursor stays where it is seen."""
        row, column = self.cursor
        to = min(max(self.step + steps, 0), len(self.steps) - 1)
        return self._at_step(to, row / self.window.n_rows, column / self.window.n_columns)

    def moved(self, rows: int, columns: int) -> Outlook:
        """The cursor so many bins down and to the right. From the window's middle on, the matrix
        moves under it instead, as long as there is more of it."""
        row, column = self.cursor
        room = self._room
        to_row = _step_to(self.row, rows * self.window.bin_rows, self.n_rows)
        to_column = _step_to(self.column, columns * self.window.bin_columns, self.n_columns)
        down = rows if _pulls(rows, row, room.height) else 0
        across = columns if _pulls(columns, column, room.width) else 0
        moved = replace(self._panned(down, across), row=to_row, column=to_column)
        return moved._in_view()

    def panned(self, rows: int, columns: int) -> Outlook:
        """The window so many bins down and to the right; the cursor stays where it is seen."""
        row, column = self.cursor
        return self._panned(rows, columns).pointed(row, column)

    def pointed(self, row: int, column: int) -> Outlook:
        """The cursor in another bin of the window: on the place in its middle."""
        row = min(max(row, 0), self.window.n_rows - 1)
        column = min(max(column, 0), self.window.n_columns - 1)
        first_row, first_column = first_places(self.window, row, column)
        return replace(
            self,
            row=min(first_row + self.window.bin_rows // 2, self.n_rows - 1),
            column=min(first_column + self.window.bin_columns // 2, self.n_columns - 1),
        )

    def flown(self, row: int | None, column: int | None) -> Outlook:
        """The cursor on another row's place, another column's or both, near enough for rows to
        have names, in the middle of the window."""
        nearest = len(self.steps) - 1
        there = replace(
            self,
            row=self.row if row is None else row,
            column=self.column if column is None else column,
        )
        return there._at_step(max(self.step, nearest - 1), 0.5, 0.5)

    def resized(self, rooms: Rooms) -> Outlook:
        """The same in a room of another size: the whole stays whole, near stays as near."""
        row, column = self.cursor
        high, wide = row / self.window.n_rows, column / self.window.n_columns
        from_end = len(self.steps) - self.step
        there = replace(self, rooms=rooms)
        step = 0 if self.step == 0 else max(len(there.steps) - from_end, 1)
        return there._at_step(step, high, wide)

    # --- parts ------------------------------------------------------------------------------

    @property
    def _room(self) -> Room:
        return Room(self.n_rows, self.n_columns, *self.rooms[self.shape])

    def _panned(self, rows: int, columns: int) -> Outlook:
        level = self.steps[self.step][0]
        row, column = first_places(self.window, rows, columns)
        return replace(self, window=placed(level, self._room, row, column))

    def _at_step(self, step: int, high: float, wide: float) -> Outlook:
        """Another nearness; the cursor's place so far down and across the window, 0 to 1."""
        there = replace(self, step=step)
        level, room = there.steps[step][0], there._room
        above = round(high * room.height) * level[0]
        before = round(wide * room.width) * level[1]
        window = placed(level, room, self.row - above, self.column - before)
        return replace(there, window=window)._in_view()

    def _in_view(self) -> Outlook:
        """The window moved, where it must be, so that the cursor is in it."""
        level, window = self.steps[self.step][0], self.window
        row = _held(self.row, window.row, window.end_row, level[0], window.n_rows)
        column = _held(self.column, window.column, window.end_column, level[1], window.n_columns)
        if (row, column) == (window.row, window.column):
            return self
        return replace(self, window=placed(level, self._room, row, column))


def _step_to(place: int, by: int, n: int) -> int:
    return min(max(place + by, 0), n - 1)


def _pulls(steps: int, at: int, room: int) -> bool:
    """Whether a move in this direction moves the matrix: the cursor is past the middle of it."""
    return steps != 0 and (at >= room // 2 if steps > 0 else at <= room // 2)


def _held(place: int, first: int, end: int, size: int, shown: int) -> int:
    """Where a window of so many bins begins, so that a place is in it."""
    if place < first:
        return place // size * size
    return first if place < end else (place // size - shown + 1) * size
