"""One prediction as the sum that it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from recflix_tui.model.factors import FactorModel, FoldIn


@dataclass(frozen=True)
class Guess:
    """What a model predicts of one title for one profile: mean, biases and factors, in stars."""

    mean: float
    """The mean of all ratings, mu."""
    user_bias: float
    """How much more the profile gives than others, b_u."""
    item_bias: float
    """How much more the title is given than others, b_i."""
    factors: float
    """What the profile's factors and the title's add where they meet, p_u . q_i."""
    shown: float
    """The stars to be expected on the scale, as every screen shows them."""

    @property
    def total(self) -> float:
        """The sum of the four, not held to the scale: what errors are taken from."""
        return self.mean + self.user_bias + self.item_bias + self.factors

    @classmethod
    def of(cls, model: FactorModel, fold: FoldIn, item: int) -> Self:
        """The guess of an item for a folded-in profile."""
        bias = float(model.item_bias[item])
        meet = float(model.Q[item].astype(np.float64) @ fold.factors.astype(np.float64))
        total = model.mu + fold.bias + bias + meet
        return cls(float(model.mu), fold.bias, bias, meet, float(model.on_scale(total)))
