"""The catalogue as a table, drawn line by line: opening it costs nothing per row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter_ns
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recflix_tui.cache_counts import counter
from recflix_tui.widgets.cells import fit, pieces, shorten
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.shelf.tile import EDGE, TileLook
from recflix_tui.widgets.titles.columns import (
    COLUMNS,
    FittedColumn,
    cell_text,
    fitted_columns,
    header_text,
)

_DRAWN = counter("catalogue", "lines of the catalogue as they were drawn")
MOST_STRIPS = 2000  # rows kept drawn
Items = NDArray[np.int32]
_NOTHING: Items = np.empty(0, np.int32)


class TitleTable(DrawsTitles, ScrollView, can_focus=True):
    """Titles one a line under a header. A click on a header asks for that order."""

    @dataclass
    class FocusMoved(Message):
        """Another title has the focus."""

        item: int | None

    @dataclass
    class RowOpened(Message):
        """The row in focus was clicked."""

        item: int

    @dataclass
    class SortChosen(Message):
        """The header of a column was clicked."""

        column: str

    class LeftTop(Message):
        """The focus was to go above the first row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--sorted",
        "table--row",
        "table--focus",
        "table--unfocused",
        "table--title",
        "table--quiet",
        "table--figure",
        "table--edge",
    }
    DEFAULT_CSS = """
    TitleTable {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .table--header { color: $muted; background: $background; }
        & > .table--sorted { color: $accent; background: $background; }
        & > .table--row { color: $foreground; background: $background; }
        & > .table--focus { color: $foreground; background: $focus; text-style: bold; }
        & > .table--unfocused { color: $foreground; background: $panel; }
        & > .table--title { color: $foreground; }
        & > .table--quiet { color: $muted; text-style: not bold; }
        & > .table--figure { color: $accent; text-style: bold; }
        & > .table--edge { color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("home,ctrl+home", "edge(0)", "First title", show=False),
        Binding("end,ctrl+end", "edge(1)", "Last title", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.items = _NOTHING
        self.at = 0
        self.message = ""
        self._look: Callable[[int], TileLook] = lambda item: TileLook("")
        self._sort: tuple[str, bool] = ("", True)
        self._columns: tuple[FittedColumn, ...] = ()
        self._strips: dict[tuple[int, str], Strip] = {}
        _DRAWN.holds(self, lambda own: own._strips.values())
        self._styles: dict[tuple[str, str], Style] = {}

    # --- what it shows ----------------------------------------------------------------------

    @property
    def columns(self) -> tuple[FittedColumn, ...]:
        """The columns at the width that the table has now."""
        return self._columns

    @property
    def focused_item(self) -> int | None:
        """The item of the row in focus."""
        return int(self.items[self.at]) if len(self.items) else None

    def titles_in_view(self) -> Iterable[int]:
        first = self.scroll_offset.y
        found: list[int] = self.items[first : first + max(self.size.height - 1, 0)].tolist()
        return found

    def set_items(self, items: Items, hold: bool = False) -> None:
        """Show other titles, (n,) int32; with `hold`, the title in focus keeps its line.

        Where the title in focus is gone, the one that follows it gets the focus.
        """
        line = self.at - self.scroll_offset.y
        before = self.focused_item
        self.at = self._row_of(before, items) if hold else 0
        self.items = items
        self._resize_table()
        self.scroll_to(
            y=max(self.at - line, 0) if hold else 0, animate=False, immediate=True, force=True
        )
        self._show_row()
        if self.focused_item != before:
            self.post_message(self.FocusMoved(self.focused_item))

    def _row_of(self, item: int | None, items: Items) -> int:
        found = np.flatnonzero(items == item) if item is not None else _NOTHING
        return int(found[0]) if len(found) else max(min(self.at, len(items) - 1), 0)

    def set_look(self, look: Callable[[int], TileLook]) -> None:
        """Draw the rows by another look: a rating or a model changed them."""
        self._look = look
        self._redraw()

    def set_sort(self, column: str, descending: bool) -> None:
        """Mark the column that the rows are in order of; "" marks none."""
        self._sort = (column, descending)
        self.refresh()

    def set_message(self, message: str) -> None:
        """Say what is shown while there are no rows."""
        self.message = message
        self.refresh()

    def _resize_table(self) -> None:
        width = self.scrollable_content_region.width
        self._columns = fitted_columns(width)
        self.virtual_size = Size(width, len(self.items) + 1)
        self.refresh()

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        self._strips.clear()
        self._resize_table()
        self._show_row()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        if y == 0:
            return self._header()
        row = y - 1 + self.scroll_offset.y
        if row < len(self.items):
            return self._row(row)
        words = self.message if not len(self.items) and y == self.size.height // 2 - 1 else ""
        return self._line_of_words(words)

    def _line_of_words(self, words: str) -> Strip:
        width = self.size.width
        words = shorten(words, width)
        left = (width - cell_len(words)) // 2
        return Strip([Segment(" " * left + fit(words, width - left), self._style("quiet"))])

    def _header(self) -> Strip:
        column, descending = self._sort
        plain = self._style("header", "header")
        parts = [Segment("  ", plain)]
        for fitted in self._columns:
            name = "sorted" if fitted.column.key == column else "header"
            text = header_text(fitted, descending if name == "sorted" else None)
            parts.append(Segment(text, self._style(name, name)))
        return Strip(parts).adjust_cell_length(self.size.width, plain)

    def _row(self, row: int) -> Strip:
        ground = "row"
        if row == self.at:
            ground = "focus" if self.has_focus else "unfocused"
        key = (int(self.items[row]), ground)
        began = perf_counter_ns()
        strip = self._strips.get(key)
        if strip is not None:
            _DRAWN.hit(began)
            return strip
        if len(self._strips) >= MOST_STRIPS:
            self._strips.clear()
        strip = self._strips[key] = self._draw(*key)
        _DRAWN.miss(began)
        return strip

    def _draw(self, item: int, ground: str) -> Strip:
        look = self._look(item)
        edge = EDGE if ground == "focus" else " "
        plain = self._style("quiet", ground)
        parts = [(edge, self._style("edge", ground)), (" ", plain)]
        for fitted in self._columns:
            style = "quiet" if look.refused else fitted.column.style
            parts.append((cell_text(fitted, look), self._style(style, ground)))
        return Strip(pieces(*parts)).adjust_cell_length(self.size.width, plain)

    def _style(self, part: str, ground: str = "row") -> Style:
        key = (part, ground)
        if key not in self._styles:
            below = self.get_component_rich_style(f"table--{ground}")
            above = self.get_component_rich_style(f"table--{part}", partial=True)
            self._styles[key] = below + above
        return self._styles[key]

    # --- focus ------------------------------------------------------------------------------

    def on_focus(self) -> None:
        self.refresh_lines(self.at + 1)

    def on_blur(self) -> None:
        self.refresh_lines(self.at + 1)

    def _show_row(self) -> None:
        """Scroll the row in focus into view."""
        rows = max(self.size.height - 1, 1)
        if self.at < self.scroll_offset.y:
            self.scroll_to(y=self.at, animate=False, immediate=True, force=True)
        elif self.at >= self.scroll_offset.y + rows:
            self.scroll_to(y=self.at - rows + 1, animate=False, immediate=True, force=True)

    def focus_row(self, row: int) -> None:
        """Give a row the focus, or the nearest there is."""
        row = max(min(row, len(self.items) - 1), 0)
        if row == self.at or not len(self.items):
            return
        # Lines are one further down than their rows: the header is line 0.
        self.refresh_lines(self.at + 1)
        self.at = row
        self.refresh_lines(row + 1)
        self._show_row()
        self.post_message(self.FocusMoved(self.focused_item))

    def action_step(self, rows: int) -> None:
        if self.at + rows < 0:
            self.post_message(self.LeftTop())
        self.focus_row(self.at + rows)

    def action_page(self, pages: int) -> None:
        self.focus_row(self.at + pages * max(self.size.height - 2, 1))

    def action_edge(self, end: int) -> None:
        self.focus_row(len(self.items) - 1 if end else 0)

    # --- mouse ------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """A click on a row gives it the focus; on the one in focus, opens it."""
        event.stop()
        if event.y == 0:
            self._choose_sort(event.x - 2)
            return
        row = event.y - 1 + self.scroll_offset.y
        if row == self.at and self.focused_item is not None:
            self.post_message(self.RowOpened(self.focused_item))
        elif row < len(self.items):
            self.focus_row(row)

    def _choose_sort(self, x: int) -> None:
        for fitted in self._columns:
            if 0 <= x < fitted.width + fitted.gap and fitted.column in COLUMNS:
                self.post_message(self.SortChosen(fitted.column.key))
                return
            x -= fitted.width + fitted.gap
