"""The people who watch here, as a list to pick from."""

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

PITCH = 4  # lines from one person to the next: three of the block, a blank one
BLOCK = 3


@dataclass(frozen=True)
class Person:
    """A line of the list; `id` is None for the place of someone new."""

    id: int | None
    name: str
    note: str = ""


class PeopleList(ScrollView, can_focus=True):
    """Filled blocks, one a person, with the focus as a bar at the left edge."""

    @dataclass
    class Picked(Message):
        """The person in focus was clicked."""

        person: Person

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "people--person",
        "people--focus",
        "people--note",
        "people--edge",
        "people--gap",
    }
    DEFAULT_CSS = """
    PeopleList {
        background: $background;
        overflow-x: hidden;
        & > .people--person { color: $foreground; background: $panel; }
        & > .people--focus { color: $foreground; background: $focus; }
        & > .people--note { color: $muted; }
        & > .people--edge { color: $accent; }
        & > .people--gap { background: $background; }
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
        self.people: Sequence[Person] = ()
        self.at = 0
        self._room = 1_000_000

    def set_room(self, lines: int) -> None:
        """Take at most so many lines; the list scrolls in them."""
        self._room = lines
        self._measure()

    def set_people(self, people: Sequence[Person]) -> None:
        """Show other people; the focus stays on the same line."""
        self.people = people
        self._measure()
        self.focus_on(self.at)

    def focus_on(self, at: int) -> None:
        """Put the focus on the nearest line there is."""
        self.at = max(min(at, len(self.people) - 1), 0)
        top, height = PITCH * self.at, self.scrollable_content_region.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif top + BLOCK > self.scroll_offset.y + height:
            self.scroll_to(y=top + BLOCK - height, animate=False, immediate=True)
        self.refresh()

    @property
    def focused_person(self) -> Person | None:
        return self.people[self.at] if self.people else None

    def _measure(self) -> None:
        height = max(PITCH * len(self.people) - 1, 0)
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        self.styles.height = max(min(height, self._room), 1)

    def on_resize(self) -> None:
        self._measure()
        self.focus_on(self.at)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        index, line = divmod(y + self.scroll_offset.y, PITCH)
        gap = self.get_component_rich_style("people--gap")
        if index >= len(self.people) or line >= BLOCK:
            return Strip.blank(width, gap)
        focused = index == self.at and self.has_focus
        ground = self.get_component_rich_style("people--focus" if focused else "people--person")
        edge = ground + self.get_component_rich_style("people--edge", partial=True)
        person = self.people[index]
        inside = width - 5
        note = person.note if line == 1 and cell_len(person.note) + 8 <= inside else ""
        name = fit(person.name if line == 1 else "", inside - cell_len(note))
        grey = ground + self.get_component_rich_style("people--note", partial=True)
        return Strip(
            pieces((EDGE if focused else " ", edge), (f"  {name}", ground), (f"{note}  ", grey))
        )

    def action_move(self, lines: int) -> None:
        self.focus_on(self.at + lines)

    def on_click(self, event: events.Click) -> None:
        """A click gives the focus; on the one in focus, it picks."""
        index, line = divmod(event.y + self.scroll_offset.y, PITCH)
        if index >= len(self.people) or line >= BLOCK:
            return
        if index == self.at:
            self.post_message(self.Picked(self.people[index]))
        else:
            self.focus_on(index)
