"""Where on the wall a tile stands: sums of cells and lines, without any drawing."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.widgets.shelf.tile import LINES, SMALLEST

PITCH = LINES + 2  # lines from one shelf to the next: heading, tile, blank
TOP = 1  # blank lines over the first heading
MARGIN = 2  # cells left and right of the tiles
GAP = 1  # cells between two tiles


@dataclass(frozen=True)
class Grid:
    """The tiles that fit side by side in `width` cells."""

    width: int

    @property
    def columns(self) -> int:
        """How many tiles stand side by side."""
        return max((self.width - 2 * MARGIN + GAP) // (SMALLEST + GAP), 1)

    @property
    def tile(self) -> int:
        """Cells that a tile takes."""
        columns = self.columns
        return max((self.width - 2 * MARGIN - GAP * (columns - 1)) // columns, 4)

    @property
    def right(self) -> int:
        """The cell after the last tile."""
        return MARGIN + self.columns * (self.tile + GAP) - GAP

    def column(self, x: int) -> int | None:
        """The column of the tile at a cell, None beside the tiles."""
        column, cell = divmod(x - MARGIN, self.tile + GAP)
        return column if 0 <= column < self.columns and cell < self.tile else None


def shelves_in(height: int) -> int:
    """How many whole shelves are in view at once in `height` lines, one at least."""
    # The last one needs no blank line under it.
    return max((height - TOP + 1) // PITCH, 1)


def wall_height(rows: int, height: int) -> int:
    """The lines of a wall seen through `height` lines, so that its last shelf can be scrolled to.

    Where the wall is scrolled, a shelf begins at the top of the view: never half of one.
    """
    beyond = max(rows - shelves_in(height), 0)
    return PITCH * beyond + height if beyond else TOP + PITCH * rows


def scroll_for(row: int, y: int, height: int) -> int:
    """Where to scroll to, from `y`, so that a shelf is in view."""
    last = PITCH * row
    first = max(PITCH * (row - shelves_in(height) + 1), 0)
    nearest = PITCH * round(y / PITCH)
    return min(max(nearest, first), last)


def row_and_line(y: int) -> tuple[int, int]:
    """The shelf at a line of the wall, and which of its lines that is: 0 is the heading."""
    return divmod(y - TOP, PITCH)
