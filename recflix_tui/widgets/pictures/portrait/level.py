"""Bars that lie below one another, each with its name and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.pictures.bars import bar
from recflix_tui.widgets.cells import fit, fit_right
from recflix_tui.widgets.pictures.portrait.lines import Line

LEAST_BAR, LONGEST_BAR = 4, 40  # cells


@dataclass(frozen=True)
class LevelBar:
    """One row."""

    name: str
    """What it is of."""
    share: float
    """How long it is, 0 to 1."""
    figures: Sequence[str]
    """What stands behind it, as many in each row."""


def level(rows: Sequence[LevelBar], width: int, header: Sequence[str] = ()) -> list[Line]:
    """The rows in `width` cells, figures below one another; header: what each figure is."""
    if not rows:
        return []
    table = [header, *(row.figures for row in rows)] if header else [row.figures for row in rows]
    figures = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    behind = sum(figures) + len(figures)
    longest = max(cell_len(row.name) for row in rows)
    names = min(longest, max(width - behind - 1 - LEAST_BAR, 1))
    room = max(min(width - names - 1 - behind, LONGEST_BAR), 1)
    lines: list[Line] = []
    if header:
        lines.append([(" " * (names + 1 + room) + _figures(header, figures), "quiet")])
    for row in rows:
        lines.append(
            [
                (fit(row.name, names) + " ", "name"),
                (bar(row.share, room), "bar"),
                (_figures(row.figures, figures), "figure"),
            ]
        )
    return lines


def _figures(texts: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(" " + fit_right(text, width) for text, width in zip(texts, widths, strict=True))
