"""How an evaluation is, as its events tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from recflix_tui.child.events import Event, Failed
from recflix_tui.child.state import WorkState
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


@dataclass(frozen=True)
class EvaluationState(WorkState):
    """How an evaluation of a version is."""

    version: int
    """Whose settings are measured."""
    way: Way
    """What is held out."""
    dataset: str = ""
    """The name of the dataset that it is measured on."""
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
    rows: tuple[MeasuredRow, ...] = ()
    """What is measured so far, the version's own first; without intervals until all folds are."""
    n_done: Mapping[str, int] = field(default_factory=dict)
    """Of how many folds each row is, by its name."""
    seconds: float = 0.0
    """Of the whole evaluation, once it is done."""

    @property
    def folds_done(self) -> int:
        """The folds that every row there is is of."""
        return min(self.n_done.values(), default=0)

    def after(self, event: Event) -> Self:
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

    def _with_row(self, event: RowMeasured) -> Self:
        try:
            row = row_of(event.row)
        except Damaged:
            return self
        rows = {known.name: known for known in self.rows} | {row.name: row}
        n_done = {**self.n_done, row.name: event.folds}
        return replace(self, rows=tuple(rows.values()), n_done=n_done)
