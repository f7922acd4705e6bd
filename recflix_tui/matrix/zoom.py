"""Which windows there are: how coarse their bins may be, and where they may begin.

The ratings are counted once on a grid of squares, at most 2048 along a side before it is refined
where ratings are many (counting/sides.py). Bins that are made of whole squares are counted by four
look-ups; for that, bins below the grid's step are powers of two, those above are multiples of it,
and windows begin at a multiple of their bins, which also keeps a picture from shimmering as it is
moved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from recflix_tui.matrix.values import Window

GRID = 2048  # squares along a side, at most

Level = tuple[int, int]
"""How many rows and how many columns are one bin."""


@dataclass(frozen=True)
class Room:
    """A matrix, and how much of it there is room for."""

    n_rows: int
    """Rows of the matrix."""
    n_columns: int
    """Columns of the matrix."""
    height: int
    """Bins that fit one above the other, at least 1."""
    width: int
    """Bins that fit side by side, at least 1."""


def grid_step(n: int) -> int:
    """How many of n rows, or columns, are one square of the grid: a power of two."""
    return 1 << max(-(-n // GRID) - 1, 0).bit_length()


def levels(n_rows: int, n_columns: int, height: int, width: int) -> tuple[Level, ...]:
    """The bins from those that show all of the matrix in height x width of them down to single
    cells; each is half the one before.

    A bin is a multiple of the grid's step until rows and columns have both come down to it.
    """
    rows, columns = _steps(n_rows, height), _steps(n_columns, width)
    found: list[Level] = []
    for down, across in zip(rows, columns, strict=True):
        longest = max(len(down), len(across))
        found += zip(_held(down, longest), _held(across, longest), strict=True)
    return tuple(dict.fromkeys(found))


def placed(level: Level, room: Room, row: int, column: int) -> Window:
    """The window of these bins that begins nearest above and left of a row's and a column's place,
    moved so that it is as full as it can be."""
    first_row, n_rows = _side(row, level[0], room.n_rows, room.height)
    first_column, n_columns = _side(column, level[1], room.n_columns, room.width)
    return Window(first_row, first_column, *level, n_rows, n_columns)


def bin_of(window: Window, row: int, column: int) -> tuple[int, int] | None:
    """The bin, from the window's top left, with the places of a row and of a column; None where
    they are out of it."""
    down = (row - window.row) // window.bin_rows
    across = (column - window.column) // window.bin_columns
    inside = 0 <= down < window.n_rows and 0 <= across < window.n_columns
    return (down, across) if inside else None


def first_places(window: Window, row: int, column: int) -> tuple[int, int]:
    """The places of the first row and the first column in the bin (row, column)."""
    return window.row + row * window.bin_rows, window.column + column * window.bin_columns


def clipped(window: Window, n_rows: int, n_columns: int) -> Window:
    """The window without the bins that lie wholly beyond a matrix of that size."""
    return replace(
        window,
        n_rows=max(min(window.n_rows, -(-(n_rows - window.row) // window.bin_rows)), 0),
        n_columns=max(
            min(window.n_columns, -(-(n_columns - window.column) // window.bin_columns)), 0
        ),
    )


def _steps(n: int, room: int) -> tuple[list[int], list[int]]:
    """The sizes of bins along one side: those of whole squares, and those that are smaller."""
    step = grid_step(n)
    squares = max(-(-n // (max(room, 1) * step)), 1)
    return [size * step for size in _halves(squares)], _halves(step)[1:]


def _halves(size: int) -> list[int]:
    """size, its half rounded up, and so on to 1."""
    found = [size]
    while found[-1] > 1:
        found.append(-(-found[-1] // 2))
    return found


def _held(sizes: list[int], length: int) -> list[int]:
    """The sizes, the last of them as often as it takes."""
    return sizes + sizes[-1:] * (length - len(sizes)) if sizes else [1] * length


def _side(first: int, size: int, n: int, room: int) -> tuple[int, int]:
    """Where a window begins along one side, and its number of bins."""
    there = max(-(-n // size), 1)
    shown = min(there, max(room, 1))
    return min(max(first // size, 0), there - shown) * size, shown
