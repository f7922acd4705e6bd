"""When the search for the best number of epochs stops."""

from __future__ import annotations

import math

from recflix_tui.solvers.settings import SolverSettings


class EarlyStop:
    """The best epoch so far, by the error on the ratings kept aside, and the patience after it.

    A solver whose every epoch makes the model better (`stops_early` is False) runs them all,
    and its best epoch is the last.
    """

    def __init__(self, settings: SolverSettings, n_ratings: int) -> None:
        self._take_off, self._patience = settings.waits(n_ratings)
        self._stops = settings.stops_early
        self.best_epoch = 0
        """Counted from 1; 0 before the first."""
        self.best_rmse = math.inf

    def is_better(self, epoch: int, rmse: float) -> bool:
        """Return whether this epoch is the best so far, and if so keep it as such."""
        if self._stops and not rmse < self.best_rmse:
            return False
        self.best_epoch, self.best_rmse = epoch, rmse
        return True

    def is_out_of_patience(self, epoch: int) -> bool:
        """Return whether too many epochs have gone by without gain."""
        return epoch - max(self.best_epoch, self._take_off) >= self._patience
