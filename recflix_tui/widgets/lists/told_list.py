"""Lines under headings, to be read: what a list says where nothing of it can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.widgets.cells import fit, fit_title, shorten
from recflix_tui.widgets.lists.pick_list import Part, PickList

FIGURE = 4  # cells


@dataclass(frozen=True)
class ToldLine:
    """One line."""

    words: str
    """What it says, as plain text."""
    figure: str = ""
    """What stands before that, lit."""
    note: str = ""
    """What stands after it, quietly, where there is room."""
    is_heading: bool = False
    """Whether the lines that follow are under it."""
    is_title: bool = False
    """Whether it is a title, which keeps its end where it is cut."""


class ToldList(PickList):
    """The focus goes from line to line, headings too, as all of them are read."""

    lines: Sequence[ToldLine] = ()

    def show(self, lines: Sequence[ToldLine]) -> None:
        """Show other lines; the focus stays where it is."""
        self.lines = lines
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.lines)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        line = self.lines[row]
        if line.is_heading:
            words = shorten(line.words, width - 1)
            room = width - 1 - cell_len(words)
            return [(f" {words}", "strong"), (fit(f"  {line.note}", max(room, 0)), "quiet")]
        figure = f"   {fit(line.figure, FIGURE)}" if line.figure else "   "
        room = max(width - cell_len(figure), 0)
        cut = fit_title if line.is_title else fit
        return [(figure, "figure"), (cut(line.words, room), "text")]
