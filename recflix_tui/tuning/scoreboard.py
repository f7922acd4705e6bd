"""What each candidate scored on each fold so far, and the order that follows from it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from recflix_tui.tuning.folds import FOLDS
from recflix_tui.tuning.tuning_journal import Measurement


class Scoreboard:
    """The measurements so far, by candidate and fold."""

    def __init__(self) -> None:
        self._measured: dict[tuple[int, int], Measurement] = {}

    def __len__(self) -> int:
        return len(self._measured)

    def __contains__(self, candidate_and_fold: tuple[int, int]) -> bool:
        return candidate_and_fold in self._measured

    def add(self, candidate: int, fold: int, measured: Measurement) -> None:
        """Keep a measurement."""
        self._measured[candidate, fold] = measured

    def mean(self, candidate: int, folds: int) -> float:
        """The mean RMSE over the first folds; infinite where a training failed, NaN where one
        is still to come."""
        total = 0.0
        for fold in range(folds):
            measured = self._measured.get((candidate, fold))
            if measured is None:
                return math.nan
            total += math.inf if measured.rmse is None else measured.rmse
        return total / folds

    def ranking(self, candidates: Iterable[int], folds: int) -> list[tuple[float, int]]:
        """The candidates that have all folds, best first: mean RMSE and candidate."""
        means = ((self.mean(candidate, folds), candidate) for candidate in candidates)
        return sorted(pair for pair in means if not math.isnan(pair[0]))

    def gains(self, candidate: int, folds: int) -> npt.NDArray[np.float64] | None:
        """By how much a candidate is better than the defaults, fold by fold: (folds,); None
        where a training of either failed."""
        gains = []
        for fold in range(folds):
            default, own = (self._measured[c, fold].rmse for c in (0, candidate))
            if default is None or own is None:
                return None
            gains.append(default - own)
        return np.array(gains)

    def problem(self, candidate: int) -> str:
        """Why a candidate failed that did."""
        own = (self._measured.get((candidate, fold)) for fold in range(FOLDS))
        return next(m.problem for m in own if m is not None and m.rmse is None)

    @property
    def mean_seconds(self) -> float:
        """Seconds of a measurement in the mean, 0 where there is none yet."""
        seconds = [measured.seconds for measured in self._measured.values()]
        return sum(seconds) / max(len(seconds), 1)


def next_rung(ranking: list[tuple[float, int]], size: int) -> list[int]:
    """The candidates of the next rung: the defaults, and the best of the others."""
    others = [c for mean, c in ranking if c != 0 and math.isfinite(mean)]
    return [0, *others[: size - 1]]
