"""How the work of a process is, as its events tell it: what every kind of work has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from recflix_tui.child.events import Event

ENDED = ("done", "failed", "cancelled")


@dataclass(frozen=True, kw_only=True)
class WorkState(ABC):
    """How the work of a child process is. What it came to so far is each kind's own."""

    status: str = "starting"
    """starting, running, cancelling, done, failed or cancelled; a kind may have others on the
    way, which count as running."""
    eta_seconds: float | None = None
    """To the end of everything, about; None where nothing is known of it."""
    message: str = ""
    """Why it failed."""

    @property
    def is_active(self) -> bool:
        """Whether it goes on."""
        return self.status not in ENDED

    @abstractmethod
    def after(self, event: Event) -> Self:
        """The state that an event of the process leads to."""

    def failed(self, message: str) -> Self:
        """The end of work that could not go on; what it came to so far stays."""
        return replace(self, status="failed", message=message, eta_seconds=None)

    def cancelling(self) -> Self:
        """Work that was called off and has not ended yet."""
        return replace(self, status="cancelling", eta_seconds=None)

    def cancelled(self) -> Self:
        """The end of work that was called off; what it came to so far stays."""
        return replace(self, status="cancelled", eta_seconds=None)
