"""Training by stochastic gradient descent.

The objective is Funk's and Koren's: squared errors plus a ridge on biases and factors, where
the ridge of a row grows slower than its number of ratings (`prior.ridge_scale`): what is
rated often is trusted more, what is rated seldom stays near the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from recflix_tui.solvers.setting import setting
from recflix_tui.solvers.settings import RidgeSettings


@dataclass(frozen=True, kw_only=True)
class SgdSettings(RidgeSettings):
    """What `sgd` can be told. Defaults: see benchmarks/defaults/tune_sgd.py."""

    factors: int = setting(64, tried=(32, 64, 96, 128))
    epochs: int = setting(200)
    learning_rate: float = setting(
        0.02,
        help="learning rate at first: higher means wider steps",
        metavar="R",
        bounds=(1e-6, 10.0),
        steps=(0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1),
        tried=(0.01, 0.015, 0.02, 0.03, 0.04),
        usual=True,
        words="rate {:g}",
    )
    decay: float = setting(
        0.975,
        help="factor on the learning rate after each epoch",
        metavar="D",
        bounds=(0.01, 1.0),
        steps=(0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 1),
        tried=(0.94, 0.96, 0.97, 0.98, 0.985),
    )
    reg: float = setting(1.0, tried=(0.6, 0.8, 1.0, 1.2, 1.4))
    reg_bias: float = setting(1.0, tried=(0.4, 0.7, 1.0, 1.5, 2.0))
    spread: float = setting(0.3, tried=(0.05, 0.15, 0.3))
    rate_of_users: float = setting(
        0.1,
        help="share of the learning rate for what a user's titles imply of the user",
        metavar="R",
        bounds=(0.0, 10.0),
        steps=(0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1),
        tried=(0.05, 0.1, 0.2),
        needs="implicit",
    )
    rate_of_items: float = setting(
        0.4,
        help="share of the learning rate for what a title's users imply of the title",
        metavar="R",
        bounds=(0.0, 10.0),
        steps=(0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1),
        tried=(0.2, 0.4, 0.8),
        needs="implicit",
    )
    reg_implied: float = setting(
        1.0,
        help="regularisation of what is implied",
        label="reg. of implied",
        metavar="L",
        bounds=(0.0, 1000.0),
        steps=(0, 0.1, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5),
        tried=(0.3, 1.0, 3.0),
        needs="implicit",
    )

    solver: ClassVar[str] = "sgd"
    sides: ClassVar[tuple[str, ...]] = ("implicit",)
    # Factors start near zero, where they grow unseen for a while: on few ratings the holdout's
    # error can stand still for a dozen epochs before it falls.
    take_off: ClassVar[int] = 20
    # On so many ratings they take off within an epoch or two, and an epoch takes its time.
    large: ClassVar[int] = 5_000_000

    def waits(self, n_ratings: int) -> tuple[int, int]:
        usual = super().waits(n_ratings)
        return usual if n_ratings < self.large else (3, min(self.patience, 3))
