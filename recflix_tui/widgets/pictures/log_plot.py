"""Times over numbers of things, both on log axes, drawn with braille dots."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.pictures.kinds import kind_colours
from recflix_tui.pictures.log_axis import LogAxis, count_words, decade_words, time_words
from recflix_tui.widgets.cells import fit_right, pieces, shorten
from recflix_tui.widgets.pictures.plot import Dots

AXIS = 8  # cells of the times at the left, with the axis itself
TAGS = 9  # cells at the right, for the names at the ends of curves
GAP = "  "  # between two curves in the legend


@dataclass(frozen=True)
class LogCurve:
    """A named line of measurements."""

    name: str
    """What the legend calls it."""
    tag: str
    """A short name, which stands at its end."""
    points: Sequence[tuple[float, float]]
    """Number of things and nanoseconds, both above 0; the fewest things first."""
    kind: int
    """Which of the colours for kinds it has."""


class LogPlot(Widget):
    """Curves with a legend above, times at the left, and numbers of things below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"plot--axis"}
    DEFAULT_CSS = "LogPlot { & > .plot--axis { color: $muted; } }"

    def __init__(self) -> None:
        super().__init__()
        self._curves: Sequence[LogCurve] = ()
        self._across: Sequence[float] = ()
        self._of, self._message = "", ""
        self._drawn: tuple[Size, list[Strip]] | None = None  # the lines, and in which size

    def show(
        self, curves: Sequence[LogCurve], across: Sequence[float], of: str, message: str = ""
    ) -> None:
        """Show other curves.

        across: numbers of things that there is room for, measured or not; of: what the things
        are; message: what is said while no curve has a point.
        """
        self._curves = [curve for curve in curves if curve.points]
        self._across, self._of, self._message = across, of, message
        self._drawn = None
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn = None
        self.refresh()

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        if self._drawn is None or self._drawn[0] != self.size:
            self._drawn = self.size, self._lines()
        lines = self._drawn[1]
        return lines[y] if y < len(lines) else Strip.blank(self.size.width)

    def _lines(self) -> list[Strip]:
        """All lines of the widget."""
        axis = self.get_component_rich_style("plot--axis")
        width = self.size.width
        if not self._curves:
            lines = [pieces((shorten(self._message, width), axis))]
            lines += [[]] * (self.size.height - 1)
        else:
            colours = kind_colours(self.app.current_theme.dark).tolist()
            styles = [
                axis + Style(color="#{:02x}{:02x}{:02x}".format(*colours[curve.kind]))
                for curve in self._curves
            ]
            drawing = _Drawing(self._curves, self._across, self.size, axis, styles)
            lines = drawing.lines(self._of)
        return [Strip(line).adjust_cell_length(width, axis) for line in lines]


class _Drawing:
    """Curves as they are drawn in one size, in these styles."""

    def __init__(
        self,
        curves: Sequence[LogCurve],
        across: Sequence[float],
        size: Size,
        axis: Style,
        styles: Sequence[Style],
    ) -> None:
        """styles: of each curve; the others: see `LogPlot.show`."""
        self._curves, self._axis, self._styles = curves, axis, styles
        self._told = _told(curves)
        self._legend = _legend(self._told, size.width)
        self._width = max(size.width - AXIS - TAGS, 1)
        self._height = max(size.height - 2 - len(self._legend), 1)
        self._x = LogAxis.over([*(n for curve in curves for n, _ in curve.points), *across])
        self._y = LogAxis.over([ns for curve in curves for _, ns in curve.points])
        self._dots = self._drawn()

    def lines(self, of: str) -> list[list[Segment]]:
        """The legend, the curves with times at the left, and numbers of things below."""
        times, tags = self._times_at_left(), self._tags()
        return [
            *(self._legend_line(curves) for curves in self._legend),
            *(self._line(y, times.get(y, ""), tags.get(y, ())) for y in range(self._height)),
            pieces((" " * (AXIS - 1) + "└" + "─" * self._width, self._axis)),
            pieces((self._numbers_below(of), self._axis)),
        ]

    def _legend_line(self, of: Sequence[int]) -> list[Segment]:
        segments = []
        for index in of:
            segments.append(Segment("━━ ", self._styles[index]))
            segments.append(Segment(self._told[index] + GAP, self._axis))
        return segments

    def _line(self, y: int, said: str, tags: Sequence[tuple[int, int]]) -> list[Segment]:
        """A line of dots, with the time at its left and the names at the ends of curves."""
        cells: list[tuple[str, int | None]] = list(self._dots.row(y))
        for index, at in tags:
            tag = self._curves[index].tag
            cells[at : at + len(tag)] = [(letter, index) for letter in tag]
        segments = pieces((fit_right(said, AXIS - 1) + ("┤" if said else "│"), self._axis))
        for owner, run in itertools.groupby(cells, lambda cell: cell[1]):
            style = self._axis if owner is None else self._styles[owner]
            segments.append(Segment("".join(letter for letter, _ in run), style))
        return segments

    def _drawn(self) -> Dots:
        dots = Dots(self._width + TAGS, self._height)
        for owner, curve in enumerate(self._curves):
            places = [self._place(point) for point in curve.points]
            dots.line(places, owner)
            for x, y in places:  # a measurement is seen on the line that joins it to the next
                for across, down in ((1, 0), (0, 1), (1, 1)):
                    dots.set(x + across, y + down, owner)
        return dots

    def _place(self, point: tuple[float, float]) -> tuple[int, int]:
        """The dot of a measurement, from the left and from the top."""
        across, down = self._width * 2 - 1, self._height * 4 - 1
        n, ns = point
        return round(self._x.at(n) * across), round((1 - self._y.at(ns)) * down)

    def _times_at_left(self) -> dict[int, str]:
        """The times at the ends of decades, by line: of every second or third decade, where
        there are fewer than two lines to each, so that they stand evenly."""
        said: dict[int, str] = {}
        decades = self._y.decades
        for ns in decades[:: -(-2 * len(decades) // self._height)]:
            line = round((1 - self._y.at(ns)) * (self._height * 4 - 1)) // 4
            said.setdefault(line, decade_words(ns))
        return said

    def _tags(self) -> dict[int, list[tuple[int, int]]]:
        """Which curves have their name at their end, and the cell that it begins at, by line.
        Where another has the place, a line above or below is taken, or none."""
        tags: dict[int, list[tuple[int, int]]] = {}
        for index, curve in enumerate(self._curves):
            x, y = self._place(curve.points[-1])
            at, line = x // 2 + 2, y // 4
            crowd = [self._place(self._curves[o].points[-1])[1] for o, _ in tags.get(line, ())]
            below = any(y > other for other in crowd)
            for free in (line, line + 1, line - 1) if below else (line, line - 1, line + 1):
                others = ((there, len(self._curves[o].tag)) for o, there in tags.get(free, ()))
                clear = all(at > o + n or at + len(curve.tag) < o for o, n in others)
                if 0 <= free < self._height and clear:
                    tags.setdefault(free, []).append((index, at))
                    break
        return tags

    def _numbers_below(self, of: str) -> str:
        """The ends of decades, and what they are numbers of."""
        line = [" "] * (self._width + TAGS)
        for n in self._x.decades:
            text = count_words(n)
            x = min(max(round(self._x.at(n) * (self._width - 1)), 0), len(line) - len(text))
            line[x : x + len(text)] = text
        below = "".join(line).rstrip()
        return " " * AXIS + (f"{below} {of}" if cell_len(of) < TAGS else below)


def _legend(told: Sequence[str], width: int) -> list[list[int]]:
    """Which curves stand on each line of the legend: so many as there is room for."""
    lines: list[list[int]] = []
    left = 0
    for index, words in enumerate(told):
        needed = cell_len(words) + 3
        if not lines or needed > left:
            lines.append([])
            left = width
        lines[-1].append(index)
        left -= needed + cell_len(GAP)
    return lines


def _told(curves: Sequence[LogCurve]) -> list[str]:
    """The last time of each curve, with its number of things where others go beyond that."""
    most = max(curve.points[-1][0] for curve in curves)
    told = []
    for curve in curves:
        n, ns = curve.points[-1]
        told.append(f"{curve.name} {time_words(ns)}" + (f" at {count_words(n)}" * (n < most)))
    return told
