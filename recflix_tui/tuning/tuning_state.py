"""A tuning as seen from the app: what its process told so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from recflix_tui.child.events import Event, Failed
from recflix_tui.child.state import WorkState
from recflix_tui.tuning.events import Measured, Tuned, TuningStarted


@dataclass(frozen=True)
class TuningState(WorkState):
    """How a tuning is."""

    is_tuning: ClassVar[Literal[True]] = True

    solver: str = ""
    """Its name, empty until the tuning has started."""
    measured: tuple[Measured, ...] = ()
    """The measurements of candidates so far."""
    of: int = 0
    """How many there will be."""
    outcome: Tuned | None = None
    """Once it is done."""

    @property
    def fraction(self) -> float:
        """How far it is, 0 to 1."""
        if self.status == "done":
            return 1.0
        return self.measured[-1].number / self.measured[-1].of if self.measured else 0.0

    def after(self, event: Event) -> Self:
        """The state that an event of the process leads to."""
        if isinstance(event, TuningStarted):
            return replace(self, status="running", solver=event.solver, of=event.of)
        if isinstance(event, Measured):
            return replace(self, measured=(*self.measured, event), eta_seconds=event.eta_seconds)
        if isinstance(event, Tuned):
            return replace(self, status="done", outcome=event, eta_seconds=None)
        return self.failed(event.message) if isinstance(event, Failed) else self
