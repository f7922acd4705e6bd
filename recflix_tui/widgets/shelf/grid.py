"""Where on the wall a tile stands: sums of cells and lines, without any drawing."""

from __future__ import annotations

from dataclasses import dataclass

TOP = 1  # blank lines over the first heading
MARGIN = 2  # cells left and right of the tiles
GAP = 1  # cells between two tiles
LINES = 4  # of a tile
SMALLEST = 22  # cells of a tile, edge and padding included
AIRY = 30  # lines of the view from which a blank one parts the shelves


BARS = 4  # lines of a screen beside the wall


def seen_at_once(width: int, height: int) -> tuple[int, int]:
    """The shelves, the one cut off too, and the tiles of each that a terminal's screen shows."""
    grid = Grid(width, height - BARS)
    return grid.shelves + 1, grid.columns


@dataclass(frozen=True)
class Grid:
    """The tiles that fit side by side in `width` cells, and the shelves in `height` lines."""

    width: int
    """Cells of the view."""
    height: int = 0
    """Lines of the view."""

    # --- across -----------------------------------------------------------------------------

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

    # --- down -------------------------------------------------------------------------------

    @property
    def between(self) -> int:
        """Blank lines between two shelves, where the headings alone do not part them."""
        return 1 if self.height >= AIRY else 0

    @property
    def pitch(self) -> int:
        """Lines from one shelf to the next: heading, tile, what is between."""
        return 1 + LINES + self.between

    @property
    def shelves(self) -> int:
        """How many whole shelves are in view at once, one at least."""
        # The last one needs no blank line under it.
        return max((self.height - TOP + self.between) // self.pitch, 1)

    def wall_height(self, rows: int) -> int:
        """The lines of a wall of so many shelves, so that its last one can be scrolled to.

        Where the wall is scrolled, a shelf begins at the top of the view: never half of one.
        """
        beyond = max(rows - self.shelves, 0)
        return self.pitch * beyond + self.height if beyond else TOP + self.pitch * rows

    def scroll_for(self, row: int, y: int) -> int:
        """Where to scroll to, from `y`, so that a shelf is in view."""
        last = self.pitch * row
        first = max(self.pitch * (row - self.shelves + 1), 0)
        nearest = self.pitch * round(y / self.pitch)
        return min(max(nearest, first), last)

    def row_and_line(self, y: int) -> tuple[int, int]:
        """The shelf at a line of the wall, and which of its lines that is: 0 is the heading."""
        return divmod(y - TOP, self.pitch)
