"""Those who may watch together: who is chosen, and what each would say of the title in focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from recflix_tui.widgets.cells import fit, fit_right
from recflix_tui.widgets.lists.pick_list import Part, PickList

CHOSEN, OPEN = "● ", "○ "
BETWEEN = 1  # cells between a name and what they would say


@dataclass(frozen=True)
class WhoLook:
    """Somebody as they are shown."""

    id: int
    """The profile's number."""
    name: str
    """What they are called."""
    chosen: bool
    """Whether they watch."""
    says: str = ""
    """What they would say of the title in focus: `love 4.4`; empty where there is none."""
    part: str = "quiet"
    """The part of the list's look that this is drawn in."""


class WhoList(PickList):
    """A line a person. Space, enter and a click choose somebody, or leave them out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "Choose", show=False)]

    people: Sequence[WhoLook] = ()
    picks_at_first_click = True

    def show(self, people: Sequence[WhoLook]) -> None:
        """Show other people, or others chosen; the focus stays on its line."""
        if people != self.people:
            self.people = people
            self.rows_changed()

    @property
    def focused_person(self) -> WhoLook | None:
        """The one in focus; None where there is nobody."""
        return self.people[self.at] if self.at < len(self.people) else None

    def row_count(self) -> int:
        return len(self.people)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        who = self.people[row]
        said = max((cell_len(other.says) for other in self.people), default=0)
        room = width - len(CHOSEN) - (said + BETWEEN if said else 0)
        return [
            (CHOSEN if who.chosen else OPEN, "figure" if who.chosen else "quiet"),
            (fit(who.name, max(room, 1)), "strong" if who.chosen else "text"),
            (" " * BETWEEN + fit_right(who.says, said) if said else "", who.part),
        ]
