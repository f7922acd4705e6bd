"""Times over numbers of things, both on log axes, drawn with braille dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
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
        self._dots: Dots | None = None

    def show(
        self, curves: Sequence[LogCurve], across: Sequence[float], of: str, message: str = ""
    ) -> None:
        """Show other curves.

        across: numbers of things that there is room for, measured or not; of: what the things
        are; message: what is said while no curve has a point.
        """
        self._curves = [curve for curve in curves if curve.points]
        self._across, self._of, self._message = across, of, message
        self._dots = None
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        axis = self.get_component_rich_style("plot--axis")
        legend = self._legend()
        height = self._height
        if not self._curves:
            words = shorten(self._message, self.size.width) if y == 0 else ""
            segments = [Segment(words, axis)]
        elif y < len(legend):
            segments = self._legend_line(legend[y])
        elif y < len(legend) + height:
            segments = self._curve_line(y - len(legend))
        elif y == len(legend) + height:
            segments = pieces((" " * (AXIS - 1) + "└" + "─" * self._width, axis))
        else:
            segments = pieces((self._numbers_below(), axis))
        return Strip(segments).adjust_cell_length(self.size.width, axis)

    @property
    def _width(self) -> int:
        return max(self.size.width - AXIS - TAGS, 1)

    @property
    def _height(self) -> int:
        return max(self.size.height - 2 - len(self._legend()), 1)

    @property
    def _x(self) -> LogAxis:
        numbers = [n for curve in self._curves for n, _ in curve.points]
        return LogAxis.over([*numbers, *self._across])

    @property
    def _y(self) -> LogAxis:
        return LogAxis.over([ns for curve in self._curves for _, ns in curve.points])

    def _colour(self, curve: LogCurve) -> Style:
        red, green, blue = kind_colours(self.app.current_theme.dark)[curve.kind].tolist()
        ground = self.get_component_rich_style("plot--axis")
        return ground + Style(color=f"#{red:02x}{green:02x}{blue:02x}")

    # --- the legend -------------------------------------------------------------------------

    def _legend(self) -> list[list[LogCurve]]:
        """The curves, so many a line as there is room for."""
        lines: list[list[LogCurve]] = []
        left = 0
        for curve in self._curves:
            needed = cell_len(_told(curve)) + 3
            if not lines or needed > left:
                lines.append([])
                left = self.size.width
            lines[-1].append(curve)
            left -= needed + cell_len(GAP)
        return lines

    def _legend_line(self, curves: Sequence[LogCurve]) -> list[Segment]:
        axis = self.get_component_rich_style("plot--axis")
        segments = []
        for curve in curves:
            segments.append(Segment("━━ ", self._colour(curve)))
            segments.append(Segment(_told(curve) + GAP, axis))
        return segments

    # --- the curves -------------------------------------------------------------------------

    def _curve_line(self, y: int) -> list[Segment]:
        axis = self.get_component_rich_style("plot--axis")
        said = self._times_at_left().get(y, "")
        label = fit_right(said, AXIS - 1) + ("┤" if said else "│")
        segments = pieces((label, axis))
        cells = [
            (character, axis if owner is None else self._colour(self._curves[owner]))
            for character, owner in self._drawn().row(y)
        ]
        for curve, at in self._tags().get(y, ()):
            style = self._colour(curve)
            cells[at : at + len(curve.tag)] = [(letter, style) for letter in curve.tag]
        return [*segments, *(Segment(character, style) for character, style in cells)]

    def _drawn(self) -> Dots:
        size = self._width + TAGS, self._height
        if self._dots is None or (self._dots.width, self._dots.height) != size:
            self._dots = dots = Dots(*size)
            for owner, curve in enumerate(self._curves):
                places = [self._place(point) for point in curve.points]
                dots.line(places, owner)
                for x, y in places:  # a measurement is seen on the line that joins it to the next
                    for across, down in ((1, 0), (0, 1), (1, 1)):
                        dots.set(x + across, y + down, owner)
        return self._dots

    def _place(self, point: tuple[float, float]) -> tuple[int, int]:
        """The dot of a measurement, from the left and from the top."""
        across, down = self._width * 2 - 1, self._height * 4 - 1
        n, ns = point
        return round(self._x.at(n) * across), round((1 - self._y.at(ns)) * down)

    def _times_at_left(self) -> dict[int, str]:
        """The times at the ends of decades, by line: of every second or third decade, where
        there are more of them than lines."""
        said: dict[int, str] = {}
        decades = self._y.decades
        for ns in decades[:: -(-len(decades) // self._height)]:
            line = round((1 - self._y.at(ns)) * (self._height * 4 - 1)) // 4
            said.setdefault(line, decade_words(ns))
        return said

    def _tags(self) -> dict[int, list[tuple[LogCurve, int]]]:
        """The name at the end of each curve and the cell that it begins at, by line. Where
        another has the place, a line above or below is taken, or none."""
        tags: dict[int, list[tuple[LogCurve, int]]] = {}
        for curve in self._curves:
            x, y = self._place(curve.points[-1])
            at, line = x // 2 + 2, y // 4
            for free in (line, line - 1, line + 1):
                others = ((there, len(other.tag)) for other, there in tags.get(free, ()))
                clear = all(at > o + n or at + len(curve.tag) < o for o, n in others)
                if 0 <= free < self._height and clear:
                    tags.setdefault(free, []).append((curve, at))
                    break
        return tags

    def _numbers_below(self) -> str:
        """The ends of decades, and what they are numbers of."""
        line = [" "] * (self._width + TAGS)
        for n in self._x.decades:
            text = count_words(n)
            x = min(max(round(self._x.at(n) * (self._width - 1)), 0), len(line) - len(text))
            line[x : x + len(text)] = text
        below = "".join(line).rstrip()
        return " " * AXIS + (f"{below} {self._of}" if cell_len(self._of) < TAGS else below)


def _told(curve: LogCurve) -> str:
    return f"{curve.name} {time_words(curve.points[-1][1])}"
