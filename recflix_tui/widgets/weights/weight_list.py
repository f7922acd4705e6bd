"""What counts, a line each: whether it is on, its weight as a bar, and a word on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from recflix_tui.widgets.cells import first_that_fits, fit, fit_right, shorten
from recflix_tui.widgets.lists.pick_list import Part, PickList
from recflix_tui.widgets.weights.bar import DEFAULT, FILLED, TRACK, Bar, track

ON, OFF, CHANGED = "■ ", "□ ", "*"
FIGURE = 5  # cells of a figure, with the blank before it
LEAST_BAR, LONGEST_BAR = 7, 17  # cells
LEAST_NOTE = 8  # cells from which a word on it is written
GUESS = "?"


@dataclass(frozen=True)
class WeightRow:
    """One line."""

    label: str
    """What it is."""
    on: bool | None = None
    """Whether it counts; None where it is no matter of on and off."""
    bar: Bar | None = None
    """Its weight; None where it has none."""
    figure: str = ""
    """What it is set to, in a few cells; in as many as there are where it has no bar."""
    notes: Sequence[str] = ()
    """Ways to say a word on it, the longest first: the first that there is room for is shown."""
    guess: bool = False
    """Whether its default is a guess."""
    changed: bool = False
    """Whether it is not kept as it stands here."""
    is_heading: bool = False
    """Whether it only says what stands below it, and never has the focus."""


class WeightList(PickList):
    """Lines with a focus; a click on a sign turns one on or off, one on a bar sets it."""

    @dataclass
    class Set(Message):
        """A bar was set by the mouse."""

        row: int
        value: float

    @dataclass
    class Toggled(Message):
        """A line was turned on or off by the mouse."""

        row: int

    rows: Sequence[WeightRow] = ()
    _held: int | None = None  # the row whose bar the mouse moves

    def show(self, rows: Sequence[WeightRow]) -> None:
        """Show other rows; the focus stays on its line."""
        self.rows = rows
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.rows)

    def can_pick(self, row: int) -> bool:
        return not self.rows[row].is_heading

    # --- drawing ----------------------------------------------------------------------------

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        said = self.rows[row]
        if said.is_heading:
            return [(shorten(said.label, width), "strong")]
        sign = {None: "  ", True: ON, False: OFF}[said.on]
        quiet = said.on is False
        label, bar = self._label, self._bar
        parts: list[Part] = [
            (CHANGED if said.changed else " ", "figure"),
            (sign, "quiet" if quiet else "text"),
            (fit(said.label, label) + " ", "quiet" if quiet else "text"),
        ]
        style = "figure" if said.changed else "quiet" if quiet else "text"
        if said.bar is None:
            return [*parts, (shorten(said.figure, width - 4 - label), style)]
        looks = {TRACK: "track", DEFAULT: "quiet", FILLED: style}
        parts += [(text, looks[part]) for text, part in track(said.bar, bar)]
        parts.append((fit_right(said.figure, FIGURE), style))
        return parts + self._noted(said, width - 4 - label - bar - FIGURE)

    def _noted(self, said: WeightRow, room: int) -> list[Part]:
        """Whether it is a guess, and the word on it where there is room for words."""
        if room < 1:
            return []
        fits = room >= LEAST_NOTE + 3 and said.notes
        note = shorten(first_that_fits(said.notes, room - 3), room - 3) if fits else ""
        return [(GUESS if said.guess else " ", "quiet"), ("  ", "quiet"), (note, "quiet")]

    @property
    def _inner(self) -> int:
        return self.size.width - 2

    @property
    def _label(self) -> int:
        """Cells of the labels: as many as the longest takes, if a bar is left room."""
        longest = max((cell_len(r.label) for r in self.rows if not r.is_heading), default=0)
        return max(min(longest, self._inner - 4 - LEAST_BAR - FIGURE - 1), 1)

    @property
    def _bar(self) -> int:
        """Cells of the bars: what is left in a narrow list, a part of it in a wide one."""
        left = self._inner - 4 - self._label - FIGURE - 1
        if left >= LEAST_BAR + LEAST_NOTE + 3:
            left = min(max(left // 3, LEAST_BAR), LONGEST_BAR)
        return max(left - (left + 1) % 2, 1)  # odd, so that there is a middle

    # --- mouse ------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """A click on a sign turns it; on a line that is set by other means it picks that."""
        event.stop()
        event.prevent_default()  # the list's own would pick any line
        row = event.y + self.scroll_offset.y
        if row >= self.row_count() or not self.can_pick(row):
            return
        self.focus_row(row)
        said = self.rows[row]
        if said.on is None and said.bar is None:
            self.action_pick()
        elif said.on is not None and event.x - 1 <= len(CHANGED + ON):
            self.post_message(self.Toggled(row))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press on a bar sets it there, and holds it."""
        row, cell = event.y + self.scroll_offset.y, event.x - self._bar_starts
        has_bar = row < self.row_count() and self.rows[row].bar is not None
        if event.button == 1 and has_bar and 0 <= cell < self._bar:
            self.focus_row(row)
            self._held = row
            self.capture_mouse()
            self._set(row, cell)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is not None:
            self._set(self._held, event.x - self._bar_starts)

    def on_mouse_up(self) -> None:
        self._held = None
        self.release_mouse()

    @property
    def _bar_starts(self) -> int:
        return 1 + len(CHANGED + ON) + self._label + 1

    def _set(self, row: int, cell: int) -> None:
        bar, width = self.rows[row].bar, self._bar
        if bar is not None and cell != bar.place_of(bar.value, width):
            self.post_message(self.Set(row, bar.value_at(cell, width)))
