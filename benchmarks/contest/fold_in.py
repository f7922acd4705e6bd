"""A profile of 200 ratings folded into a large model, every title scored, the top 20 taken."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.contest.contender import Contender, seconds_of
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.model.ratings import Ratings

N_ITEMS, N_RATED, TOP, PROFILES = 87_585, 200, 20, 200
_NONE = np.zeros(0, np.int32)
_NOBODY = Ratings(_NONE, _NONE, np.zeros(0, np.float32), 0, 0, 1.0, 5.0)
Profile = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]


def made_up(factors: int, n_items: int = N_ITEMS) -> tuple[FactorModel, list[Profile]]:
    """A random model, and profiles of random ratings: the same in every process."""
    rng = np.random.default_rng(0)
    Q = rng.standard_normal((n_items, factors), np.float32) * np.float32(0.1)
    item_bias = rng.standard_normal(n_items, np.float32) * np.float32(0.3)
    prior = ridge_prior(0.7, 1.2, factors, noise=0.7)
    none = np.zeros((0, factors), np.float32)
    model = FactorModel(3.5, np.zeros(0, np.float32), item_bias, none, Q, prior, 1.0, 5.0)
    profiles = [
        (
            rng.choice(n_items, N_RATED, replace=False),
            rng.integers(1, 6, N_RATED).astype(np.float32),
        )
        for _ in range(PROFILES)
    ]
    return model, profiles


class RecFlixFoldIn(Contender):
    """As the screens do it."""

    name, package, module, single = (
        "RecFlix fold-in, fused top 20",
        "recflix-tui",
        "recflix_tui",
        True,
    )

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        model, profiles = made_up(factors, 500)
        cls.top(model, profiles[0])

    def prepare(self) -> None:
        self._model, self._profiles = made_up(self.factors)

    def lap(self) -> list[float]:
        """The seconds of each profile."""
        return [seconds_of(partial(self.top, self._model, p)) for p in self._profiles]

    @staticmethod
    def top(model: FactorModel, profile: Profile) -> npt.NDArray[np.int64]:
        items, stars = profile
        return model.top_items(model.fold_in(items, stars), TOP, exclude=items)[0]


class NumPyFoldIn(RecFlixFoldIn):
    """Ridge regression, Q p and a partition, as one writes it with NumPy alone."""

    name, package, module = "NumPy: solve, Q @ p, argpartition", "numpy", "numpy"

    @staticmethod
    def top(model: FactorModel, profile: Profile) -> npt.NDArray[np.int64]:
        items, stars = profile
        x = np.column_stack([np.ones(len(items), np.float32), model.Q[items]])
        residuals = stars - np.float32(model.mu) - model.item_bias[items]
        normal = x.T @ x + model.prior.ridge(len(items))[0].astype(np.float32)
        _, *factors = np.linalg.solve(normal, x.T @ residuals)
        scores = model.Q @ np.array(factors, np.float32) + model.item_bias
        scores[items] = -np.inf
        best = np.argpartition(scores, -TOP)[-TOP:]
        return best[np.argsort(-scores[best])]


def nobody() -> Ratings:
    """The ratings that are handed over where none are wanted."""
    return _NOBODY
