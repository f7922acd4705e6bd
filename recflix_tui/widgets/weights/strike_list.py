"""What counts, a line each, to be struck or changed: what it is, its figure, what it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from recflix_tui.widgets.cells import fit, fit_right, fit_title, shorten
from recflix_tui.widgets.lists.pick_list import Part, PickList
from recflix_tui.widgets.weights.weight_list import CHANGED, OFF, ON

LEAST_WORDS = 8  # cells of what a line is about


@dataclass(frozen=True)
class StrikeRow:
    """One line."""

    words: str
    """What it is, as plain text."""
    counts: bool | None = None
    """Whether it counts; None where there is nothing to strike."""
    figure: str = ""
    """What it was given, or how much of it there is."""
    effect: str = ""
    """What it does, in a few cells."""
    tone: str = "quiet"
    """How that is drawn: `more` where it speaks for, `less` where against, else `quiet`."""
    changed: bool = False
    """Whether it is otherwise than it is kept."""
    is_title: bool = False
    """Whether it is a title, which keeps its end where it is cut."""
    is_heading: bool = False
    """Whether it only says what stands below it, and never has the focus."""


class StrikeList(PickList):
    """Lines with a focus; a click on a sign strikes what counts, or has it count again."""

    @dataclass
    class Turned(Message):
        """A line was struck or restored by the mouse."""

        row: int

    rows: Sequence[StrikeRow] = ()
    _effects = 0  # cells of the longest effect

    def show(self, rows: Sequence[StrikeRow]) -> None:
        """Show other rows; the focus stays on its line."""
        self.rows = rows
        self._effects = max((cell_len(row.effect) for row in rows if not row.is_heading), default=0)
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.rows)

    def can_pick(self, row: int) -> bool:
        return not self.rows[row].is_heading

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        said = self.rows[row]
        if said.is_heading:
            words = shorten(said.words, width)
            room = width - cell_len(words) - 2
            note = fit_right(shorten(said.effect, room), room) if room > 0 else ""
            return [(words, "strong"), ("  " if note else "", "text"), (note, "quiet")]
        quiet = said.counts is False
        style = "quiet" if quiet else "text"
        sign = {None: "  ", True: ON, False: OFF}[said.counts]
        effect = f" {fit_right(said.effect, self._effects)}" if self._effects else ""
        figure = f" {said.figure}" if said.figure else ""
        left = width - len(CHANGED) - cell_len(sign) - cell_len(effect)
        if left - cell_len(figure) < LEAST_WORDS:  # what it is says more
            figure = ""
        room = max(left - cell_len(figure), 0)
        cut = fit_title if said.is_title else fit
        return [
            (CHANGED if said.changed else " ", "figure"),
            (sign, style),
            (cut(said.words, room), style),
            (figure, "figure" if said.changed and not quiet else "quiet"),
            (effect, "quiet" if quiet else said.tone),
        ]

    def on_click(self, event: events.Click) -> None:
        """A click on a sign turns it; elsewhere it gives the line the focus."""
        event.stop()
        event.prevent_default()  # the list's own would pick the line
        row = event.y + self.scroll_offset.y
        if row < self.row_count() and self.can_pick(row):
            self.focus_row(row)
            if event.x - 1 <= len(CHANGED + ON):
                self.post_message(self.Turned(row))
