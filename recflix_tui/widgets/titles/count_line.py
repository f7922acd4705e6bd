"""How many titles are listed, and what narrows and orders them."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.titles.filters import Narrowed


class CountLine(Widget):
    """`612 of 9,066 titles · Sci-Fi · 1980s · unrated · by mean ▾`; each word can be clicked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"count--figure", "count--on", "count--off"}
    DEFAULT_CSS = """
    CountLine {
        height: 1;
        & > .count--figure { color: $foreground; text-style: bold; }
        & > .count--on { color: $accent; }
        & > .count--off { color: $muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._figure = ""
        self._words: list[tuple[str, bool, str]] = []

    def show(self, shown: int, total: int, narrowed: Narrowed, order: str) -> None:
        """Show other figures; `order` is the order in words."""
        self._figure = f"{shown:,}" if shown == total else f"{shown:,} of {total:,}"
        decade = "all years" if narrowed.decade is None else f"{narrowed.decade}s"
        unrated = "unrated" if narrowed.unrated else "rated or not"
        self._words = [
            (narrowed.genre or "all genres", narrowed.genre is not None, "genre"),
            (decade, narrowed.decade is not None, "decade"),
            (unrated, narrowed.unrated, "unrated"),
            (order, False, "sort"),
        ]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        off = self.get_component_rich_style("count--off")
        on = self.get_component_rich_style("count--on")
        segments = []
        if self._words:
            figure = self.get_component_rich_style("count--figure")
            segments = [Segment(f"{self._figure} ", figure), Segment("titles ", off)]
        for word, lit, run in self._words:
            click = Style(meta={"@click": f"screen.{run}"})
            segments += [Segment("· ", off), Segment(f"{word} ", (on if lit else off) + click)]
        return Strip(segments).adjust_cell_length(self.size.width, off)
