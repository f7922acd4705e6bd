"""Curves over epochs, drawn with braille dots: two dots across and four down in each cell."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import fit, shorten

BRAILLE = 0x2800
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by line and column
AXIS = 6  # cells of the numbers at the left, with the axis itself
WIDTHS = (10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class Curve:
    """A named line over epochs."""

    name: str
    """What the legend calls it."""
    values: Sequence[float]
    """Its height at each epoch, from the first one on."""
    style: str
    """The component class of its dots."""
    group: str = ""
    """What it belongs to: the curves of a group have a line of the legend to themselves, which
    begins with this."""
    told: float | None = None
    """The value in the legend; None: the last."""
    dashed: bool = False
    """Whether every other cell of its line is left out."""


class Dots:
    """A grid of braille dots in which the later curve covers the earlier one."""

    def __init__(self, width: int, height: int) -> None:
        """`width` and `height` in cells."""
        self.width, self.height = width, height
        self._bits: dict[tuple[int, int], int] = {}
        self._owner: dict[tuple[int, int], int] = {}

    def set(self, x: int, y: int, owner: int) -> None:
        """Set a dot; x from the left, y from the top. What is off the grid is left out."""
        cell = (x // 2, y // 4)
        if 0 <= cell[0] < self.width and 0 <= cell[1] < self.height:
            self._bits[cell] = self._bits.get(cell, 0) | DOTS[y % 4][x % 2]
            self._owner[cell] = owner

    def line(self, points: Sequence[tuple[int, int]], owner: int, dashed: bool = False) -> None:
        """Join points; a single one is a dot. dashed: leave out every other cell on the way."""
        for x, y in points[:1]:
            self.set(x, y, owner)
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            steps = max(abs(to_x - x), abs(to_y - y), 1)
            for step in range(1, steps + 1):
                part = step / steps
                at = round(x + (to_x - x) * part), round(y + (to_y - y) * part)
                along = at[1] // 4 if abs(to_y - y) > abs(to_x - x) else at[0] // 2
                if not dashed or along % 2 == 0:
                    self.set(*at, owner)

    def row(self, y: int) -> Iterable[tuple[str, int | None]]:
        """A line of cells as characters, each with its owner."""
        for x in range(self.width):
            bits = self._bits.get((x, y))
            yield (chr(BRAILLE + bits), self._owner[x, y]) if bits else (" ", None)


def span(curves: Sequence[Curve]) -> tuple[float, float]:
    """The lowest and the highest value to show, apart even for one value."""
    values = [v for curve in curves for v in curve.values if math.isfinite(v)]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    margin = max((high - low) * 0.05, 0.005 if high > low else abs(high) * 0.05, 0.005)
    return low - margin, high + margin


def epochs_shown(done: int, of: int) -> int:
    """How many epochs the plot is wide: in steps, so that it does not move at each epoch."""
    wide = next((w for w in WIDTHS if w >= done), done)
    return max(min(wide, of) if of else wide, done, 2)


def round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 and so on that is no less."""
    steps: Iterable[int] = (n * 10**k for k in itertools.count() for n in (1, 2, 5))
    return next(step for step in steps if step >= least)


class Plot(Widget):
    """Curves with a legend above, numbers at the left and epochs below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "plot--axis",
        "plot--first",
        "plot--second",
        "plot--third",
        "plot--first-beside",
        "plot--second-beside",
    }
    DEFAULT_CSS = """
    Plot {
        & > .plot--axis { color: $muted; }
        & > .plot--first { color: $secondary; }
        & > .plot--second { color: $accent; }
        & > .plot--third { color: $more; }
        & > .plot--first-beside { color: $track; }
        & > .plot--second-beside { color: $more; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._curves: Sequence[Curve] = ()
        self._of = 0
        self._message = ""
        self._dots: Dots | None = None

    def show(self, curves: Sequence[Curve], of: int, message: str = "") -> None:
        """Show other curves, towards `of` epochs; `message` while they have no values."""
        self._curves, self._of, self._message = curves, of, message
        self._dots = None
        self.refresh()

    def on_resize(self) -> None:
        self._dots = None

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        axis = self.get_component_rich_style("plot--axis")
        legend = len(self._groups)
        height = self.size.height - 2 - legend
        if not any(curve.values for curve in self._curves):
            words = shorten(self._message, self.size.width) if y == 0 else ""
            segments = [Segment(words, axis)]
        elif y < legend:
            segments = self._legend(self._groups[y])
        elif y < legend + height:
            segments = self._curve_line(y - legend, height)
        elif y == legend + height:
            segments = [Segment(" " * (AXIS - 1) + "└" + "─" * self._width, axis)]
        else:
            segments = [Segment(self._epoch_numbers(), axis)]
        return Strip(segments).adjust_cell_length(self.size.width, axis)

    @property
    def _width(self) -> int:
        return max(self.size.width - AXIS, 1)

    @property
    def _epochs(self) -> int:
        return epochs_shown(max(len(curve.values) for curve in self._curves), self._of)

    @property
    def _groups(self) -> Sequence[str]:
        """The groups of the curves that have values, those that are drawn on top first."""
        return list(dict.fromkeys(curve.group for curve in reversed(self._curves) if curve.values))

    def _legend(self, group: str) -> list[Segment]:
        axis = self.get_component_rich_style("plot--axis")
        widest = max(map(cell_len, self._groups))
        segments = [Segment(fit(group, widest + 1) if widest else " " * AXIS, axis)]
        for curve in reversed(self._curves):
            if curve.values and curve.group == group:
                style = self.get_component_rich_style(curve.style)
                told = curve.values[-1] if curve.told is None else curve.told
                segments.append(Segment("╍╍ " if curve.dashed else "━━ ", style))
                segments.append(Segment(f"{curve.name} {told:.3f}  ".lstrip(), axis))
        return segments

    def _curve_line(self, y: int, height: int) -> list[Segment]:
        axis = self.get_component_rich_style("plot--axis")
        dots = self._drawn(height)
        number = self._number_at(y, height)
        segments = [Segment(f"{number:>{AXIS - 1}}" + ("┤" if number else "│"), axis)]
        for character, owner in dots.row(y):
            name = "plot--axis" if owner is None else self._curves[owner].style
            segments.append(Segment(character, self.get_component_rich_style(name)))
        return segments

    def _drawn(self, height: int) -> Dots:
        if self._dots is None:
            self._dots = dots = Dots(self._width, height)
            low, high = span(self._curves)
            across, down = dots.width * 2 - 1, height * 4 - 1
            for owner, curve in enumerate(self._curves):
                points = [
                    (
                        round(n / (self._epochs - 1) * across),
                        round((high - value) / (high - low) * down),
                    )
                    for n, value in enumerate(curve.values)
                    if math.isfinite(value)
                ]
                dots.line(points, owner, curve.dashed)
        return self._dots

    def _number_at(self, y: int, height: int) -> str:
        """The value in the middle of a line, on every third line."""
        if y % 3 != 0:
            return ""
        low, high = span(self._curves)
        digits = 2 if high - low > 0.1 else 3
        return f"{high - (y + 0.5) / height * (high - low):.{digits}f}"

    def _epoch_numbers(self) -> str:
        """`1` at the left, the last epoch at the right; between them round numbers, evenly."""
        last, width = self._epochs, self._width
        line = [" "] * width
        step = round_step(last / max(width // 12, 1))
        for epoch in dict.fromkeys((1, *range(step, last - step // 2, step), last)):
            text = str(epoch)
            x = min(round((epoch - 1) / (last - 1) * (width - 1)), width - len(text))
            if x == 0 or line[x - 1 : x + len(text)] == [" "] * (len(text) + 1):
                line[x : x + len(text)] = text
        return " " * AXIS + "".join(line)[:width]
