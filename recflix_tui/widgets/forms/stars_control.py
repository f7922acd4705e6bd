"""Stars to rate with by mouse; the keys are the screen's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

PITCH = 4  # cells from one star to the next: a click on the first of them means half of it


class StarsControl(Widget):
    """A row of stars: empty, or lit up to the mouse."""

    @dataclass
    class Rated(Message):
        """A number of stars was clicked."""

        stars: float

    COMPONENT_CLASSES: ClassVar[set[str]] = {"stars--lit", "stars--empty"}
    DEFAULT_CSS = """
    StarsControl {
        height: 1;
        width: 27;
        & > .stars--lit { color: $accent; }
        & > .stars--empty { color: $muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._halves = True
        self._highest = 5
        self._pointed = 0.0

    def set_scale(self, high: float, step: float) -> None:
        """The best rating there is, and whether there are halves."""
        self._highest, self._halves = int(high), step < 1
        self.refresh()

    def stars_at(self, x: int) -> float:
        """The rating under a cell; 0.0 beside the stars."""
        star, cell = divmod(x, PITCH)
        if not 0 <= star < self._highest:
            return 0.0
        return star + (0.5 if self._halves and cell == 0 else 1.0)

    def render_line(self, y: int) -> Strip:
        lit = self.get_component_rich_style("stars--lit")
        empty = self.get_component_rich_style("stars--empty")
        segments = []
        for star in range(1, self._highest + 1):
            if star <= self._pointed:
                segments.append(Segment("★".ljust(PITCH), lit))
            elif star - 0.5 <= self._pointed:
                segments.append(Segment("½".ljust(PITCH), lit))
            else:
                segments.append(Segment("☆".ljust(PITCH), empty))
        figure = f"{self._pointed:g}" if self._pointed else ""
        segments.append(Segment(figure, lit))
        return Strip(segments).adjust_cell_length(self.size.width, empty)

    def _point(self, stars: float) -> None:
        if stars != self._pointed:
            self._pointed = stars
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point(self.stars_at(event.x))

    def on_leave(self, event: events.Leave) -> None:
        self._point(0.0)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        stars = self.stars_at(event.x)
        if stars:
            self._point(0.0)
            self.post_message(self.Rated(stars))
