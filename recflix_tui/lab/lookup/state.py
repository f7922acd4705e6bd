"""How the experiment is, as its events tell it: what the screen shows of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from recflix_tui.child.events import Event, Failed
from recflix_tui.child.state import WorkState
from recflix_tui.lab.lookup.events import LookupBuilding, LookupDone, LookupMeasured, LookupStarted
from recflix_tui.lab.lookup.ways import WAYS_IN_PYTHON, WAYS_OF_APP, Way


@dataclass(frozen=True)
class LookupState(WorkState):
    """How the experiment is."""

    started: LookupStarted | None = None
    """What is going to be measured, None until it is known."""
    measured: tuple[LookupMeasured, ...] = ()
    """What was, in that order."""
    building: int = 0
    """How many titles there are in the catalogue that is being made or asked, 0 before."""
    seconds: float = 0.0
    """What all of it took, once it is done."""

    @property
    def n_to_come(self) -> int:
        """How many figures there will be, 0 while that is not known."""
        if self.started is None:
            return 0
        python = len(WAYS_IN_PYTHON) * len(self.started.sizes)
        return 2 * (python + len(WAYS_OF_APP) * len(self.started.app_sizes))

    @property
    def fraction(self) -> float:
        """How far it is, 0 to 1."""
        return len(self.measured) / self.n_to_come if self.n_to_come else 0.0

    def after(self, event: Event) -> Self:
        """The state that an event of the process leads to."""
        if isinstance(event, LookupStarted):
            return replace(self, status="running", started=event)
        if isinstance(event, LookupBuilding):
            return replace(self, building=event.n_titles)
        if isinstance(event, LookupMeasured):
            return replace(self, measured=(*self.measured, event))
        if isinstance(event, LookupDone):
            return replace(self, status="done", seconds=event.seconds)
        return self.failed(event.message) if isinstance(event, Failed) else self


def line_of(
    measured: Sequence[LookupMeasured], way: Way, is_there: bool = True
) -> tuple[tuple[int, float], ...]:
    """Number of titles and nanoseconds of a look-up in one way, the fewest titles first."""
    return tuple(
        sorted((m.n_titles, m.ns) for m in measured if m.way == way and m.is_there is is_there)
    )
