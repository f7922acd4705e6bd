"""A dataset's own figures, laid out by the room there is; scrolls where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recflix_tui.dataset.portrait.values import Portrait
from recflix_tui.widgets.pictures.portrait.lines import Line, said
from recflix_tui.widgets.pictures.portrait.pack import laid_out
from recflix_tui.widgets.pictures.sliders import EDGE

SIDES = 2  # cells: the edge that tells the focus, and a blank one


class DataPortrait(ScrollView, can_focus=True):
    """Pictures and sentences of one dataset; the arrow and page keys scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "portrait--ground",
        "portrait--title",
        "portrait--name",
        "portrait--bar",
        "portrait--figure",
        "portrait--quiet",
        "portrait--edge",
    }
    DEFAULT_CSS = """
    DataPortrait {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .portrait--ground { color: $background; background: $background; }
        & > .portrait--title { color: $foreground; background: $background; text-style: bold; }
        & > .portrait--name { color: $foreground; background: $background; }
        & > .portrait--bar { color: $secondary; background: $background; }
        & > .portrait--figure { color: $foreground; background: $background; }
        & > .portrait--quiet { color: $muted; background: $background; }
        & > .portrait--edge { color: $accent; background: $background; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home", "step(-1000000)", "First", show=False),
        Binding("end", "step(1000000)", "Last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._portrait: Portrait | None = None
        self._words = ""
        self._lines: Sequence[Line] = ()

    def show(self, portrait: Portrait) -> None:
        """Show the figures of a dataset, from the top if it is another one."""
        if self._portrait is not None and self._portrait.name != portrait.name:
            self.scroll_home(animate=False)
        self._portrait, self._words = portrait, ""
        self._lay_out()

    def say(self, words: str) -> None:
        """Show a line in place of the figures: that they are worked out, or why they are not."""
        self._portrait, self._words = None, words
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        region = self.scrollable_content_region
        width = region.width - SIDES
        if width < 1:
            return
        if self._portrait is None:
            self._lines = said([self._words], width, "quiet")
        else:
            self._lines = laid_out(self._portrait, width, region.height)
        self.virtual_size = Size(region.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        at, width = y + self.scroll_offset.y, self.size.width
        ground = self.get_component_rich_style("portrait--ground")
        edge = EDGE if self.has_focus else " "
        segments = [Segment(edge, self.get_component_rich_style("portrait--edge"))]
        segments.append(Segment(" ", ground))
        for text, ink in self._lines[at] if at < len(self._lines) else ():
            bare = text.lstrip(" ")
            # Blanks before a text are of no ink: a picture in a file would set the text in their
            # place.
            segments.append(Segment(" " * (len(text) - len(bare)), ground))
            segments.append(Segment(bare, self.get_component_rich_style(f"portrait--{ink}")))
        return Strip([s for s in segments if s.text]).adjust_cell_length(width, ground)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_step(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True, force=True)

    def action_page(self, pages: int) -> None:
        self.action_step(pages * (self.size.height - 1))
