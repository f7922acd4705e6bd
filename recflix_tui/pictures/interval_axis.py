"""Bars with intervals in cells: the axis they share, and what each cell of one is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 8  # so many steps an axis has, about


@dataclass(frozen=True)
class Axis:
    """What the left and the right end of bars stand for."""

    start: float
    """The left end."""
    end: float
    """The right end, above it."""

    def share(self, value: float) -> float:
        """How far along it a value is, 0 to 1; what lies outside is at an end."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)


def axis_of(values: Iterable[float], from_zero: bool) -> Axis:
    """An axis with round ends that has room for all values: from zero, or from a round number
    below the lowest, for figures that are far from zero and near each other."""
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if from_zero:
        low = min(low, 0.0)
    step = _round_step((high - low) / _TICKS or abs(high) / _TICKS or 1.0)
    start = math.floor(low / step) * step
    if not from_zero and start == low:
        start -= step  # so that the shortest bar is seen
    end = math.ceil(round(high / step, 9)) * step
    return Axis(start, end if end > start else start + step)


def _round_step(rough: float) -> float:
    """The least of 1, 2, 2.5, 5 and 10 times a power of ten that is no less."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next((n * power for n in _STEPS if n * power >= rough * (1 - 1e-9)), 10 * power)


Run = tuple[str, str]
"""Characters, and what they are: `bar`, `soft` (a bar that is not final), `on_bar` (an interval
over the bar), `whisker` (an interval past its end) or `blank`."""


def bar_runs(
    value: float, interval: tuple[float, float] | None, axis: Axis, width: int, soft: bool = False
) -> list[Run]:
    """A bar up to a value on an axis of so many cells, and its interval as a line over it."""
    filled = round(axis.share(value) * width)
    if interval is None:
        cells = [("▒" if soft else "█", "soft" if soft else "bar")] * filled
        cells += [(" ", "blank")] * (width - filled)
        return _joined(cells)
    first, last = (min(int(axis.share(end) * width), width - 1) for end in interval)
    cells = [("█", "bar") if cell < filled else (" ", "blank") for cell in range(width)]
    for cell in range(first, last + 1):
        cells[cell] = (
            _mark(cell, first, last),
            "on_bar" if cell < filled else "whisker",
        )
    return _joined(cells)


def _mark(cell: int, first: int, last: int) -> str:
    if first == last:
        return "┼"
    return "├" if cell == first else "┤" if cell == last else "─"


def _joined(cells: Sequence[Run]) -> list[Run]:
    """Neighbours of one kind as one."""
    return [
        ("".join(sign for sign, _ in run), kind)
        for kind, run in ((kind, list(run)) for kind, run in groupby(cells, lambda cell: cell[1]))
    ]
