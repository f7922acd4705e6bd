"""A list to pick from, a line a row: the frame of every short list on the screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recflix_tui.widgets.cells import pieces
from recflix_tui.widgets.shelf.tile import EDGE

Part = tuple[str, str]
"""A text, and the part of the list's look that it is drawn in."""


class PickList(ScrollView, can_focus=True):
    """Rows with a focus. A subclass says how many there are and what a row says."""

    @dataclass
    class Picked(Message):
        """A row was picked, by key or by a click on the row in focus."""

        pick_list: PickList
        row: int

        @property
        def control(self) -> PickList:
            return self.pick_list

    @dataclass
    class Moved(Message):
        """Another row has the focus."""

        pick_list: PickList

        @property
        def control(self) -> PickList:
            return self.pick_list

    @dataclass
    class LeftEnd(Message):
        """The focus was to go above the first row (-1) or below the last (1)."""

        pick_list: PickList
        side: int

        @property
        def control(self) -> PickList:
            return self.pick_list

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pick--row",
        "pick--focus",
        "pick--text",
        "pick--strong",
        "pick--quiet",
        "pick--figure",
        "pick--more",
        "pick--less",
        "pick--track",
    }
    DEFAULT_CSS = """
    PickList {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .pick--row { color: $foreground; background: $background; }
        & > .pick--focus { color: $foreground; background: $focus; }
        & > .pick--text { color: $foreground; }
        & > .pick--strong { color: $foreground; text-style: bold; }
        & > .pick--quiet { color: $muted; }
        & > .pick--figure { color: $accent; }
        & > .pick--more { color: $more; }
        & > .pick--less { color: $less; }
        & > .pick--track { color: $track; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home", "edge(0)", "First", show=False),
        Binding("end", "edge(1)", "Last", show=False),
        Binding("enter", "pick", "Pick", show=False),
    ]

    at = 0

    # --- what a subclass gives --------------------------------------------------------------

    def row_count(self) -> int:
        """How many rows there are."""
        return 0

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        """What a row says, in at most `width` cells."""
        return ()

    def can_pick(self, row: int) -> bool:
        """Whether a row can have the focus: headings cannot."""
        return True

    # --- drawing ----------------------------------------------------------------------------

    def rows_changed(self) -> None:
        """Draw anew after the rows changed; the focus stays on its line."""
        count = self.row_count()
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        self.at = max(min(self.at, count - 1), 0)
        if count and not self.can_pick(self.at):
            self.at = self._next(self.at, 1) or self.at
        self._show_row()
        self.refresh()

    def on_resize(self) -> None:
        self.rows_changed()

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        focused = self.has_focus and row == self.at and row < self.row_count()
        ground = self.get_component_rich_style("pick--focus" if focused else "pick--row")
        width = self.size.width
        if row >= self.row_count():
            return Strip.blank(width, ground)
        segments = list(
            pieces(
                (EDGE if focused else " ", self._part("figure", ground)),
                *(
                    (text, self._part(name, ground))
                    for text, name in self.row_parts(row, width - 2)
                ),
            )
        )
        said = Strip(segments).adjust_cell_length(width - 1, ground)
        return Strip([*said, Segment(self._more(y), self._part("quiet", ground))])

    def _more(self, y: int) -> str:
        """A sign at the first or last line in view that there is more beyond it."""
        if self.styles.scrollbar_size_vertical:
            return " "  # the scrollbar tells
        if y == 0 and self.scroll_offset.y > 0:
            return "▴"
        last = y == self.size.height - 1
        return "▾" if last and self.scroll_offset.y + y + 1 < self.row_count() else " "

    def _part(self, name: str, ground: Style) -> Style:
        return ground + self.get_component_rich_style(f"pick--{name}", partial=True)

    # --- focus ------------------------------------------------------------------------------

    def on_focus(self) -> None:
        self.refresh_lines(self.at)

    def on_blur(self) -> None:
        self.refresh_lines(self.at)

    def focus_row(self, row: int) -> None:
        """Give a row the focus."""
        if row != self.at and 0 <= row < self.row_count() and self.can_pick(row):
            self.refresh_lines(self.at)
            self.at = row
            self.refresh_lines(row)
            self._show_row()
            self.post_message(self.Moved(self))

    def _show_row(self) -> None:
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        # A heading above the first row comes into view with it.
        first = self.at if self._next(self.at, -1) is not None else 0
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True, force=True)
        elif self.at >= top + height:
            self.scroll_to(y=self.at - height + 1, animate=False, immediate=True, force=True)

    def _next(self, row: int, step: int) -> int | None:
        """The next row that can have the focus."""
        row += step
        while 0 <= row < self.row_count():
            if self.can_pick(row):
                return row
            row += step
        return None

    def action_step(self, step: int) -> None:
        row = self._next(self.at, step)
        if row is None:
            self.post_message(self.LeftEnd(self, step))
        else:
            self.focus_row(row)

    def action_page(self, pages: int) -> None:
        for _ in range(max(self.size.height - 1, 1)):
            row = self._next(self.at, pages)
            if row is not None:
                self.focus_row(row)

    def action_edge(self, end: int) -> None:
        row = self._next(self.row_count(), -1) if end else self._next(-1, 1)
        if row is not None:
            self.focus_row(row)

    def action_pick(self) -> None:
        if self.at < self.row_count() and self.can_pick(self.at):
            self.post_message(self.Picked(self, self.at))

    # --- mouse ------------------------------------------------------------------------------

    picks_at_first_click = False
    """Whether a click picks the row it falls on at once; else it gives it the focus first."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        row = event.y + self.scroll_offset.y
        if row >= self.row_count() or not self.can_pick(row):
            return
        again = row == self.at
        self.focus_row(row)
        if again or self.picks_at_first_click:
            self.action_pick()
