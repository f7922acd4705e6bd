"""Training by alternating least squares.

The objective is that of `sgd`: squared errors plus a ridge on biases and factors, which grows
with a row's number of ratings (`prior.ridge_scale`). With the items held still, each user's
bias and factors together are a ridge regression, and so the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recflix_tui.solvers.settings import SolverSettings


@dataclass(frozen=True, kw_only=True)
class AlsSettings(SolverSettings):
    """What `als` can be told. Defaults: see benchmarks/defaults/tune_als.py.

    reg, reg_bias: ridge of factors and biases; spread: norm of a user's first factors;
    cg_steps: steps of conjugate gradients a row in a sweep, 0 for exact solutions, -1 to choose
    by the cost of exact ones (`EXACT_UP_TO`).
    """

    factors: int = 64
    epochs: int = 30
    patience: int = 3
    reg: float = 1.2
    reg_bias: float = 0.7
    spread: float = 0.3
    cg_steps: int = -1

    solver: ClassVar[str] = "als"
    bounds: ClassVar[dict[str, tuple[float, float]]] = {
        **SolverSettings.bounds,
        "reg": (0.0, 1000.0),
        "reg_bias": (0.0, 1000.0),
        "spread": (1e-6, 10.0),
        "cg_steps": (-1, 100),
    }

    search: ClassVar[dict[str, tuple[float, ...]]] = {
        "factors": (16, 32, 64, 96),
        "reg": (0.7, 0.85, 1.0, 1.15, 1.3, 1.5),
        "reg_bias": (0.4, 0.7, 1.0, 1.4),
        "spread": (0.1, 0.3, 1.0),
    }

    def steps(self, n_ratings: int) -> int:
        """The steps of conjugate gradients for so many ratings."""
        if self.cg_steps >= 0:
            return self.cg_steps
        exact = 2 * n_ratings * self.factors**2 <= EXACT_UP_TO
        return 0 if exact else CG_STEPS


# A sweep is exact up to so many multiplications and additions of its normal equations: with 64
# factors up to 2.4 million ratings, a fraction of a second. Beyond, three steps of conjugate
# gradients from the sweep before take half the time or less and converge as fast.
EXACT_UP_TO = 2e10
CG_STEPS = 3
