"""Training by stochastic gradient descent.

The objective is Funk's and Koren's: squared errors plus a ridge on biases and factors, where
the ridge of a row grows slower than its number of ratings (`prior.ridge_scale`): what is
rated often is trusted more, what is rated seldom stays near the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True, kw_only=True)
class SgdSettings(SolverSettings):
    """What `sgd` can be told. Defaults: see benchmarks/defaults/tune_sgd.py.

    learning_rate: of the first epoch, times `decay` after each; reg, reg_bias: ridge of factors
    and biases; spread: norm of a row's first factors. With implicit feedback, rate_of_users is
    the share of the learning rate at which is learnt what having rated each title implies of a
    user, rate_of_items what having been rated by each user implies of a title; reg_implied:
    their ridge.
    """

    factors: int = 64
    epochs: int = 200
    learning_rate: float = 0.02
    decay: float = 0.975
    reg: float = 1.0
    reg_bias: float = 1.0
    spread: float = 0.3
    rate_of_users: float = 0.1
    rate_of_items: float = 0.4
    reg_implied: float = 1.0

    solver: ClassVar[str] = "sgd"
    sides: ClassVar[tuple[str, ...]] = ("implicit",)
    # Factors start near zero, where they grow unseen for a while: on few ratings the holdout's
    # error can stand still for a dozen epochs before it falls.
    take_off: ClassVar[int] = 20
    # On so many ratings they take off within an epoch or two, and an epoch takes its time.
    large: ClassVar[int] = 5_000_000
    bounds: ClassVar[dict[str, tuple[float, float]]] = {
        **SolverSettings.bounds,
        "learning_rate": (1e-6, 10.0),
        "decay": (0.01, 1.0),
        "reg": (0.0, 1000.0),
        "reg_bias": (0.0, 1000.0),
        "spread": (1e-6, 10.0),
        "rate_of_users": (0.0, 10.0),
        "rate_of_items": (0.0, 10.0),
        "reg_implied": (0.0, 1000.0),
    }

    search: ClassVar[dict[str, tuple[float, ...]]] = {
        "factors": (32, 64, 96, 128),
        "learning_rate": (0.01, 0.015, 0.02, 0.03, 0.04),
        "decay": (0.94, 0.96, 0.97, 0.98, 0.985),
        "reg": (0.6, 0.8, 1.0, 1.2, 1.4),
        "reg_bias": (0.4, 0.7, 1.0, 1.5, 2.0),
        "spread": (0.05, 0.15, 0.3),
    }
    search_with: ClassVar[dict[str, dict[str, tuple[float, ...]]]] = {
        "implicit": {
            "rate_of_users": (0.05, 0.1, 0.2),
            "rate_of_items": (0.2, 0.4, 0.8),
            "reg_implied": (0.3, 1.0, 3.0),
        }
    }

    def waits(self, n_ratings: int) -> tuple[int, int]:
        usual = super().waits(n_ratings)
        return usual if n_ratings < self.large else (3, min(self.patience, 3))
