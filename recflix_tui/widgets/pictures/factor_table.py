"""Ratings with the numbers they are made of: those of a row beside it, those of a column below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import ELLIPSIS, fit, fit_right, pieces, shorten, two_lines

EDGE = "▌"
RATING = 3  # cells of a rating, with the brackets of one that is held out
FIGURE = 5  # cells of a prediction, and of an error
NUMBER = 6  # cells of a factor, a bias or the mean
LEAST_GAP, AIR, WIDEST_GAP = 1, 2, 4
HEAD = 2  # lines of the names of films

Figure = tuple[str, str]
"""A text, and the part of the table's look that it is drawn in."""


@dataclass(frozen=True)
class TableCell:
    """A cell of the matrix."""

    rating: str
    """What stands there: stars, in brackets where they are held out; a dot for none."""
    predicted: str
    """What is predicted."""
    error: str
    """How far that is off, with its sign; "" where there is no rating."""
    look: str = "quiet"
    """The part that prediction and error are drawn in."""


@dataclass(frozen=True)
class FactorTableLook:
    """What the table shows: m people, n films, numbers of both."""

    people: Sequence[str]
    """The names of the m rows."""
    films: Sequence[str]
    """The names of the n columns."""
    cells: Sequence[Sequence[TableCell]]
    """The matrix, m x n."""
    beside: Sequence[Sequence[Figure]]
    """The numbers beside each row, m times as many as there are names of them."""
    beside_names: Sequence[str]
    """What the numbers beside the rows are called."""
    below: Sequence[Sequence[Figure]]
    """The numbers below the columns: a line for each of their names, n in each."""
    below_names: Sequence[str]
    """What the numbers below the columns are called."""
    corner: str = ""
    """What stands where the lines below and the columns beside meet."""


@dataclass(frozen=True)
class _Columns:
    """Where the columns are, in cells."""

    name: int
    cell: int
    """The width of a cell of the matrix, with the gap behind it."""
    number: int
    """The width of a number beside, with the gap before it."""
    beside: int
    """How many of the numbers beside have room."""
    has_errors: bool
    """Whether there is room for the errors."""


class FactorTable(Widget, can_focus=True):
    """The matrix with a cursor; the numbers of its row and its column are lit."""

    @dataclass
    class CellPointed(Message):
        """A cell was clicked."""

        row: int
        column: int

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"table--{part}" for part in ("ground", "lit", "text", "quiet", "more", "less", "strong")
    } | {"table--edge"}
    DEFAULT_CSS = """
    FactorTable {
        & > .table--ground { background: $background; }
        & > .table--lit { background: $focus; }
        & > .table--edge { color: $accent; }
        & > .table--text { color: $foreground; }
        & > .table--strong { color: $foreground; text-style: bold; }
        & > .table--quiet { color: $muted; }
        & > .table--more { color: $more; }
        & > .table--less { color: $less; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._look: FactorTableLook | None = None
        self._cursor = (0, 0)

    def show(self, look: FactorTableLook, cursor: tuple[int, int]) -> None:
        """Show other numbers, and the cursor in a cell (row, column)."""
        if (look, cursor) != (self._look, self._cursor):
            self._look, self._cursor = look, cursor
            self.refresh()

    @property
    def lines_wanted(self) -> int:
        """How many lines it takes to show all."""
        look = self._look
        return HEAD + (len(look.people) + len(look.below) if look is not None else 0)

    def columns_wanted(self, room: int) -> int:
        """How many of `room` columns it takes: errors too where they have room, else what is left
        to show all numbers."""
        look = self._look
        if look is None:
            return 0
        numbers = _name_width(look) + (NUMBER + 1) * len(look.beside_names) + 1
        narrow, wide = (
            numbers + len(look.films) * (cell + AIR)
            for cell in (RATING + 1 + FIGURE, RATING + 2 + 2 * FIGURE)
        )
        return wide if wide <= room else min(narrow, room)

    # --- layout -----------------------------------------------------------------------------

    def _columns(self, look: FactorTableLook) -> _Columns:
        """The widths: all numbers first, then errors, then air between the columns."""
        width, n = self.size.width, len(look.films)
        name = _name_width(look)
        number = NUMBER + 1
        narrow, wide = RATING + 1 + FIGURE, RATING + 2 + 2 * FIGURE
        left = width - name - number * len(look.beside_names)
        has_errors = left >= n * (wide + LEAST_GAP)
        cell = wide if has_errors else narrow
        gap = min(max((left - 1) // n - cell, LEAST_GAP), WIDEST_GAP)
        room = (width - name - n * (cell + gap)) // number
        number += min(max((room * number) // max(len(look.beside_names), 1) - number, 0), 2)
        beside = max(min((width - name - n * (cell + gap)) // number, len(look.beside_names)), 0)
        return _Columns(name, cell + gap, number, beside, has_errors)

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        look, width = self._look, self.size.width
        ground = self._style("ground")
        if look is None:
            return Strip.blank(width, ground)
        columns, row = self._columns(look), y - HEAD
        if row < 0:
            parts = self._head(look, columns, y)
        elif row < len(look.people):
            parts = self._person(look, columns, row)
        elif row < len(look.people) + len(look.below):
            last = y == self.size.height - 1
            parts = self._numbers_below(look, columns, row - len(look.people), last)
        else:
            parts = []
        return Strip(parts).extend_cell_length(width, ground).crop(0, width)

    def _style(self, part: str, lit: bool = False) -> Style:
        ground = self.get_component_rich_style("table--lit" if lit else "table--ground")
        return ground + self.get_component_rich_style(f"table--{part}", partial=True)

    def _head(self, look: FactorTableLook, columns: _Columns, y: int) -> list[Segment]:
        parts = pieces((" " * columns.name, self._style("quiet")))
        for column, film in enumerate(look.films):
            room = columns.cell - 1
            words = two_lines(film, room, room, whole_words)
            said = (words if words[1] else ("", words[0]))[y]
            part = "strong" if column == self._cursor[1] else "quiet"
            parts += pieces((" " + fit(said, room), self._style(part)))
        shown = look.beside_names[: columns.beside]
        hidden_after = shown[-1] if 0 < len(shown) < len(look.beside_names) else None
        for name in shown:
            first, _, second = name.rpartition(" ")
            said = (first, second)[y]
            if y and name is hidden_after:
                said += ELLIPSIS
            parts += pieces((fit_right(said, columns.number), self._style("quiet")))
        return parts

    def _person(self, look: FactorTableLook, columns: _Columns, row: int) -> list[Segment]:
        here = row == self._cursor[0]
        name = fit(f" {look.people[row]}", columns.name)
        parts = pieces((name, self._style("strong" if here else "quiet")))
        for column, cell in enumerate(look.cells[row]):
            parts += self._cell(cell, columns, (row, column) == self._cursor)
        for figure in look.beside[row][: columns.beside]:
            parts += self._number(figure, columns.number, here)
        return parts

    def _cell(self, cell: TableCell, columns: _Columns, here: bool) -> list[Segment]:
        used = RATING + 1 + FIGURE + (1 + FIGURE if columns.has_errors else 0)
        edge = EDGE if here else " "
        parts = [Segment(edge, self._style("edge", here))]
        figures = " " + fit_right(cell.predicted, FIGURE)
        if columns.has_errors:
            figures += " " + fit_right(cell.error, FIGURE)
        parts += pieces(
            (fit(cell.rating, RATING), self._style("strong" if here else "text", here)),
            (figures, self._style(cell.look, here)),
        )
        return parts + pieces((" " * (columns.cell - used - 1), self._style("ground")))

    def _number(self, figure: Figure, width: int, here: bool) -> list[Segment]:
        """A number beside a row or below a column; those of the cursor's are lit."""
        text, part = figure
        shown = "text" if here and part == "quiet" else part
        room = min(width - 1, NUMBER)
        return [
            Segment(" " * (width - room), self._style("ground")),
            *pieces((fit_right(text, room), self._style(shown, here))),
        ]

    def _numbers_below(
        self, look: FactorTableLook, columns: _Columns, line: int, last: bool
    ) -> list[Segment]:
        hidden = len(look.below) - line
        if last and hidden > 1:
            words = fit(f" … {hidden} more below", self.size.width)
            return pieces((words, self._style("quiet")))
        name = fit(f" {look.below_names[line]}", columns.name)
        parts = pieces((name, self._style("quiet")))
        for column, figure in enumerate(look.below[line]):
            here = column == self._cursor[1]
            # Under the prediction, which they are part of.
            shown = self._number(figure, 1 + RATING + 1 + FIGURE, here)
            behind = columns.cell - (1 + RATING + 1 + FIGURE)
            parts += [*shown, *pieces((" " * behind, self._style("ground")))]
        corner = look.corner if line == 0 else ""
        return parts + pieces((f"  {corner}", self._style("quiet")))

    # --- mouse ------------------------------------------------------------------------------

    def cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        """The cell of the matrix at a place of the widget, None where there is none."""
        if self._look is None:
            return None
        columns = self._columns(self._look)
        row, column = y - HEAD, (x - columns.name) // columns.cell
        inside = 0 <= row < len(self._look.people) and 0 <= column < len(self._look.films)
        return (row, column) if inside else None

    def on_click(self, event: events.Click) -> None:
        cell = self.cell_at(event.x, event.y)
        if cell is not None:
            event.stop()
            self.post_message(self.CellPointed(*cell))


def _name_width(look: FactorTableLook) -> int:
    return max(map(cell_len, [*look.people, *look.below_names])) + 2


def whole_words(text: str, width: int) -> str:
    """The first words of a text that `width` cells have room for; cut where not one has."""
    words = text.split()
    ways = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
    return next((way for way in ways if cell_len(way) <= width), shorten(text, width))


def names_of_numbers(letter: str, count: int) -> Iterable[str]:
    """`P 1`, `P 2`, ..."""
    return (f"{letter} {n}" for n in range(1, count + 1))
