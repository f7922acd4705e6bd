"""The titles that a film may be: one of them is lit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events

from recflix_tui.widgets.cells import fit_right, fit_title
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.lists.pick_list import Part, PickList

LIT = "▸ "
FIGURES = 16  # cells of year and count


@dataclass(frozen=True)
class Choice:
    """A title that a film may be."""

    number: int
    """What tells it from all other choices, of other films too."""
    title: str
    """Its title, without the year."""
    year: int | None
    """The year that it came out, None where unknown."""
    count: int
    """How many rated it."""


class ChoiceList(DrawsTitles, PickList):
    """The keys of another list move what is lit; a click lights a title, another takes it."""

    choices: Sequence[Choice] = ()

    def __init__(self) -> None:
        super().__init__()
        self.can_focus = False

    def show(self, choices: Sequence[Choice]) -> None:
        """Show other titles, the first of them lit."""
        if [c.number for c in choices] != [c.number for c in self.choices]:
            self.at = 0
        self.choices = choices
        self.rows_changed()

    @property
    def lit(self) -> Choice | None:
        """The title that is lit."""
        return self.choices[self.at] if self.at < len(self.choices) else None

    def titles_in_view(self) -> Iterable[int]:
        return [choice.number for choice in self.choices]

    def row_count(self) -> int:
        return len(self.choices)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        choice = self.choices[row]
        is_lit = row == self.at
        year = str(choice.year) if choice.year else ""
        return [
            (LIT if is_lit else "  ", "figure"),
            (fit_title(choice.title, width - FIGURES - 2), "strong" if is_lit else "text"),
            (f"  {year:>4}", "quiet"),
            (fit_right(f"{choice.count:,}", FIGURES - 6), "quiet"),
        ]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        event.prevent_default()  # of the list that it is made from
        row = event.y + self.scroll_offset.y
        if row < self.row_count():
            again = row == self.at
            self.focus_row(row)
            if again:
                self.action_pick()
