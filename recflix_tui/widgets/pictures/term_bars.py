"""A sum term by term, as bars that add up: each begins where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import first_that_fits, fit, fit_right, pieces
from recflix_tui.widgets.pictures.figures import hundredths, in_stars, signed

FIGURE = 6  # cells
LONGEST_NAME = 20
SHORTEST_BAR = 4
EIGHTHS = " ▏▎▍▌▋▊▉█"


@dataclass(frozen=True)
class Term:
    """One part of a sum."""

    name: str
    """What it is."""
    effect: float
    """What it adds, in stars."""


@dataclass(frozen=True)
class TermRow:
    """A term as it is shown."""

    name: str
    """What it is."""
    figure: int
    """What it adds, in hundredths of a star."""
    start: int
    """The sum of those before it, in hundredths."""

    @property
    def end(self) -> int:
        """The sum with it, in hundredths."""
        return self.start + self.figure


def rows_of(terms: Sequence[Term], fixed: int, most: int) -> list[TermRow]:
    """At most `most` rows of a sum: its first terms, `fixed` of them, as they stand, then the
    strongest, and what is left as one.

    The figures add up to the rounded sum. The first terms are rounded by themselves, as they stand
    elsewhere too; what that leaves is spread evenly over the others, each of which is what it
    moves the rounded sum so far by.
    """
    first = list(terms[:fixed])
    rest = sorted(terms[fixed:], key=lambda term: -abs(term.effect))  # stable: ties as they stand
    room = max(most - len(first), 1)
    if len(rest) > room:
        others = rest[room - 1 :]
        name = f"{len(others)} others" if len(rest) > len(others) else f"{len(others)} factors"
        rest = [*rest[: room - 1], Term(name, sum(term.effect for term in others))]
    rows: list[TermRow] = []
    before = 0
    for term in first:
        rows.append(TermRow(term.name, hundredths(term.effect), before))
        before = rows[-1].end
    total = sum(term.effect for term in first)
    left = before / 100 - total
    for place, term in enumerate(rest, 1):
        total += term.effect
        end = hundredths(total + left * (1 - place / len(rest)))
        rows.append(TermRow(term.name, end - before, before))
        before = end
    return rows


def bar(start: float, end: float, width: int) -> list[tuple[str, bool]]:
    """Cells of a bar from `start` to `end`, shares of `width` cells, to an eighth of a cell, each
    with whether its colours are swapped. A bar is never invisible."""
    low, high = sorted(round(min(max(at, 0), 1) * width * 8) for at in (start, end))
    high = min(max(high, low + 1), width * 8)
    low = min(low, high - 1)
    cells: list[tuple[str, bool]] = []
    for cell in range(width):
        begin, stop = (min(max(at - cell * 8, 0), 8) for at in (low, high))
        if begin >= stop:
            cells.append((" ", False))
        elif begin == 0 or stop < 8:  # what neither begins nor ends at an edge is set at the left
            cells.append((EIGHTHS[stop - begin], False))
        else:
            cells.append((EIGHTHS[begin], True))
    return cells


class TermBars(Widget):
    """A sum: name, figure and bar of each term, and the total as it is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "terms--name",
        "terms--start",
        "terms--more",
        "terms--less",
        "terms--total",
        "terms--note",
    }
    DEFAULT_CSS = """
    TermBars {
        background: $background;
        & > .terms--name { color: $foreground; background: $background; }
        & > .terms--start { color: $secondary; background: $background; }
        & > .terms--more { color: $more; background: $background; }
        & > .terms--less { color: $less; background: $background; }
        & > .terms--total { color: $accent; background: $background; text-style: bold; }
        & > .terms--note { color: $muted; background: $background; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._terms: Sequence[Term] = ()
        self._total, self._fixed = "", 0
        self._notes: Sequence[str] = ()
        self._ends = (0.0, 1.0)

    def show(
        self,
        terms: Sequence[Term],
        ends: tuple[float, float],
        total: str = "predicted",
        notes: Sequence[str] = (),
        fixed: int = 3,
    ) -> None:
        """Show a sum; ends: what the left and the right end of the bars stand for, in stars, so
        that bars can be compared with those of other sums; fixed: how many terms come first in any
        case, as they stand; total: what the sum is called; notes: what may be said beside it, the
        longest words first."""
        self._terms, self._total, self._notes = tuple(terms), total, tuple(notes)
        self._fixed, self._ends = fixed, ends
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        quiet = self.get_component_rich_style("terms--note")
        rows = rows_of(self._terms, self._fixed, height - 1) if self._terms else []
        if y < len(rows):
            segments = self._row(rows, y)
        elif rows and y == len(rows):
            segments = self._total_row(rows)
        else:
            segments = []
        return Strip(segments).adjust_cell_length(width, quiet)

    def _name_width(self, rows: Sequence[TermRow]) -> int:
        longest = max(cell_len(name) for name in [self._total, *(row.name for row in rows)])
        left = self.size.width - FIGURE - 2 - SHORTEST_BAR
        return max(min(longest, LONGEST_NAME, left), 4)

    def _row(self, rows: Sequence[TermRow], y: int) -> list[Segment]:
        row = rows[y]
        part = "start" if y == 0 else "more" if row.figure >= 0 else "less"
        figure = in_stars(row.figure) if y == 0 else signed(row.figure)
        name = self.get_component_rich_style("terms--name")
        return self._line(rows, (row.name, name), figure, part, (row.start, row.end, y == 0))

    def _total_row(self, rows: Sequence[TermRow]) -> list[Segment]:
        end = rows[-1].end
        total = self.get_component_rich_style("terms--total")
        if self._notes:
            words = f"{fit(self._total, self._name_width(rows))} {fit_right(in_stars(end), FIGURE)}"
            note = self.get_component_rich_style("terms--note")
            ways = [*(f" {way}" for way in self._notes), self._notes[-1]]
            said = first_that_fits(ways, self.size.width - cell_len(words))
            return pieces((words, total), (said, note))
        return self._line(rows, (self._total, total), in_stars(end), "total", (0, end, True))

    def _line(
        self,
        rows: Sequence[TermRow],
        name: tuple[str, Style],
        figure: str,
        part: str,
        span: tuple[int, int, bool],
    ) -> list[Segment]:
        """Name, figure and bar; span: from where to where, and whether from the very left."""
        names = self._name_width(rows)
        ink = self.get_component_rich_style(f"terms--{part}")
        segments = pieces(
            (fit(name[0], names) + " ", name[1]), (fit_right(figure, FIGURE) + " ", ink)
        )
        width = self.size.width - names - FIGURE - 2
        if width < 1 or span[0] == span[1]:
            return segments
        low, high = (100 * end for end in self._ends)
        start = 0.0 if span[2] else (span[0] - low) / (high - low)
        swapped = ink + Style(reverse=True)
        cells = bar(start, (span[1] - low) / (high - low), width)
        for (sign, turned), run in groupby(cells):
            segments.append(Segment(sign * len(list(run)), swapped if turned else ink))
        return segments
