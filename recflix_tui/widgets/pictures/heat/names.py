"""Names beside the cells, cut and set so that they stay in their room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

from recflix_tui.widgets.cells import ELLIPSIS, shorten


def stacked(name: str, width: int, lines: int) -> list[str]:
    """A name in exactly so many lines of at most `width` cells, set to the lowest; what is cut
    ends in an ellipsis."""
    rows: list[str] = []
    for word in name.split():
        if rows and cell_len(rows[-1]) + 1 + cell_len(word) <= width:
            rows[-1] += " " + word
        elif cell_len(word) > len(word):  # a script that knows no blanks
            rows += chop_cells(word, width)
        else:
            rows.append(shorten(word, width))
    if len(rows) > lines:
        rows = rows[:lines]
        rows[-1] = shorten(rows[-1] + ELLIPSIS * 2, width) if lines else ""
        rows[-1] = rows[-1].rstrip(ELLIPSIS) + ELLIPSIS
    return [""] * (lines - len(rows)) + rows


@dataclass(frozen=True)
class Placed:
    """A text on the line of columns."""

    x: int
    """Its first cell."""
    text: str
    """What it says."""
    tick: int
    """The cell that it is about."""


def placed(ticks: Sequence[tuple[int, str]], pitch: int, width: int) -> list[Placed]:
    """Texts that begin under their columns, the last ones pushed left where they would end
    beyond the line; those that would touch the one before are left out.

    pitch: cells a column takes; width: cells of the line.
    """
    kept: list[Placed] = []
    free = 0
    for column, text in ticks:
        room = shorten(text, max(width // 2, 1))
        x = min(column * pitch, width - cell_len(room))
        if x >= free:
            kept.append(Placed(x, room, column * pitch))
            free = x + cell_len(room) + 2
    return kept
