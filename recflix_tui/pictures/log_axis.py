"""Axes on which each step is ten times the one before, and how times on them are written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_UNITS = ((1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1.0, "ns"))


@dataclass(frozen=True)
class LogAxis:
    """An axis of whole decades."""

    low: float
    """Its lower end, a power of ten."""
    high: float
    """Its upper end, a power of ten above the lower one."""

    @classmethod
    def over(cls, values: Iterable[float]) -> LogAxis:
        """The fewest decades that hold all of `values`, which are above 0; 1 to 10 for none."""
        logs = [math.log10(value) for value in values] or [0.0]
        # A power of ten is the end of its decade, though its logarithm may miss it by a last bit.
        first = math.floor(min(logs) + 1e-9)
        last = max(math.ceil(max(logs) - 1e-9), first + 1)
        return cls(10.0**first, 10.0**last)

    def at(self, value: float) -> float:
        """Where a value above 0 stands: 0 at the lower end, 1 at the upper one."""
        return math.log(value / self.low) / math.log(self.high / self.low)

    @property
    def decades(self) -> tuple[float, ...]:
        """The powers of ten from end to end."""
        n = round(math.log10(self.high / self.low))
        return tuple(self.low * 10.0**k for k in range(n + 1))


def time_words(ns: float) -> str:
    """Nanoseconds with two or three digits, in the unit that suits: `27 ns`, `1.4 µs`, `51 ms`."""
    for size, unit in _UNITS:
        value = ns / size
        if float(f"{value:.3g}") >= 1 or unit == "ns":
            return f"{value:.1f} {unit}" if float(f"{value:.1f}") < 10 else f"{value:.0f} {unit}"
    raise AssertionError("the last unit takes all")


def decade_words(ns: float) -> str:
    """A power of ten of nanoseconds as an axis says it: `1 µs`, `10 µs`, `100 µs`."""
    size, unit = next((size, unit) for size, unit in _UNITS if ns >= size or unit == "ns")
    return f"{ns / size:.0f} {unit}"


def count_words(n: float) -> str:
    """A power of ten as an axis says it: `1k`, `10k`, `1M`."""
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if n >= size:
            return f"{n / size:.0f}{unit}"
    return f"{n:.0f}"
