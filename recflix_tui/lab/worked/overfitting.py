"""Over-fitting, and what regularisation does about it: seen on cells that are held out.

Four cells of twenty say little, so that it hangs on the cells and on the settings what is seen.
`HELD_OUT` has two high and two low ratings, so that guessing the mean misses each by a star, and
`OVERFITTING` trains for long enough. Over the seeds 100 to 199, for 97 of 100: held-out error fell
and rose again, training error falling all the while, in the plain and in the biased stage; and the
regularised stage ended lower on the held-out cells than the biased one, and than itself with a
lambda of 0. The means at its end: 0.31 stars a held-out cell, 1.07 with a lambda of 0, 2.55 biased.
With the tutorial's own settings all of that is seen for 22 of 100 only: fifty epochs are few for
the plain stage to over-fit (43 of 100), the biased one does (79), and lambda helps (93).
Measured by benchmarks/overfitting.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.lab.worked.example import SPARSE, TUTORIAL, Example
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.run import whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage

HELD_OUT = {
    TUTORIAL.key: ((0, 2), (2, 1), (3, 0), (4, 3)),
    SPARSE.key: ((1, 3), (2, 1)),
}
"""Cells to hold out of each example, by its key: no person and no film twice."""
OVERFITTING = WorkedSettings(reg=0.5, plain_epochs=200, biased_epochs=200, regularized_epochs=200)
"""The settings with which over-fitting is seen plainly: trained longer, and regularised strongly
enough to tell."""
RISE = 0.05
"""Stars a cell by which held-out error must rise from its lowest to speak of over-fitting."""


@dataclass(frozen=True)
class Turn:
    """How held-out error went in a stage, beside training error; both means a cell, in stars."""

    epoch: int
    """The epoch after which held-out error was lowest, from 1 on."""
    held: float
    """Held-out error then."""
    training: float
    """Training error then."""
    last_held: float
    """Held-out error after the last epoch."""
    last_training: float
    """Training error of the last epoch."""

    @property
    def is_overfit(self) -> bool:
        """Whether held-out error fell, and rose again while training error went on falling."""
        rose = self.last_held > self.held + RISE
        return self.epoch > 1 and rose and self.last_training < self.training


def turn_of(outcome: Outcome, stage: Stage) -> Turn | None:
    """Return how held-out error went in a stage; None where nothing is held out, or it never ran.

    Of a run under way, it is of the epochs so far.
    """
    held, training = outcome.mean_held_errors[stage], outcome.mean_errors[stage]
    if not held:
        return None
    lowest = min(range(len(held)), key=held.__getitem__)
    return Turn(lowest + 1, held[lowest], training[lowest], held[-1], training[-1])


def guess_error(example: Example) -> float:
    """Return what guessing the mean of what is learnt from misses a held-out cell by, in stars.

    What has learnt something does better. LabError where nothing is learnt from; 0 where nothing
    is held out.
    """
    misses = np.abs(example.ratings[example.held] - example.mean)
    return float(misses.mean()) if misses.size else 0.0


def without_regularization(example: Example, settings: WorkedSettings) -> Outcome:
    """Run the third stage over again, from the same start, with a lambda of 0.

    Beside the third stage it shows what regularisation did, and nothing else: the biased stage
    trains for longer, and from another start. Only what is told of the third stage means anything.
    """
    return whole(example, replace(settings, reg=0.0, plain_epochs=1, biased_epochs=1))
