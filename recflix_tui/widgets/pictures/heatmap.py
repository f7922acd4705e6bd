"""Cells of colour with their axes: as many as fit, a cursor among them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.pictures.heat.frame import CellSize, HeatmapFrame, Layout
from recflix_tui.widgets.pictures.heat.paint import HeatPaint

__all__ = ["CellSize", "Heatmap", "HeatmapFrame"]


class Heatmap(Widget, can_focus=True):
    """Shows frames, and tells what the mouse does; keys are the screen's."""

    @dataclass
    class CellPointed(Message):
        """A cell without the cursor was clicked."""

        row: int
        column: int

    @dataclass
    class CellOpened(Message):
        """The cell that has the cursor was clicked."""

        row: int
        column: int

    @dataclass
    class Zoomed(Message):
        """The wheel was turned over a cell: one step in, or (-1) out."""

        steps: int
        row: int
        column: int

    @dataclass
    class Dragged(Message):
        """The picture was drawn so many cells down and to the right."""

        rows: int
        columns: int

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heatmap--ground",
        "heatmap--axis",
        "heatmap--name",
        "heatmap--text",
        "heatmap--mark",
        "heatmap--lit",
    }
    DEFAULT_CSS = """
    Heatmap {
        background: $background;
        & > .heatmap--ground { background: $background; }
        & > .heatmap--axis { color: $muted; background: $background; }
        & > .heatmap--name { color: $foreground; background: $background; }
        & > .heatmap--text { color: $foreground; background: $background; }
        & > .heatmap--mark { color: $accent; background: $background; }
        & > .heatmap--lit { color: $accent; background: $background; text-style: bold; }
    }
    """

    def __init__(self, plain: bool = False) -> None:
        """plain: characters stand for the levels, where the terminal has no colours."""
        super().__init__()
        self._plain = plain
        self._frame: HeatmapFrame | None = None
        self._keys: list[Hashable] = []
        self._layout_now: Layout | None = None  # to ask Textual for the size takes its time
        self._paint = HeatPaint(self.get_component_rich_style)
        self._held: tuple[int, int] | None = None  # the cell that is dragged
        self._dragged = False

    # --- what it shows ----------------------------------------------------------------------

    @property
    def plain(self) -> bool:
        """Whether characters stand for the levels."""
        return self._plain

    @plain.setter
    def plain(self, plain: bool) -> None:
        self._plain = plain
        self._draw_anew()

    @property
    def frame(self) -> HeatmapFrame | None:
        """What it shows; None before the first frame."""
        return self._frame

    def grid(self, cell: CellSize) -> tuple[int, int]:
        """How many rows and columns of such cells fit."""
        layout = self._layout_of(cell)
        return layout.rows, layout.columns

    def show(self, frame: HeatmapFrame) -> None:
        """Show another frame: what looks the same as before is not drawn again."""
        before, self._frame = self._frame, frame
        if before is None or before.scale is not frame.scale or before.cell is not frame.cell:
            self._draw_anew()
        else:
            self._draw_changes()

    def move_cursor(self, row: int, column: int) -> None:
        """Point at another cell of the same picture."""
        if self._frame is not None:
            self.show(replace(self._frame, cursor=(row, column)))

    def _layout_of(self, cell: CellSize) -> Layout:
        return Layout(self.size.width, self.size.height, cell, self._plain)

    @property
    def _now(self) -> Layout:
        if self._layout_now is None:
            cell = CellSize.HALF if self._frame is None else self._frame.cell
            self._layout_now = self._layout_of(cell)
        return self._layout_now

    # --- drawing ----------------------------------------------------------------------------

    def on_resize(self) -> None:
        self._draw_anew()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._paint.forget_styles()

    def _draw_anew(self) -> None:
        self._layout_now = None
        self._keys = list(self._line_keys())
        self.refresh()

    def _draw_changes(self) -> None:
        before, self._keys = self._keys, list(self._line_keys())
        width = self._now.width
        changed = [
            Region(0, y, width, 1)
            for y, (old, new) in enumerate(zip(before, self._keys, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def _line_keys(self) -> Iterator[Hashable]:
        """All that each line's looks hang on, within one scale and size of cells."""
        frame, layout = self._frame, self._now
        if frame is None:
            return
        cursor = frame.cursor
        for y in range(layout.height):
            rows = layout.rows_of(y)
            if not rows:
                names = frame.column_ticks if y >= layout.top else frame.column_names
                yield tuple(names), cursor and cursor[1]
                continue
            lines = slice(rows[0], rows[-1] + 1)
            yield (
                frame.levels[lines].tobytes(),
                cursor if cursor and cursor[0] in rows else None,
                tuple(text for row in frame.texts[lines] for text in row),
                tuple(frame.row_names[lines]),
                tuple(text for row, text in frame.row_ticks if row in rows),
                tuple(name for row, name in frame.marks if row in rows),
            )

    def render_line(self, y: int) -> Strip:
        if self._frame is None:
            ground = self.get_component_rich_style("heatmap--ground")
            return Strip.blank(self.size.width, ground)
        return self._paint.line(self._frame, self._now, y)

    # --- mouse ------------------------------------------------------------------------------

    def _cell_under(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The cell under the mouse: of the two in a character, the one with the cursor."""
        frame, layout = self._frame, self._now
        if frame is None:
            return None
        cell = layout.cell_at(event.x, event.pointer_y)
        if cell is None or cell[0] >= len(frame.levels) or cell[1] >= frame.levels.shape[1]:
            return None
        if frame.cursor is not None:
            row, column = frame.cursor
            if column == cell[1] and row in layout.rows_of(event.y):
                return frame.cursor
        return cell

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = False
        if event.button == 1 and self._now.cell_at(event.x, event.y) is not None:
            self._held = (event.x, event.y)
            self.capture_mouse()

    def on_mouse_up(self) -> None:
        self._held = None
        self.release_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell by how many whole cells the picture was drawn on."""
        if self._held is None:
            return
        x, y = self._held
        pitch, rows_a_line = self._now.cell.columns, self._now.rows_a_line
        columns, lines = int((event.x - x) / pitch), event.y - y
        if columns or lines:
            self._dragged = True
            self._held = (x + columns * pitch, event.y)
            self.post_message(self.Dragged(lines * rows_a_line, columns))

    def on_click(self, event: events.Click) -> None:
        cell = self._cell_under(event)
        if cell is None or self._dragged:
            return
        event.stop()
        at_cursor = self._frame is not None and cell == self._frame.cursor
        self.post_message((self.CellOpened if at_cursor else self.CellPointed)(*cell))

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, 1)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, steps: int) -> None:
        event.stop()
        cell = self._cell_under(event)
        if cell is not None:
            self.post_message(self.Zoomed(steps, *cell))
