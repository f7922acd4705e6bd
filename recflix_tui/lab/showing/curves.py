"""The error curves of the worked example: of the stage under way, the earlier ones beside it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.lab.showing.beside import CALLED
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.sgd import Stage

TOTAL = "all errors of an epoch, in stars"
EACH = "mean error of a rating, in stars"


class Role(enum.StrEnum):
    """What a curve is of."""

    LEARNT = "learnt"
    """The cells learnt from, in the stage under way."""
    HELD = "held out"
    """The cells held out, in the stage under way."""
    BEFORE = "before"
    """The cells learnt from, in the stage before."""
    LONG_BEFORE = "long before"
    """The same in the stage before that."""


@dataclass(frozen=True)
class ErrorCurve:
    """An error of each epoch of a stage."""

    stage: str
    """What the stage is called."""
    role: Role
    """What it is of."""
    values: Sequence[float]
    """In stars: totals, or a cell's mean where cells are held out, so that both compare."""


def curves_of(run: Run) -> list[ErrorCurve]:
    """The curves, the one of the stage under way last; those without an epoch are left out.

    Where a stage has only begun, the one before it is still the one that is looked at.
    """
    so_far = run.so_far
    has_held = bool(so_far.n_held)
    learnt = so_far.mean_errors if has_held else so_far.errors
    stages = [stage for stage in Stage if learnt[stage]]
    roles = (Role.LONG_BEFORE, Role.BEFORE, Role.LEARNT)[-len(stages) :] if stages else ()
    curves = [
        ErrorCurve(CALLED[stage], role, learnt[stage])
        for stage, role in zip(stages, roles, strict=True)
    ]
    if stages and has_held:
        held = so_far.mean_held_errors[stages[-1]]
        curves.append(ErrorCurve(CALLED[stages[-1]], Role.HELD, held))
    return curves


def heading_of(run: Run) -> str:
    """What the curves are of."""
    return EACH if run.example.held_cells else TOTAL
