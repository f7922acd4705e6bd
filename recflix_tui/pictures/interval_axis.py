"""Figures with intervals in cells: the axis they share, and what each cell of one is."""

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
"""Characters, and what they are: `bar` (from zero to the value), `value` (the mark of the figure
itself), `soft` (either of one that is not final), `whisker` (its interval) or `blank`."""


def figure_runs(
    value: float,
    interval: tuple[float, float] | None,
    axis: Axis,
    width: int,
    *,
    has_bar: bool = True,
    is_own: bool = False,
    is_final: bool = True,
) -> list[Run]:
    """A value as a mark on an axis of so many cells, its interval as a line on either side.

    has_bar: with a bar that leads to it, for axes from zero: on others it would be as long as the
    axis happens to be cut; is_own: marked by another sign; is_final: drawn firmly.
    """
    at = _cell(value, axis, width)
    cells: list[Run] = [(" ", "blank")] * width
    if has_bar:
        cells[:at] = [("━", "bar" if is_final else "soft")] * at
    if interval is not None:
        first, last = (_cell(end, axis, width) for end in interval)
        for cell in range(first, last + 1):
            cells[cell] = ("├" if cell == first else "┤" if cell == last else "─", "whisker")
    sign = ("◆" if is_own else "●") if is_final else ("◇" if is_own else "○")
    cells[at] = (sign, "value" if is_final else "soft")
    return _joined(cells)


def _cell(value: float, axis: Axis, width: int) -> int:
    """The cell of an axis that a value is in."""
    return min(int(axis.share(value) * width), width - 1)


def _joined(cells: Sequence[Run]) -> list[Run]:
    """Neighbours of one kind as one."""
    return [
        ("".join(sign for sign, _ in run), kind)
        for kind, run in ((kind, list(run)) for kind, run in groupby(cells, lambda cell: cell[1]))
    ]
