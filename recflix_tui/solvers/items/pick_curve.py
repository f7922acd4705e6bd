"""The curve from scores to P(picks), learnt from people whom the weights have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Flags, Floats
from recflix_tui.model.pick_curves import FEW, LEAST, MOST, PickCurve

USUAL = PickCurve(2.1, 1.7, 0.0, -1.9, -0.25, 1.5)
"""The curve where nobody can be asked: the sample data's."""
_WORTH = 20.0  # questions like those asked, that each number of the usual curve counts for
_HARDLY = 1e-6  # of the best told number: what no question tells is held by so much
_ROUNDS = 60
_DAMPING, _MOST_DAMPING = 1e-3, 1e8


@dataclass(frozen=True)
class Asked:
    """What a person was shown who had given so many ratings, and what of it she picked next."""

    scores: Floats
    """Of the titles that were likely, (m,) float32."""
    popularity: Floats
    """Of the same titles around that moment, (m,) float32."""
    leaning: Floats
    """How far she leans to the kind of each, (m,) float32."""
    picked: Flags
    """Whether each was among her next picks, (m,) bool."""
    n_rated: int
    """How many ratings she had given."""


def fit_pick_curve(asked: Sequence[Asked]) -> PickCurve:
    """Fit the curve's six numbers by logistic regression over all titles of all questions.

    Fisher's scoring with Levenberg's damping, drawn to the usual curve as by a few questions.
    """
    if not asked:
        return USUAL
    data = _Data.of(asked)
    start = np.array(astuple(USUAL))
    held = np.diag(data.slopes(start)[1]) * _WORTH / len(asked)
    held = np.maximum(held, held.max() * _HARDLY)  # what no question tells stays as it is
    numbers, damping = start.copy(), _DAMPING
    loss = data.loss(numbers) + _pull(numbers, start, held)
    for _ in range(_ROUNDS):
        gradient, information = data.slopes(numbers)
        gradient -= held * (numbers - start)
        information[np.diag_indices(len(numbers))] += held
        while damping < _MOST_DAMPING:
            damped = information + damping * np.diag(np.diag(information))
            tried = numbers + np.linalg.solve(damped, gradient)
            found = data.loss(tried) + _pull(tried, start, held)
            if found < loss:
                break
            damping *= 10
        else:
            break
        gained, loss, numbers, damping = loss - found, found, tried, damping / 10
        if gained < 1e-9 * abs(loss):
            break
    return PickCurve(*(float(number) for number in numbers))


def _pull(numbers: Doubles, start: Doubles, held: Doubles) -> float:
    return float((held * (numbers - start) ** 2).sum() / 2)


@dataclass(frozen=True)
class _Data:
    """All titles of all questions, one after the other."""

    scores: Doubles
    popularity: Doubles
    leaning: Doubles
    picked: Doubles
    grown: Doubles

    @staticmethod
    def of(asked: Sequence[Asked]) -> _Data:
        lengths = [len(one.scores) for one in asked]
        n_rated = np.array([one.n_rated for one in asked], np.float64)
        return _Data(
            np.maximum(np.concatenate([one.scores for one in asked]), 0).astype(np.float64),
            np.concatenate([one.popularity for one in asked]).astype(np.float64),
            np.concatenate([one.leaning for one in asked]).astype(np.float64),
            np.concatenate([one.picked for one in asked]).astype(np.float64),
            np.repeat(np.log(np.clip(n_rated, 1, MOST) / FEW), lengths),
        )

    def loss(self, numbers: Doubles) -> float:
        """The negative log likelihood."""
        log_odds = self._log_odds(numbers)[0]
        return float((np.logaddexp(0, log_odds) - self.picked * log_odds).sum())

    def slopes(self, numbers: Doubles) -> tuple[Doubles, Doubles]:
        """The gradient (6,) of the log likelihood and Fisher's information (6, 6)."""
        log_odds, logs, steep, popular = self._log_odds(numbers)
        chance = 1 / (1 + np.exp(-np.clip(log_odds, -60, 60)))
        by_weight = steep * popular
        each = np.stack(
            [
                np.ones_like(logs),
                logs,
                self.grown * logs,
                by_weight,
                self.grown * by_weight,
                self.leaning * by_weight,
            ]
        )
        information: Doubles = (each * (chance * (1 - chance))) @ each.T
        gradient: Doubles = each @ (self.picked - chance)
        return gradient, information

    def _log_odds(self, numbers: Doubles) -> tuple[Doubles, Doubles, Doubles, Doubles]:
        """The log odds, the logarithm in them, its factor, and popularity's part of its inside."""
        level, steepness, growth, weight, weight_growth, by_leaning = numbers
        weights = weight + weight_growth * self.grown + by_leaning * self.leaning
        popular = np.exp(np.clip(weights, -30, 30)) * self.popularity
        worth = np.maximum(self.scores + popular, LEAST)
        logs = np.log(worth)
        steep = np.maximum(steepness + growth * self.grown, 0)
        return level + steep * logs, logs, steep, popular / worth


def likely(score: Floats, popular: Floats, is_open: Flags, n: int) -> npt.NDArray[np.intp]:
    """The titles that a person may pick next, ascending: the `n` of highest score and the `n` most
    popular among the open ones, and those that are equal to the last of them."""
    found = np.zeros(len(score), np.bool_)
    for order in (score, popular):
        values = np.where(is_open, order, -np.inf)
        least = np.partition(values, -n)[-n] if n < len(values) else -np.inf
        found |= values >= least
    return np.flatnonzero(found & is_open)
