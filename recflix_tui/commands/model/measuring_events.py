"""How far an evaluation is, as lines of JSON for whoever started it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recflix_tui.child.events import Event
from recflix_tui.commands.model.figures_data import row_data
from recflix_tui.evaluation.results.events import (
    Evaluated,
    MeasuringEpoch,
    MeasuringPhase,
    MeasuringStarted,
    RowMeasured,
)
from recflix_tui.text import clean

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.solvers.fitting import Refit
    from recflix_tui.solvers.run import Epoch
    from recflix_tui.solvers.settings import SolverSettings


def print_event(event: Event) -> None:
    """An event as a line that is there at once."""
    print(event.to_json(), flush=True)


class MeasuringEvents:
    """Tells each step of an evaluation as an event."""

    def __init__(
        self,
        tell: Callable[[Event], None] = print_event,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """tell: what is called with each; clock: seconds, from whenever."""
        self._tell, self._clock = tell, clock
        self._began = clock()
        self._fold, self._folds, self._of = 0, 1, 0
        self._fold_began, self._folds_began = 0.0, 0.0
        self._rows: list[Row] = []

    def __enter__(self) -> MeasuringEvents:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def started(self, started: MeasuringStarted) -> None:
        """Tell what is measured."""
        self._tell(started)

    def ended(self, result: dict[str, Any]) -> None:
        """Tell all that was measured."""
        self._tell(Evaluated(result, self._clock() - self._began))

    def fold(self, number: int, of: int) -> None:
        """All that follows is of this fold."""
        self._fold, self._folds, self._fold_began = number, of, self._clock()
        if number == 1:
            self._folds_began = self._fold_began

    def say(self, text: str) -> None:
        """Tell what is done next."""
        self._tell(MeasuringPhase(text, self._fold, self._folds, self._left()))

    def reading(self, path: Path) -> Callable[[float], None]:
        """What to call with the share of the file that is read."""
        self.say(f"reading {clean(path.name)}")
        return lambda fraction: None

    def training(self, settings: SolverSettings) -> Callable[[Epoch | Refit], None]:
        """What to call with each step of a training with these settings."""
        self._of = settings.epochs
        self.say(f"training {settings.solver}")
        return lambda step: self._step(settings.solver, step)

    def measured(self, row: Row, folds: int) -> None:
        """Tell what a model came to, and beside the first what the others did."""
        if folds == self._folds:
            self._rows.append(row)
        solver = self._rows[0] if self._rows else row
        self._tell(RowMeasured(row_data(row, solver), folds, self._folds))

    def _step(self, name: str, step: Epoch | Refit) -> None:
        from recflix_tui.solvers.fitting import Refit

        if isinstance(step, Refit):
            self._of = step.epochs
            self.say(f"training {name} on all its ratings")
            return
        self._tell(MeasuringEpoch(step.number, self._of, step.train_rmse, step.holdout_rmse))

    def _left(self) -> float | None:
        """Seconds to the end, by the mean of the folds that are done; None before the first is."""
        done = self._fold - 1
        if done < 1:
            return None
        each = (self._fold_began - self._folds_began) / done
        spent = min(self._clock() - self._fold_began, each)
        return each * (self._folds - done) - spent
