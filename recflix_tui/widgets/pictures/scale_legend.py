"""What the colours of a picture stand for, in one line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.pictures.scales import ColourScale
from recflix_tui.widgets.cells import pieces, shorten
from recflix_tui.widgets.pictures.heat.glyphs import drawn

SHORTEST = 4  # cells of colour between two values
LONGEST = 10


class ScaleLegend(Widget):
    """The scale from left to right, its values between: `share rated 0.1 % ▒▒▒ 3 % ▒▒▒ 80 %`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"legend--words"}
    DEFAULT_CSS = """
    ScaleLegend {
        height: 1;
        background: $background;
        & > .legend--words { color: $muted; background: $background; }
    }
    """

    def __init__(self, plain: bool = False) -> None:
        """plain: characters stand for the colours."""
        super().__init__()
        self.plain = plain
        self._scale: ColourScale | None = None
        self._marks: Sequence[tuple[float, str]] = ()
        self._words = ""

    def show(self, scale: ColourScale, marks: Sequence[tuple[float, str]], words: str = "") -> None:
        """Show a scale; marks: where along it (0 to 1, ascending) which value stands; words:
        what it measures. Where room is short the values between the ends go first. A value that
        stands alone has its own colour before it."""
        self._scale, self._marks, self._words = scale, tuple(marks), words
        self.refresh()

    def render_line(self, y: int) -> Strip:
        words = self.get_component_rich_style("legend--words")
        if self._scale is None or y or not self._marks:
            return Strip.blank(self.size.width, words)
        width = self.size.width
        marks, title = self._fitting(width)
        ramps = [(begin, end, text) for (begin, _), (end, text) in itertools.pairwise(marks)]
        first = f"{marks[0][1]} "
        if not ramps:
            (at, text), first = marks[0], ""
            ramps = [(at, at, text)]
        room = width - cell_len(title) - sum(cell_len(text) + 2 for _, text in marks)
        pitch = max(min(room // len(ramps), LONGEST), 1)
        segments = pieces((title, words), (first, words))
        for begin, end, text in ramps:
            segments += self._ramp(self._scale, begin, end, pitch)
            segments += pieces((f" {text} ", words))
        return Strip(segments).adjust_cell_length(width, words)

    def _fitting(self, width: int) -> tuple[Sequence[tuple[float, str]], str]:
        """The values for which there is room, and the words before them, shortened."""
        marks = self._marks
        while len(marks) > 2 and self._taken(marks) + min(cell_len(self._words), 12) > width:
            marks = [*marks[: len(marks) // 2], *marks[len(marks) // 2 + 1 :]]
        title = shorten(self._words, max(width - self._taken(marks) - 1, 0))
        return marks, f"{title} " if title else ""

    @staticmethod
    def _taken(marks: Sequence[tuple[float, str]]) -> int:
        return sum(cell_len(text) + 2 for _, text in marks) + SHORTEST * max(len(marks) - 1, 1)

    def _ramp(self, scale: ColourScale, begin: float, end: float, cells: int) -> list[Segment]:
        """The part of the scale between two values."""
        at = begin + (end - begin) * (np.arange(cells) + 0.5) / cells
        steps = np.minimum((at * len(scale)).astype(np.uint8), len(scale) - 1)
        if self.plain:
            words = self.get_component_rich_style("legend--words")
            return [Segment("".join(drawn(steps, scale)), words)]
        return [
            Segment(" ", Style.parse(f"on #{bytes(scale.colours[step]).hex()}")) for step in steps
        ]
