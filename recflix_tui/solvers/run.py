"""A solver at work: what every run can be asked, and what it says of each pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.factors import FactorModel


@dataclass(frozen=True)
class Epoch:
    """One pass over the ratings is done; of `gibbs` and `als` it is a sweep."""

    number: int
    """Counted from 1, anew in a refit."""
    train_rmse: float
    """Of the errors met during the pass (`sgd`), or of those after it (`als`, `gibbs`)."""
    holdout_rmse: float | None
    """On the ratings kept aside; None where there are none."""
    seconds: float
    """What the pass took."""
    refit: bool = False
    """Whether it belongs to the training on all ratings that follows the search."""


class Run(Protocol):
    """A solver at work on one set of ratings."""

    def epoch(self) -> Epoch:
        """Run the next epoch. Raises ModelError where it diverges."""

    def held_predictions(self) -> Floats:
        """Return what was predicted of the ratings kept aside after the last epoch, (n_held,)
        float32 stars in the order in which they were given, within the scale or beyond.

        Only after an epoch, and of a run that was given such ratings.
        """

    def model(self) -> FactorModel:
        """Return a copy of the model as it stands. Raises ModelError where it is not finite."""
