"""What came of a run: the errors of each epoch, the numbers that each stage ended with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recflix_tui.lab.worked.sgd import Numbers, Stage

Curves = Mapping[Stage, tuple[float, ...]]
"""A figure of each epoch, by stage; () for a stage that no epoch of has ended."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What is known of a run, whole or so far."""

    errors: Curves
    """Total absolute error of each epoch over the cells that are learnt from, in stars; of each
    cell it is taken just before the nudge."""
    held_errors: Curves
    """Total absolute error over the cells held out at the end of each epoch, in stars; () where
    none are."""
    ended: Mapping[Stage, Numbers]
    """The numbers that each stage ended with; only stages that did."""
    n_known: int
    """Cells that are learnt from."""
    n_held: int
    """Cells that are held out."""
    diverged: tuple[Stage, int] | None
    """The stage and the epoch in which the numbers ran away; None where they did not."""

    @property
    def mean_errors(self) -> Curves:
        """Mean absolute error a cell learnt from, in stars: beside `mean_held_errors`."""
        return {stage: _each(totals, self.n_known) for stage, totals in self.errors.items()}

    @property
    def mean_held_errors(self) -> Curves:
        """Mean absolute error a held-out cell, in stars."""
        return {stage: _each(totals, self.n_held) for stage, totals in self.held_errors.items()}


def _each(totals: tuple[float, ...], n_cells: int) -> tuple[float, ...]:
    return tuple(total / n_cells for total in totals)


def ran_away(diverged: tuple[Stage, int]) -> str:
    """Return in a line that the numbers ran away, and the mend."""
    stage, epoch = diverged
    return f"the numbers ran away in epoch {epoch} of the {stage.word} stage; take a lower rate"
