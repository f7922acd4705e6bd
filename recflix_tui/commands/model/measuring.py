"""How far an evaluation is: one line on stderr, drawn over, where someone sees it; in a file a line
a fold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from recflix_tui.commands.shared.common import Args, draw_over
from recflix_tui.commands.shared.progress import epoch_line
from recflix_tui.text import clean

if TYPE_CHECKING:
    from recflix_tui.commands.model.measuring_events import MeasuringEvents
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.evaluation.results.events import MeasuringStarted
    from recflix_tui.solvers.fitting import Refit
    from recflix_tui.solvers.run import Epoch
    from recflix_tui.solvers.settings import SolverSettings


def shown(args: Args) -> MeasuringLine | MeasuringEvents:
    """How far an evaluation is, in the way that `args` ask for."""
    if args.progress == "jsonl":
        from recflix_tui.commands.model.measuring_events import MeasuringEvents

        return MeasuringEvents()
    return MeasuringLine(args)


class MeasuringLine(AbstractContextManager["MeasuringLine"]):
    """The line; it is gone when the `with` is left, so that an error stands alone."""

    def __init__(self, args: Args, draw: Callable[[str], None] = draw_over) -> None:
        """Nothing is drawn with --json or --progress none; where stderr is no terminal, each fold
        is a line of its own."""
        told = args.progress == "bar" and not args.json
        self._draw = draw if told and sys.stderr.isatty() else None
        self._tells_folds = told and not sys.stderr.isatty()
        self._of, self._phases = 0, 1
        self._spent = 0.0
        self._part = ""

    def __exit__(self, *_: object) -> None:
        self._part = ""
        self.say("")

    def fold(self, number: int, of: int) -> None:
        """`fold 1 of 5: ` stands before all that follows."""
        self._part = f"fold {number} of {of}: " if number and of > 1 else ""
        if self._part and self._tells_folds:
            print(f"recflix: fold {number} of {of}", file=sys.stderr, flush=True)

    def started(self, started: MeasuringStarted) -> None:
        """Nothing is drawn of it."""

    def measured(self, row: Row, folds: int) -> None:
        """Nothing is drawn of it: the tables tell all."""

    def say(self, text: str) -> None:
        """Draw a text in place of what stands there."""
        if self._draw:
            self._draw(self._part + text)

    def reading(self, path: Path) -> Callable[[float], None]:
        """What to call with the share of the file that is read."""
        name = clean(path.name)
        return lambda fraction: self.say(f"reading {name} {fraction:4.0%}")

    def training(self, settings: SolverSettings) -> Callable[[Epoch | Refit], None]:
        """What to call with each step of a training with these settings."""
        self._of, self._spent = settings.epochs, 0.0
        self._phases = 2 if settings.stops_early and settings.refit and settings.holdout else 1
        self.say(f"training {settings.solver}; preparing")
        return lambda step: self._step(settings.solver, step)

    def _step(self, name: str, step: Epoch | Refit) -> None:
        from recflix_tui.solvers.fitting import Refit

        if isinstance(step, Refit):
            self._of, self._spent, self._phases = step.epochs, 0.0, 1
            return
        self._spent += step.seconds
        left = (self._of * self._phases - step.number) * self._spent / step.number
        found = step.train_rmse, step.holdout_rmse
        self.say(epoch_line(f"training {name}", step.number, self._of, *found, left))
