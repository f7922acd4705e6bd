"""A tuning as seen from the app: what its process told so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from recflix_tui.child.events import Event, Failed
from recflix_tui.training.training_state import ACTIVE
from recflix_tui.tuning.events import Measured, Tuned, TuningStarted


@dataclass(frozen=True)
class TuningState:
    """How a tuning is."""

    is_tuning: ClassVar[Literal[True]] = True

    status: str = "starting"
    """starting, running, cancelling, done, failed or cancelled."""
    solver: str = ""
    """Its name, empty until the tuning has started."""
    measured: tuple[Measured, ...] = ()
    """The measurements of candidates so far."""
    of: int = 0
    """How many there will be."""
    outcome: Tuned | None = None
    """Once it is done."""
    eta_seconds: float | None = None
    """To the end of everything."""
    message: str = ""
    """Why it failed."""

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE

    @property
    def fraction(self) -> float:
        """How far it is, 0 to 1."""
        if self.status == "done":
            return 1.0
        return self.measured[-1].number / self.measured[-1].of if self.measured else 0.0

    def after(self, event: Event) -> TuningState:
        """The state that an event of the process leads to."""
        if isinstance(event, TuningStarted):
            return replace(self, status="running", solver=event.solver, of=event.of)
        if isinstance(event, Measured):
            return replace(self, measured=(*self.measured, event), eta_seconds=event.eta_seconds)
        if isinstance(event, Tuned):
            return replace(self, status="done", outcome=event, eta_seconds=None)
        return self.failed(event.message) if isinstance(event, Failed) else self

    def failed(self, message: str) -> TuningState:
        """The end of a tuning that found nothing."""
        return replace(self, status="failed", message=message, eta_seconds=None)

    def cancelling(self) -> TuningState:
        """A tuning that was asked to end, and has not yet."""
        return replace(self, status="cancelling", eta_seconds=None)

    def cancelled(self) -> TuningState:
        """The end of a tuning that was called off."""
        return replace(self, status="cancelled", eta_seconds=None)
