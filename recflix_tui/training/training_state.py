"""How a training is, as its events tell it: what the screens show of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, Self

from recflix_tui.child.events import Event, Failed
from recflix_tui.child.state import WorkState
from recflix_tui.solvers.all_solvers import SOLVERS
from recflix_tui.training.events import (
    Choosing,
    EpochDone,
    RefitEpochDone,
    Refitting,
    Saved,
    Started,
)


@dataclass(frozen=True)
class TrainingState(WorkState):
    """How a training is. Its status may be choosing and saving too, before it is done."""

    is_tuning: ClassVar[Literal[False]] = False

    solver: str = ""
    """Its name, empty until the training has started."""
    settings: dict[str, Any] = field(default_factory=dict)
    """All settings of the solver by name, none until it has started."""
    n_ratings: int = 0
    """Ratings that it trains on, 0 until it has started."""
    epochs: tuple[EpochDone, ...] = ()
    """Those of the search for the best number of epochs."""
    refit: RefitEpochDone | None = None
    """The last epoch of the training on all ratings that follows the search."""
    refit_epochs: int = 0
    """How many the refit has, 0 before it begins."""
    n_chosen_of: int = 0
    """Titles of which it is worked out what people pick, 0 until that begins."""
    version: int | None = None
    """That of the model, once it is saved."""
    seconds: float = 0.0
    """Of the whole training, once it is done."""
    kept: str = ""
    """`biases` where these alone are the model, once it is saved."""
    because: str = ""
    """Why they are."""
    caution: str = ""
    """What is to be said of the settings, where they suit the ratings badly."""
    stayed_out: int = 0
    """Profiles with ratings that are not trained on, as their owners did not agree to it."""
    used: bool = True
    """Whether the model was taken into use, once it is saved."""
    verdict: str = ""
    """Why it was or was not."""
    beside: int | None = None
    """The version that was in use before, None where there was none."""

    @property
    def best(self) -> EpochDone | None:
        """The epoch with the lowest holdout RMSE, None where nothing is held out; where every
        epoch makes the model better, the last."""
        held = [e for e in self.epochs if e.holdout_rmse is not None]
        if not self.stops_early:
            return held[-1] if held else None
        return min(held, key=lambda e: e.holdout_rmse or 0.0, default=None)

    @property
    def stops_early(self) -> bool:
        """Whether the solver is looked at for its best epoch."""
        return self.solver not in SOLVERS or SOLVERS[self.solver].stops_early

    @property
    def fraction(self) -> float:
        """How far it is, 0 to 1. The search is half the way where a refit follows."""
        if self.status in ("choosing", "saving", "done"):
            return 1.0
        if self.refit_epochs:
            return 0.5 + 0.5 * (self.refit.number / self.refit_epochs if self.refit else 0.0)
        if not self.epochs:
            return 0.0
        last = self.epochs[-1]
        phases = 1 if last.holdout_rmse is None else 2
        return last.number / max(last.of, 1) / phases

    def after(self, event: Event) -> Self:
        """The state that an event of the process leads to."""
        if isinstance(event, Started):
            return replace(
                self,
                status="running",
                solver=event.solver,
                settings=event.settings,
                n_ratings=event.n_ratings,
                stayed_out=event.stayed_out,
            )
        if isinstance(event, EpochDone):
            last = event.holdout_rmse is None and event.number == event.of
            return replace(
                self,
                status="saving" if last else "running",
                epochs=(*self.epochs, event),
                eta_seconds=event.eta_seconds,
            )
        if isinstance(event, Refitting):
            return replace(self, refit_epochs=event.epochs)
        if isinstance(event, RefitEpochDone):
            status = "saving" if event.number == event.of else "running"
            return replace(self, status=status, refit=event, eta_seconds=event.eta_seconds)
        if isinstance(event, Choosing):
            chosen, left = event.n_titles, event.eta_seconds
            return replace(self, status="choosing", n_chosen_of=chosen, eta_seconds=left)
        if isinstance(event, Saved):
            return replace(
                self,
                status="done",
                version=event.version,
                seconds=event.seconds,
                used=event.used,
                verdict=event.verdict,
                beside=event.beside,
                kept=event.kept,
                because=event.because,
                caution=event.caution,
                eta_seconds=None,
            )
        assert isinstance(event, Failed)
        return self.failed(event.message)
