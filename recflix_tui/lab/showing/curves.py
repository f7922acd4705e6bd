"""The error curves of the worked example: of each stage that ran, learnt and held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.lab.showing.beside import CALLED
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.sgd import Stage

TOTAL = "all misses of an epoch, in stars"


@dataclass(frozen=True)
class ErrorCurve:
    """An error of each epoch of a stage."""

    stage: Stage
    """The stage."""
    is_held: bool
    """Whether it is of the cells held out, not of those learnt from."""
    values: Sequence[float]
    """In stars: totals, or a cell's mean where cells are held out, so that both compare."""

    @property
    def called(self) -> str:
        """What the stage is called."""
        return CALLED[self.stage]


def curves_of(run: Run) -> list[ErrorCurve]:
    """The curves of all stages that ran, the one of the stage under way last.

    With cells held out each stage has two, that of the held-out ones first. Stages without an
    epoch are left out.
    """
    so_far = run.so_far
    if not so_far.n_held:
        totals = so_far.errors
        return [ErrorCurve(stage, False, totals[stage]) for stage in Stage if totals[stage]]
    learnt, held = so_far.mean_errors, so_far.mean_held_errors
    return [
        ErrorCurve(stage, is_held, (held if is_held else learnt)[stage])
        for stage in Stage
        if learnt[stage]
        for is_held in (True, False)
    ]
