"""A weight as a short bar: where it stands, and where it stands by default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

RAIL, LINE, ZERO, DIAMOND, KNOB = "─", "━", "┼", "◇", "●"
TRACK, FILLED, DEFAULT = "track", "filled", "default"


@dataclass(frozen=True)
class Bar:
    """A number between two ends."""

    value: float
    """Where it stands."""
    default: float
    """Where it stands until it is set."""
    low: float
    """The left end."""
    high: float
    """The right end."""
    step: float
    """What one key moves it by."""

    def place_of(self, value: float, width: int) -> int:
        """The cell of a track of `width` cells in which a value stands."""
        held = min(max(value, self.low), self.high)
        return round((held - self.low) / (self.high - self.low) * (width - 1))

    def value_at(self, cell: int, width: int) -> float:
        """The value of a cell of a track, in whole steps."""
        part = min(max(cell / max(width - 1, 1), 0), 1)
        steps = round((self.low + part * (self.high - self.low)) / self.step)
        return round(steps * self.step, 6)


def track(bar: Bar, width: int) -> Iterator[tuple[str, str]]:
    """A track of `width` cells, as runs of signs and what they are of: it is FILLED from zero to
    the knob, a diamond stands at the DEFAULT, the rest is TRACK."""
    zero, knob = bar.place_of(0.0, width), bar.place_of(bar.value, width)
    cells = [(RAIL, TRACK)] * width
    for cell in range(min(zero, knob), max(zero, knob)):
        cells[cell] = (LINE, FILLED)
    if 0 < zero < width - 1:
        cells[zero] = (ZERO, TRACK)
    cells[bar.place_of(bar.default, width)] = (DIAMOND, DEFAULT)
    cells[knob] = (KNOB, FILLED)
    for part, run in groupby(cells, lambda cell: cell[1]):
        yield "".join(sign for sign, _ in run), part
