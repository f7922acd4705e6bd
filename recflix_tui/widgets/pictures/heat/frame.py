"""What a heatmap shows, and where its cells stand: sums of cells and lines, without drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from recflix_tui.pictures.levels import Levels
from recflix_tui.pictures.scales import ColourScale

NUMBERS = 8  # columns left of the cells, for place numbers
NAMES = 19  # for names, where there is room
NAME_LINES = 3  # above named cells


class CellSize(Enum):
    """How much of the terminal a cell takes."""

    HALF = "half"
    """One column and half a line: two cells a character. Plain, one cell a character."""
    SQUARE = "square"
    """Two columns and a line, the rows' names at the left."""
    NAMED = "named"
    """Ten columns and a line, with a text in it; the columns' names above."""

    @property
    def columns(self) -> int:
        """Columns that a cell takes."""
        return {CellSize.HALF: 1, CellSize.SQUARE: 2, CellSize.NAMED: 10}[self]


@dataclass(frozen=True)
class HeatmapFrame:
    """One picture of a heatmap, whole."""

    levels: Levels
    """The cells' steps on the scale, (h, w) uint8; EMPTY where there is nothing to show."""
    scale: ColourScale
    """The colours of the steps."""
    cell: CellSize = CellSize.HALF
    """The size in which the cells are drawn."""
    texts: Sequence[Sequence[str]] = ()
    """What stands in each cell where they are NAMED, [row][column]."""
    row_names: Sequence[str] = ()
    """The rows' names, for SQUARE and NAMED."""
    column_names: Sequence[str] = ()
    """The columns' names, for NAMED."""
    row_ticks: Sequence[tuple[int, str]] = ()
    """Rows that are numbered at the left where they have no names, and how."""
    column_ticks: Sequence[tuple[int, str]] = ()
    """Columns that are numbered below where they have no names, and how, from the left."""
    marks: Sequence[tuple[int, str]] = ()
    """Rows to mark at the left, and by what: the profiles' names."""
    cursor: tuple[int, int] | None = None
    """The row and column of the cell that is pointed at."""


@dataclass(frozen=True)
class Layout:
    """Where cells stand in a widget of a size."""

    width: int
    """Columns of the widget."""
    height: int
    """Lines of the widget."""
    cell: CellSize
    """The size of its cells."""
    plain: bool
    """Whether it is drawn without colours."""

    @property
    def left(self) -> int:
        """Columns left of the cells."""
        return NUMBERS if self.cell is CellSize.HALF else min(NAMES, max(self.width // 3, NUMBERS))

    @property
    def top(self) -> int:
        """Lines above the cells."""
        return NAME_LINES if self.cell is CellSize.NAMED else 0

    @property
    def bottom(self) -> int:
        """Lines below the cells."""
        return 0 if self.cell is CellSize.NAMED else 1

    @property
    def rows_a_line(self) -> int:
        """Rows of cells that a line shows."""
        return 2 if self.cell is CellSize.HALF and not self.plain else 1

    @property
    def lines(self) -> int:
        """Lines of cells."""
        return max(self.height - self.top - self.bottom, 0)

    @property
    def rows(self) -> int:
        """Rows of cells that fit."""
        return self.lines * self.rows_a_line

    @property
    def columns(self) -> int:
        """Cells that fit side by side."""
        return max(self.width - self.left, 0) // self.cell.columns

    def rows_of(self, line: int) -> range:
        """The rows that a line of the widget shows; none above and below the cells."""
        at = line - self.top
        if not 0 <= at < self.lines:
            return range(0)
        return range(at * self.rows_a_line, (at + 1) * self.rows_a_line)

    def cell_at(self, x: int, y: float) -> tuple[int, int] | None:
        """The row and column of the cell at a place; None beside the cells."""
        column = (x - self.left) // self.cell.columns
        rows = self.rows_of(int(y))
        if not rows or not 0 <= column < self.columns:
            return None
        return rows[int((y % 1) * len(rows))], column
