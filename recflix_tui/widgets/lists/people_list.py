"""People of the dataset by how alike their taste is: a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recflix_tui.widgets.cells import fit, fit_right
from recflix_tui.widgets.lists.pick_list import Part, PickList
from recflix_tui.widgets.pictures.figures import two_digits
from recflix_tui.widgets.stars import bar

FIGURES = 26  # cells of the three columns of figures
NAME = 9  # cells of a name, at least
LONGEST_BAR = 12  # cells


@dataclass(frozen=True)
class PersonRow:
    """Somebody of the dataset, as the list shows them."""

    user: int
    """Their index in the dataset."""
    name: str
    """What they are called: `user 412`."""
    likeness: float
    """How alike their taste is, up to 1."""
    n_ratings: int
    """How many titles they rated."""
    n_both: int
    """How many of them were rated by the one they are compared with."""


class PeopleList(PickList):
    """The first line says what the figures are; it cannot have the focus."""

    people: Sequence[PersonRow] = ()

    def show(self, people: Sequence[PersonRow]) -> None:
        """Show other people; the focus stays on its person, if that one is among them."""
        before = self.focused_user
        self.people = people
        users = [person.user for person in people]
        self.at = users.index(before) + 1 if before in users else 1
        self.rows_changed()

    @property
    def focused_user(self) -> int | None:
        """The index of the person in focus."""
        return self.people[self.at - 1].user if 0 < self.at <= len(self.people) else None

    @property
    def focused_person(self) -> PersonRow | None:
        """The person in focus."""
        return self.people[self.at - 1] if 0 < self.at <= len(self.people) else None

    def row_count(self) -> int:
        return len(self.people) + 1 if self.people else 0

    def can_pick(self, row: int) -> bool:
        return row > 0

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        room = min(max(width - FIGURES - NAME - 2, 0), LONGEST_BAR)
        name = width - FIGURES - (room + 1 if room > 2 else 0)
        gap = " " * (room + 1) if room > 2 else ""
        if row == 0:
            return [(fit("", name) + gap + f"{'alike':>6}{'ratings':>9}{'in common':>11}", "quiet")]
        person = self.people[row - 1]
        filled, rest = bar(person.likeness, room) if room > 2 else ("", "")
        return [
            (fit(" " + person.name, name), "text"),
            (" " if room > 2 else "", "text"),
            (filled, "figure"),
            (rest, "track"),
            (fit_right(two_digits(person.likeness), 6), "figure"),
            (f"{person.n_ratings:>9,}{person.n_both:>11,}", "quiet"),
        ]
