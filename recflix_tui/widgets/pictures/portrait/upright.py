"""Bars that stand side by side, with numbers up the left and names below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.widgets.pictures.histogram import bar_cells
from recflix_tui.widgets.pictures.portrait.lines import Line

WIDEST = 6  # cells of a bar and the gap beside it
GAP_FROM = 3  # cells of a bar from which there is a gap


@dataclass(frozen=True)
class Upright:
    """Bars, and what their axes are numbered with."""

    shares: Sequence[float]
    """How high each bar is, (n,), 0 to 1; seen wherever it is above 0."""
    marks: Sequence[tuple[float, str]]
    """Numbers up the left: at which share, 0 to 1, and the text; the highest first."""
    names: Sequence[str]
    """What stands below each bar where there is room, (n,)."""


def margin(bars: Upright) -> int:
    """The cells that the numbers at the left take, with their axis."""
    return max((len(text) for _, text in bars.marks), default=0) + 1


def most_bars(width: int, widest_mark: int) -> int:
    """How many bars there is room for."""
    return max(width - widest_mark - 1, 1)


def upright(bars: Upright, width: int, height: int) -> list[Line]:
    """The bars in `width` cells, `height` lines high; an axis and a line of names below them."""
    left = margin(bars)
    pitch = max(min((width - left) // max(len(bars.shares), 1), WIDEST), 1)
    thick = pitch - 1 if pitch >= GAP_FROM else pitch
    columns = [bar_cells(share, 1.0, height) for share in bars.shares]
    marks = _by_line(bars.marks, height)
    lines: list[Line] = []
    for y in range(height):
        number = marks.get(y, "")
        cells = "".join((column[height - 1 - y] * thick).ljust(pitch) for column in columns)
        axis = f"{number:>{left - 1}}" + ("┤" if number else "│")
        lines.append([(axis, "quiet"), (cells, "bar")])
    across = "─" * (pitch * len(bars.shares))
    lines.append([(" " * (left - 1) + "└" + across, "quiet")])
    lines.append([(" " * left + names_below(bars.names, pitch, width - left), "quiet")])
    return lines


def _by_line(marks: Sequence[tuple[float, str]], height: int) -> dict[int, str]:
    """The text of each line from the top that has one: that in which a bar of its share ends."""
    found: dict[int, str] = {}
    for share, text in marks:
        eighths = max(round(share * height * 8), 1)
        found.setdefault(height - 1 - min((eighths - 1) // 8, height - 1), text)
    return found


def names_below(names: Sequence[str], pitch: int, width: int) -> str:
    """Every name below its bar, or every second, third ...: as many as stand apart."""
    ways = (_every(names, step, pitch) for step in range(1, len(names) + 1))
    return next((line for line in ways if line is not None and len(line) <= width), "")


def _every(names: Sequence[str], step: int, pitch: int) -> str | None:
    """The first name, and each so many on, below its bar; None where two would touch."""
    line = ""
    for k in range(0, len(names), step):
        if line and len(line) >= k * pitch:
            return None
        line = line.ljust(k * pitch) + names[k]
    return line
