"""The wall of shelves: every shelf and tile of Home, drawn by one widget line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from time import perf_counter_ns
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recflix_tui.cache_counts import counter
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.shelf.grid import LINES, MARGIN, TOP, Grid
from recflix_tui.widgets.shelf.paint import Look, ShelfPaint, cut_name
from recflix_tui.widgets.shelf.rows import Hold, ShelfRows, ShelfView
from recflix_tui.widgets.shelf.tile import TileLook

_DRAWN = counter("shelves", "lines of the shelves as they were drawn")


class ShelfWall(DrawsTitles, ScrollView, can_focus=True):
    """Shelves of tiles. Arrows move across and down; each shelf keeps its own position."""

    @dataclass
    class FocusMoved(Message):
        """Another title has the focus."""

        item: int | None

    @dataclass
    class TileOpened(Message):
        """The tile in focus was clicked."""

        item: int

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "wall--heading",
        "wall--note",
        "wall--tile",
        "wall--focus",
        "wall--hover",
        "wall--title",
        "wall--facts",
        "wall--figure",
        "wall--filled",
        "wall--track",
    }
    DEFAULT_CSS = """
    ShelfWall {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .wall--heading { color: $foreground; text-style: bold; background: $background; }
        & > .wall--note { color: $muted; background: $background; }
        & > .wall--tile { background: $panel; }
        & > .wall--focus { background: $focus; }
        & > .wall--hover { background: $hover; }
        & > .wall--title { color: $foreground; text-style: bold; }
        & > .wall--facts { color: $muted; }
        & > .wall--figure { color: $accent; text-style: bold; }
        & > .wall--filled { color: $accent; }
        & > .wall--track { color: $track; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1, 0)", "Left", show=False),
        Binding("right", "move(1, 0)", "Right", show=False),
        Binding("up", "move(0, -1)", "Up", show=False),
        Binding("down", "move(0, 1)", "Down", show=False),
        Binding("home", "end_of_row(0)", "First tile", show=False),
        Binding("end", "end_of_row(1)", "Last tile", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("ctrl+home", "edge(0)", "First shelf", show=False),
        Binding("ctrl+end", "edge(1)", "Last shelf", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows = ShelfRows()
        self.message = ""
        self._look: Look = lambda item: TileLook("")
        self._paint = ShelfPaint(self._part)
        self._strips: dict[tuple[int, int], Strip] = {}
        _DRAWN.holds(self, lambda own: own._strips.values())
        self._grid = Grid(0)
        self._hovered: tuple[int, int] | None = None

    # --- what it shows ----------------------------------------------------------------------

    def set_shelves(
        self,
        shelves: Sequence[ShelfView],
        look: Look,
        hold: Hold = Hold.POSITION,
    ) -> None:
        """Show other shelves; `hold` says what stays."""
        self._look = cache(look)  # each of a tile's lines asks for it
        self._hovered = None
        self.message = ""
        self.rows.replace(shelves, hold)
        self._resize_wall()
        if hold is Hold.NOTHING:
            self.scroll_to(0, 0, animate=False)
        self._show_focus()

    def set_message(self, message: str) -> None:
        """Show one calm line instead of shelves."""
        self.message = message
        self.rows.replace((), Hold.NOTHING)
        self._resize_wall()

    @property
    def grid(self) -> Grid:
        """Where the tiles stand at the width that the wall has now."""
        return self._grid

    @property
    def focused_item(self) -> int | None:
        """The item of the tile in focus."""
        return self.rows.focused

    @property
    def cut_title(self) -> str:
        """The whole title of the tile in focus where that has no room for it, else nothing."""
        item = self.focused_item
        return "" if item is None else cut_name(self._look(item), self._grid)

    def titles_in_view(self) -> Iterator[int]:
        """The items of the tiles whose titles can be read."""
        above, height = self.scroll_offset.y, self.scrollable_content_region.height
        for index, row in enumerate(self.rows.rows):
            if above <= TOP + self._grid.pitch * index + 1 < above + height:
                yield from row.items[row.first : row.first + self._grid.columns]

    def _resize_wall(self) -> None:
        view = self.scrollable_content_region
        self._grid = Grid(view.width, view.height)
        self.rows.set_columns(self._grid.columns)
        rows = len(self.rows.rows)
        wall = self._grid.wall_height(rows) if rows else view.height
        self.virtual_size = Size(self._grid.width, wall)
        self._redraw()

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        self._resize_wall()
        self._show_focus()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._paint.forget_styles()
        self._strips.clear()

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        row, line = self._row_and_line(y)
        if not self.rows.rows:
            return self._message_line(y)
        if not 0 <= row < len(self.rows.rows) or line > LINES:
            return Strip.blank(self.size.width, self.get_component_rich_style("wall--note"))
        began = perf_counter_ns()
        strip = self._strips.get((row, line))
        if strip is not None:
            _DRAWN.hit(began)
            return strip
        strip = self._strips[row, line] = self._draw(row, line)
        _DRAWN.miss(began)
        return strip

    def _row_and_line(self, y: int) -> tuple[int, int]:
        """The shelf at a line of the view, and which of its lines that is. Over the first shelf
        in view is a blank line, never the end of the one before it."""
        row, line = self._grid.row_and_line(y + self.scroll_offset.y)
        return (row, LINES + 1) if y < TOP and line == LINES else (row, line)

    def _draw(self, index: int, line: int) -> Strip:
        row = self.rows.rows[index]
        if line == 0:
            segments = self._paint.heading(row, self._grid)
        else:
            ground = partial(self._ground, index)
            segments = self._paint.tiles(row, self._grid, line - 1, self._look, ground)
        blank = self.get_component_rich_style("wall--note")
        return Strip(segments).adjust_cell_length(self.size.width, blank)

    def _message_line(self, y: int) -> Strip:
        words = self.message if y == self.size.height // 2 - 1 else ""
        return Strip(self._paint.message(words, self.size.width))

    def _ground(self, row: int, at: int) -> str:
        """The component class of a tile's background."""
        if row == self.rows.row and at == self.rows.rows[row].at:
            return "wall--focus"
        return "wall--hover" if self._hovered == (row, at) else "wall--tile"

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    # --- focus ------------------------------------------------------------------------------

    def _show_focus(self) -> None:
        """Scroll the shelf in focus into view, and tell who has the focus."""
        y = self.scroll_offset.y
        wanted = self._grid.scroll_for(self.rows.row, y)
        if wanted != y:
            self.scroll_to(y=wanted, animate=False, immediate=True, force=True)
        self.post_message(self.FocusMoved(self.focused_item))

    def _moved(self, rows_before: int, row_before: int, moved: bool) -> None:
        if not moved:
            return
        if len(self.rows.rows) != rows_before:
            self._resize_wall()
        else:
            for row in {row_before, self.rows.row}:
                self._redraw_row(row)
        self._show_focus()

    def _redraw_row(self, row: int) -> None:
        pitch = self._grid.pitch
        for line in range(pitch):
            self._strips.pop((row, line), None)
        self.refresh_lines(TOP + pitch * row, pitch)

    def _focus(self, row: int, at: int) -> None:
        before = len(self.rows.rows), self.rows.row
        self._moved(*before, self.rows.focus(row, at))

    def focus_tile(self, key: str, item: int | None) -> None:
        """Give the focus to an item of the shelf of that key, or to its first; to nothing else
        where the shelf or the item is not there."""
        for index, row in enumerate(self.rows.rows):
            if row.view.key == key and (item is None or item in row.items):
                self._focus(index, 0 if item is None else row.items.index(item))
                return

    def action_move(self, across: int, down: int) -> None:
        before = len(self.rows.rows), self.rows.row
        self._moved(*before, self.rows.move(across, down))

    def action_end_of_row(self, end: int) -> None:
        if self.rows.rows:
            row = self.rows.rows[self.rows.row]
            self._focus(self.rows.row, len(row.items) - 1 if end else 0)

    def action_page(self, pages: int) -> None:
        self.action_move(0, pages * self._grid.shelves)

    def action_edge(self, end: int) -> None:
        self.action_move(0, len(self.rows.rows) if end else -len(self.rows.rows))

    # --- mouse ------------------------------------------------------------------------------

    def _tile_under(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """Row and index of the tile under the mouse."""
        row, line = self._row_and_line(event.y)
        column = self._grid.column(event.x)
        if column is None or not 0 <= row < len(self.rows.rows) or not 1 <= line <= LINES:
            return None
        at = self.rows.rows[row].first + column
        return (row, at) if at < len(self.rows.rows[row].items) else None

    def on_click(self, event: events.Click) -> None:
        """A click on a tile gives it the focus; on the one in focus, opens it."""
        tile = self._tile_under(event)
        if tile is None:
            self._slide_from(event)
            return
        event.stop()
        row, at = tile
        if row == self.rows.row and at == self.rows.rows[row].at and self.focused_item is not None:
            self.post_message(self.TileOpened(self.focused_item))
        else:
            self._focus(row, at)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._tile_under(event))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, tile: tuple[int, int] | None) -> None:
        """Light up the tile under the mouse, a little."""
        if tile != self._hovered:
            before, self._hovered = self._hovered, tile
            for row in {changed[0] for changed in (before, tile) if changed is not None}:
                self._redraw_row(row)

    def _slide_from(self, event: events.Click) -> None:
        """A click beside the tiles slides the shelf by what is in view."""
        if event.x < MARGIN:
            self._slide(event, -self._grid.columns)
        elif event.x >= self._grid.right:
            self._slide(event, self._grid.columns)

    def _slide(self, event: events.MouseEvent, tiles: int) -> None:
        row, _ = self._grid.row_and_line(event.y + self.scroll_offset.y)
        if 0 <= row < len(self.rows.rows):
            event.stop()
            self.rows.slide(row, tiles)
            self._redraw_row(row)
            self.post_message(self.FocusMoved(self.focused_item))

    def _wheel(self, event: events.MouseEvent, shelves: int) -> None:
        """The wheel goes shelf by shelf."""
        event.stop()
        y = self._grid.pitch * (self.scroll_offset.y // self._grid.pitch + shelves)
        self.scroll_to(y=y, animate=False, immediate=True)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def _on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        self._slide(event, -1)

    def _on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        self._slide(event, 1)
