"""Training by alternating least squares.

The objective is that of `sgd`: squared errors plus a ridge on biases and factors, which grows
with a row's number of ratings (`prior.ridge_scale`). With the items held still, each user's
bias and factors together are a ridge regression, and so the other way round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recflix_tui.solvers.setting import setting
from recflix_tui.solvers.settings import RidgeSettings


@dataclass(frozen=True, kw_only=True)
class AlsSettings(RidgeSettings):
    """What `als` can be told. Defaults: see benchmarks/defaults/tune_als.py."""

    factors: int = setting(64, tried=(16, 32, 64, 96))
    epochs: int = setting(30)
    patience: int = setting(3)
    reg: float = setting(1.2, tried=(0.7, 0.85, 1.0, 1.15, 1.3, 1.5))
    reg_bias: float = setting(0.7, tried=(0.4, 0.7, 1.0, 1.4))
    spread: float = setting(0.3, tried=(0.1, 0.3, 1.0))
    cg_steps: int = setting(
        -1,
        help="conjugate gradient steps a row in a sweep; 0: exact, -1: the quicker",
        label="CG steps",
        bounds=(-1, 100),
        steps=(-1, 0, 1, 2, 3, 4, 5, 8, 10, 20),
    )

    solver: ClassVar[str] = "als"

    def steps(self, n_ratings: int) -> int:
        """Return the steps of conjugate gradients for so many ratings."""
        if self.cg_steps >= 0:
            return self.cg_steps
        exact = 2 * n_ratings * self.factors**2 <= EXACT_UP_TO
        return 0 if exact else CG_STEPS


# A sweep is exact up to so many multiplications and additions of its normal equations: with 64
# factors up to 2.4 million ratings, a fraction of a second. Beyond, three steps of conjugate
# gradients from the sweep before take half the time or less and converge as fast.
EXACT_UP_TO = 2e10
CG_STEPS = 3
