"""How an evaluation is, as its events tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from recflix_tui.child.events import Event, Failed
from recflix_tui.evaluation.results.events import (
    Evaluated,
    MeasuringEpoch,
    MeasuringPhase,
    MeasuringStarted,
    RowMeasured,
)
from recflix_tui.evaluation.results.measured import MeasuredRow, row_of
from recflix_tui.evaluation.results.ways import Way
from recflix_tui.kept_files import Damaged

ACTIVE = ("starting", "running", "cancelling")


@dataclass(frozen=True)
class EvaluationState:
    """How an evaluation of a version is."""

    version: int
    """Whose settings are measured."""
    way: Way
    """What is held out."""
    dataset: str = ""
    """The name of the dataset that it is measured on."""
    status: str = "starting"
    """starting, running, cancelling, done, failed or cancelled."""
    solver: str = ""
    """Its name, empty until it is told."""
    doing: str = ""
    """What is done, in words."""
    fold: int = 0
    """Of which fold, from 1; 0 of none of them."""
    folds: int = 1
    """How many folds there are."""
    epoch: tuple[int, int] | None = None
    """The epoch of the training under way and how many there are at most; None between."""
    eta_seconds: float | None = None
    """To the end of everything, about; None where nothing is known of it."""
    rows: tuple[MeasuredRow, ...] = ()
    """What is measured so far, the version's own first; without intervals until all folds are."""
    n_done: Mapping[str, int] = field(default_factory=dict)
    """Of how many folds each row is, by its name."""
    seconds: float = 0.0
    """Of the whole evaluation, once it is done."""
    message: str = ""
    """Why it failed."""

    @property
    def is_active(self) -> bool:
        """Whether it goes on."""
        return self.status in ACTIVE

    @property
    def folds_done(self) -> int:
        """The folds that every row there is is of."""
        return min(self.n_done.values(), default=0)

    def after(self, event: Event) -> EvaluationState:
        """The state that an event of the process leads to."""
        if isinstance(event, MeasuringStarted):
            return replace(self, status="running", solver=event.solver)
        if isinstance(event, MeasuringPhase):
            return replace(
                self,
                status="running",
                doing=event.words,
                fold=event.fold,
                folds=event.folds,
                epoch=None,
                eta_seconds=event.eta_seconds,
            )
        if isinstance(event, MeasuringEpoch):
            return replace(self, epoch=(event.number, event.of))
        if isinstance(event, RowMeasured):
            return self._with_row(event)
        if isinstance(event, Evaluated):
            return replace(self, status="done", seconds=event.seconds, eta_seconds=None)
        if isinstance(event, Failed):
            return self.failed(event.message)
        return self

    def _with_row(self, event: RowMeasured) -> EvaluationState:
        try:
            row = row_of(event.row)
        except Damaged:
            return self
        rows = {known.name: known for known in self.rows} | {row.name: row}
        n_done = {**self.n_done, row.name: event.folds}
        return replace(self, rows=tuple(rows.values()), n_done=n_done)

    def failed(self, message: str) -> EvaluationState:
        """The end of an evaluation that nothing came of."""
        return replace(self, status="failed", message=message, eta_seconds=None)

    def cancelling(self) -> EvaluationState:
        """One that was called off and has not ended yet."""
        return replace(self, status="cancelling", eta_seconds=None)

    def cancelled(self) -> EvaluationState:
        """The end of one that was called off."""
        return replace(self, status="cancelled", eta_seconds=None)
