"""A box of one line: what is typed or pasted into it can be read, the cursor in view."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.widgets import Input
from textual.widgets.input import Selection


class LineBox(Input):
    """Textual's box, which scrolls to the cursor also where its first text is a long one."""

    def watch_selection(self, selection: Selection) -> None:
        show_cursor(self)

    def _on_resize(self, event: events.Resize) -> None:
        show_cursor(self)

    def insert_text_at_cursor(self, text: str) -> None:
        """Of what is pasted, so much as there is room for."""
        room = self.max_length - len(self.value) if self.max_length else len(text)
        super().insert_text_at_cursor(text[: max(room, 0)])


def show_cursor(box: Input) -> None:
    """Scroll a box of one line so that its cursor is in view."""
    # Both are of the screen; the box's own cells begin at its content's left edge.
    at = box.cursor_screen_offset.x - box.content_region.x + box.scroll_offset.x
    box.scroll_to_region(Region(at, 0, 1, 1), force=True, animate=False, immediate=True)
