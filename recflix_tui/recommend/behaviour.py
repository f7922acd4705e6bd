"""What one profile did beside rating and marking, by item, as the signals read it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Traces:
    """What was done to titles, one entry each time, the oldest first."""

    items: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    """The item of each, (n,) int32."""
    at: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    """When, in Unix seconds, (n,) float64."""
    values: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    """What it came to, (n,) float64; each kind says in which unit."""

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True)
class Glances:
    """How often titles stood in view, each title once."""

    items: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    """The items, (n,) int32, ascending."""
    days: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    """On how many days each was in view since it was last opened, (n,) int32."""
    last: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    """The last day of these, its end in Unix seconds, (n,) float64."""


@dataclass(frozen=True)
class Query:
    """Words that were searched for."""

    text: str
    """As typed."""
    at: float
    """When, in Unix seconds."""


@dataclass(frozen=True)
class Behaviour:
    """What a profile did beside rating and marking, as far as it is kept."""

    opened: Traces = field(default_factory=Traces)
    """Titles that were opened; the values are the seconds that they stayed open."""
    chosen: Traces = field(default_factory=Traces)
    """Titles that were chosen from what a search found; the values are 1."""
    queries: tuple[Query, ...] = ()
    """What was searched for, the oldest first."""
    glances: Glances = field(default_factory=Glances)
    """What stood in view and was not opened since."""
    session_start: float | None = None
    """When the session under way began, in Unix seconds; None outside of one."""
