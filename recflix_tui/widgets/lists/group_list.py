"""Groups of titles to choose some of, each with a few that everybody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from recflix_tui.widgets.cells import fit, shorten
from recflix_tui.widgets.lists.pick_list import Part, PickList

PICKED, OPEN = "● ", "○ "
LONGEST_NAME = 26  # cells
BETWEEN = 3  # cells between a name and its examples


@dataclass(frozen=True)
class GroupLook:
    """A group as it is shown."""

    name: str
    """What it is."""
    examples: tuple[str, ...]
    """Titles of it, the best known first."""
    picked: bool
    """Whether it is chosen."""


class GroupList(PickList):
    """A line a group: whether it is chosen, its name, and as many examples as there is room for."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "Pick", show=False)]

    groups: Sequence[GroupLook] = ()
    picks_at_first_click = True

    def show(self, groups: Sequence[GroupLook]) -> None:
        """Show other groups; the focus stays on its line."""
        self.groups = groups
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.groups)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        group = self.groups[row]
        longest = max(cell_len(other.name) for other in self.groups)
        name = min(longest, LONGEST_NAME, width - len(PICKED))
        room = width - len(PICKED) - name - BETWEEN
        return [
            (PICKED if group.picked else OPEN, "figure" if group.picked else "quiet"),
            (fit(group.name, name) + " " * BETWEEN, "strong" if group.picked else "text"),
            (some_of(group.examples, room), "quiet"),
        ]


def some_of(titles: Sequence[str], width: int) -> str:
    """As many of the titles, the first ones first, as `width` cells have room for in whole."""
    said = ""
    for title in titles:
        longer = f"{said}, {title}" if said else title
        if cell_len(longer) <= width:
            said = longer
    return said or (shorten(titles[0], width) if titles else "")
