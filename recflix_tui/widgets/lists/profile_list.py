"""The profiles of those who watch here, as a list to pick from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recflix_tui.widgets.cells import fit, pieces
from recflix_tui.widgets.shelf.tile import EDGE

PITCH = 4  # lines from one profile to the next: those of its block, a blank one
BLOCK = 3  # lines of a block


@dataclass(frozen=True)
class ProfileRow:
    """A profile as the list shows it, or the offer to add one."""

    id: int | None
    """The profile's number; None for the row that adds one."""
    name: str
    """What stands at the left."""
    note: str = ""
    """What stands at the right, where there is room."""


class ProfileList(ScrollView, can_focus=True):
    """Filled blocks, one a profile, with the focus as a bar at the left edge."""

    @dataclass
    class Picked(Message):
        """The row in focus was clicked."""

        row: ProfileRow

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "profiles--row",
        "profiles--focus",
        "profiles--note",
        "profiles--edge",
        "profiles--gap",
    }
    DEFAULT_CSS = """
    ProfileList {
        background: $background;
        overflow-x: hidden;
        & > .profiles--row { color: $foreground; background: $panel; }
        & > .profiles--focus { color: $foreground; background: $focus; }
        & > .profiles--note { color: $muted; }
        & > .profiles--edge { color: $accent; }
        & > .profiles--gap { background: $background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,left", "move(-1)", "Up", show=False),
        Binding("down,right", "move(1)", "Down", show=False),
        Binding("home,pageup", "move(-1000000)", "First", show=False),
        Binding("end,pagedown", "move(1000000)", "Last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ProfileRow] = ()
        self.at = 0
        self._room = 1_000_000

    def set_room(self, lines: int) -> None:
        """Be at most so many lines high, and scroll in them."""
        self._room = lines
        self._measure()

    def set_rows(self, rows: Sequence[ProfileRow]) -> None:
        """Show other profiles; the focus stays on the same row."""
        self.rows = rows
        self._measure()
        self.focus_on(self.at)

    def focus_on(self, at: int) -> None:
        """Put the focus on the nearest row there is."""
        self.at = max(min(at, len(self.rows) - 1), 0)
        top, height = PITCH * self.at, self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif top + BLOCK > self.scroll_offset.y + height:
            self.scroll_to(y=top + BLOCK - height, animate=False, immediate=True)
        self.refresh()

    @property
    def focused_row(self) -> ProfileRow | None:
        """The row in focus."""
        return self.rows[self.at] if self.rows else None

    def _measure(self) -> None:
        height = max(PITCH * len(self.rows) - 1, 0)
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        self.styles.height = max(min(height, self._room), 1)

    def on_resize(self) -> None:
        self._measure()
        self.focus_on(self.at)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index, line = divmod(y + self.scroll_offset.y, PITCH)
        gap = self.get_component_rich_style("profiles--gap")
        if index >= len(self.rows) or line >= BLOCK:
            return Strip.blank(width, gap)
        focused = index == self.at and self.has_focus
        ground = self.get_component_rich_style("profiles--focus" if focused else "profiles--row")
        edge = ground + self.get_component_rich_style("profiles--edge", partial=True)
        row = self.rows[index]
        inside = width - 5
        note = row.note if line == 1 and cell_len(row.note) + 8 <= inside else ""
        name = fit(row.name if line == 1 else "", inside - cell_len(note))
        grey = ground + self.get_component_rich_style("profiles--note", partial=True)
        return Strip(
            pieces((EDGE if focused else " ", edge), (f"  {name}", ground), (f"{note}  ", grey))
        )

    def action_move(self, rows: int) -> None:
        self.focus_on(self.at + rows)

    def on_click(self, event: events.Click) -> None:
        """A click gives the focus; on the one in focus, it picks."""
        index, line = divmod(event.y + self.scroll_offset.y, PITCH)
        if index >= len(self.rows) or line >= BLOCK:
            return
        if index == self.at:
            self.post_message(self.Picked(self.rows[index]))
        else:
            self.focus_on(index)
