"""Films of an export under headings, each with what it is taken for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events

from recflix_tui.widgets.cells import fit, fit_right, fit_title, shorten
from recflix_tui.widgets.lists.pick_list import Part, PickList

FIGURE = 7  # cells of stars and marks
YEAR = 5  # cells
ARROW = " → "
NOTE = 20  # cells
ROOMY = 100  # cells from which there is room for notes
HALVES = 56  # cells from which a film has room for what it is taken for beside it


@dataclass(frozen=True)
class MatchRow:
    """A film, a heading, or a line to be read."""

    name: str
    """The film as it is named elsewhere; what a heading or a line says."""
    year: int = 0
    """0 where unknown."""
    figure: str = ""
    """What was done to it: its stars and marks."""
    target: str = ""
    """What it is taken for, or may be; empty where there is nothing."""
    note: str = ""
    """How that is known; of a heading what it means."""
    is_heading: bool = False
    """Whether the lines that follow are under it."""
    is_film: bool = True
    """Whether it is about a film; else it is a line to be read."""


class MatchList(PickList):
    """The focus goes from line to line, headings apart."""

    rows: Sequence[MatchRow] = ()
    _has_targets = False

    def show(self, rows: Sequence[MatchRow]) -> None:
        """Show other lines; the focus stays on its line."""
        self.rows = rows
        self._has_targets = any(row.target for row in rows)
        self.rows_changed()

    def next_part(self) -> None:
        """To the first line under the next heading; from the last one to the top."""
        starts = [n + 1 for n, row in enumerate(self.rows) if row.is_heading]
        after = next((start for start in starts if start > self.at), None)
        self.focus_row(starts[0] if after is None and starts else after or 0)

    def row_count(self) -> int:
        return len(self.rows)

    def can_pick(self, row: int) -> bool:
        return bool(self.rows[row].name) and not self.rows[row].is_heading

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        line = self.rows[row]
        if line.is_heading:
            words = shorten(line.name, width - 1)
            room = width - 1 - cell_len(words)
            return [(f" {words}", "strong"), (fit(f"   {line.note}", max(room, 0)), "quiet")]
        if not line.is_film:
            figure = fit_right(line.figure, FIGURE - 1)
            return [(figure, "figure"), ("  " + fit(line.name, width - FIGURE - 1), "text")]
        return self._film(line, width)

    def _film(self, line: MatchRow, width: int) -> Iterable[Part]:
        noted = NOTE if self._has_targets and width >= ROOMY else 0
        room = width - 2 - FIGURE - noted
        target = (room - YEAR - len(ARROW)) // 2 if self._has_targets and width >= HALVES else 0
        name = room - YEAR - (target + len(ARROW) if target else 0)
        year = str(line.year) if line.year else ""
        parts = [
            ("  " + fit(line.figure, FIGURE), "figure"),
            (fit_title(line.name, name), "text"),
            (f" {year:<4}", "quiet"),
        ]
        if target:
            arrow = ARROW if line.target else " " * len(ARROW)
            parts += [(arrow, "quiet"), (fit_title(line.target, target), "text")]
        return [*parts, (fit(f"  {line.note}", noted), "quiet")]

    def action_pick(self) -> None:
        """What enter does is for all of them, also where there is no line to pick."""
        self.post_message(self.Picked(self, self.at))

    def on_click(self, event: events.Click) -> None:
        """A click looks at a line; what enter does is never done by it."""
        event.stop()
        event.prevent_default()  # of the list that it is made from
        self.focus_row(event.y + self.scroll_offset.y)
