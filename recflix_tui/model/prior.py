"""What a model expects of a user before a rating is seen: how a profile is folded in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Floats

_LEAST_RIDGE = 1e-6  # keeps the normal equations solvable where regularisation is off


def ridge_scale(counts: npt.ArrayLike) -> Doubles:
    """How the ridge of a row grows with its number of ratings: sqrt(n + 10), float64.

    Its growth by the square root is Menon and Elkan's ("A log-linear model with latent
    features for dyadic prediction", 2010); the 10 keeps rows of few ratings near the mean.
    """
    return np.sqrt(np.asarray(counts, np.float64) + 10)


@dataclass(frozen=True)
class Prior:
    """The prior of a user's x = [bias, factors], (k + 1,), in each of a model's S draws.

    x is normal about what its titles imply, with variance noise / precision.
    """

    precision: Floats
    """The ridge of the fold-in, in units of the noise's, (S, k + 1, k + 1) float32."""
    noise: Floats
    """Variance of a rating about its prediction, stars², (S,) float32."""
    grows: bool
    """Whether the ridge is to be multiplied by `ridge_scale` of the number of ratings."""
    offsets: Floats | None = None
    """Mean plus item bias in each draw, (n_items, S) float32; None where there is one draw and
    the model's own hold."""
    implicit: Floats | None = None
    """What having rated a title adds to x, draw after draw, over the root of the number rated
    (SVD++), (n_items, S (k + 1)) float32; None where nothing does."""
    item_leverage: Floats | None = None
    """What the ratings of each item leave open of its predictions, in units of the noise,
    (n_items,) float32; None where the draws' spread says it."""

    @property
    def draws(self) -> int:
        return len(self.precision)

    def ridge(self, n_ratings: int) -> Doubles:
        """What is added to the normal matrix of a profile of so many ratings: (S, k+1, k+1)."""
        ridge = self.precision.astype(np.float64)
        if self.grows:
            ridge *= float(ridge_scale(n_ratings))
        diagonal = np.arange(ridge.shape[1])
        ridge[:, diagonal, diagonal] = np.maximum(ridge[:, diagonal, diagonal], _LEAST_RIDGE)
        return ridge


def ridge_prior(reg_bias: float, reg_factors: float, k: int, noise: float) -> Prior:
    """The prior that a ridge on bias and factors is: one draw, growing with `ridge_scale`."""
    diagonal = np.full(k + 1, reg_factors, np.float32)
    diagonal[0] = reg_bias
    return Prior(np.diag(diagonal)[np.newaxis], np.array([noise], np.float32), grows=True)
