"""How many gave each number of stars, as upright bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

BLOCKS = " ▁▂▃▄▅▆▇█"
WIDEST = 3  # cells of one bar

Tally = Sequence[tuple[float, int]]


def bar_cells(count: float, most: float, height: int) -> str:
    """One bar from its foot up, one character a line, to an eighth of a line.

    Whoever was counted is seen: a bar is empty only at a count of zero.
    """
    eighths = round(count / most * height * 8) if most else 0
    if count:
        eighths = max(eighths, 1)
    full, part = divmod(eighths, 8)
    return ("█" * full + BLOCKS[part]).ljust(height)[:height]


def axis_label(stars: float) -> str:
    """Whole stars by their number; the halves between them speak for themselves."""
    return f"{stars:g}" if stars == int(stars) else ""


class Histogram(Widget):
    """A rating histogram as large as the room it is given; the bar of one's own rating is lit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "histogram--bar",
        "histogram--mine",
        "histogram--axis",
    }
    DEFAULT_CSS = """
    Histogram {
        height: 6;
        & > .histogram--bar { color: $secondary; }
        & > .histogram--mine { color: $accent; }
        & > .histogram--axis { color: $muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._tally: Tally = ()
        self._mine: float | None = None

    def show(self, tally: Tally, mine: float | None) -> None:
        """Show (stars, count) pairs; `mine` is the rating to light."""
        self._tally, self._mine = tally, mine
        self.refresh()

    def render_line(self, y: int) -> Strip:
        axis = self.get_component_rich_style("histogram--axis")
        if not self._tally:
            return Strip.blank(self.size.width, axis)
        height = self.size.height - 1
        pitch = max(min(self.size.width // len(self._tally), WIDEST + 1), 1)
        if y >= height:
            labels = (axis_label(stars) for stars, _ in self._tally)
            segments = [Segment(label.ljust(pitch), axis) for label in labels]
        else:
            segments = self._bars(height - 1 - y, height, pitch)
        return Strip(segments).adjust_cell_length(self.size.width, axis)

    def _bars(self, level: int, height: int, pitch: int) -> list[Segment]:
        """One line of all bars; `level` counts from their feet."""
        plain = self.get_component_rich_style("histogram--bar")
        lit = self.get_component_rich_style("histogram--mine")
        most = max(count for _, count in self._tally)
        segments = []
        for stars, count in self._tally:
            cell = bar_cells(count, most, height)[level]
            style = lit if stars == self._mine else plain
            segments.append(Segment((cell * max(pitch - 1, 1)).ljust(pitch), style))
        return segments
