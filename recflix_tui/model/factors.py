"""The trained model: biases and factors, and what can be computed from them with NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Indices = npt.NDArray[np.integer]

_CHUNK = 1 << 16  # ratings predicted at once, so that memory stays flat
_LEAST_RIDGE = 1e-6  # keeps the normal equations solvable where regularisation is off


class ModelError(Exception):
    """What went wrong with a model, as the one line that the user reads."""


def ridge_scale(counts: npt.ArrayLike) -> Doubles:
    """How the ridge of a row grows with its number of ratings: sqrt(n + 10), float64.

    Its growth by the square root is Menon and Elkan's ("A log-linear model with latent
    features for dyadic prediction", 2010); the 10 keeps rows of few ratings near the mean.
    """
    return np.sqrt(np.asarray(counts, np.float64) + 10)


@dataclass(frozen=True)
class FoldIn:
    """A profile placed in a model: what training would have learnt for it, items held still.

    bias: stars; factors: (k,) float32.
    """

    bias: float
    factors: Floats


@dataclass(frozen=True)
class FactorModel:
    """The biased matrix factorisation r = mu + b_u + b_i + p_u . q_i.

    Koren, Bell and Volinsky, "Matrix Factorization Techniques for Recommender Systems" (2009).

    mu: mean rating in stars; user_bias: (n_users,), item_bias: (n_items,), P: (n_users, k),
    Q: (n_items, k), all float32. low, high: the ends of the rating scale. A profile of n
    ratings is folded in with the ridge reg * ridge_scale(n), as in training.
    """

    mu: float
    user_bias: Floats
    item_bias: Floats
    P: Floats
    Q: Floats
    reg_bias: float
    reg_factors: float
    low: float
    high: float

    @property
    def n_users(self) -> int:
        return int(self.P.shape[0])

    @property
    def n_items(self) -> int:
        return int(self.Q.shape[0])

    @property
    def n_factors(self) -> int:
        return int(self.Q.shape[1])

    def predict(self, users: Indices, items: Indices) -> Floats:
        """Predicted stars of each pair, (n,) float32, not clipped to the scale."""
        out = np.empty(len(users), np.float32)
        for start in range(0, len(users), _CHUNK):
            part = slice(start, start + _CHUNK)
            u, i = users[part], items[part]
            dots = np.einsum("nk,nk->n", self.P[u], self.Q[i])
            out[part] = self.mu + self.user_bias[u] + self.item_bias[i] + dots
        return out

    def fold_in(self, items: Indices, ratings: npt.ArrayLike) -> FoldIn:
        """The bias and factors that fit a profile's ratings best (ridge regression, exact).

        items: (n,) indices; ratings: (n,) stars. No ratings give a bias and factors of zero.
        """
        if len(items) == 0:
            return FoldIn(0.0, np.zeros(self.n_factors, np.float32))
        design = self._design(items)
        solved = np.linalg.solve(self._normal(design), design.T @ self._residuals(items, ratings))
        return FoldIn(float(solved[0]), solved[1:].astype(np.float32))

    def score_all(self, fold: FoldIn) -> Floats:
        """The profile's predicted stars for every item, (n_items,) float32, not clipped."""
        scores: Floats = self.Q @ fold.factors
        scores += self.item_bias
        scores += np.float32(self.mu + fold.bias)
        return scores

    def explain(self, items: Indices, ratings: npt.ArrayLike, item: int) -> tuple[float, Doubles]:
        """How far each rating of a profile moves its prediction for `item`.

        The fold-in is linear in the ratings, so the prediction is a sum: the baseline
        mu + b_i, plus one effect a rating, x_i' A^-1 x_j (r_j - mu - b_j) with x = [1, q] and
        A the fold-in's normal matrix. Returns the baseline and the effects, (n,) float64.
        """
        baseline = self.mu + float(self.item_bias[item])
        if len(items) == 0:
            return baseline, np.zeros(0)
        design = self._design(items)
        target = self._design(np.array([item]))[0]
        weights = design @ np.linalg.solve(self._normal(design), target)
        return baseline, weights * self._residuals(items, ratings)

    def leverage(self, items: Indices, of: Indices) -> Doubles:
        """How uncertain the predictions of the items `of` (m,) are to a profile that rated
        `items` (n,): x' A^-1 x, (m,) float64, with x and A as in `explain`.

        It is the prediction's variance in units of the noise, and so what a rating would teach.
        """
        wanted = self._design(of)
        solved = np.linalg.solve(self._normal(self._design(items)), wanted.T)
        leverage: Doubles = np.einsum("mk,km->m", wanted, solved)
        return leverage

    def similar(self, item: int) -> Floats:
        """Cosine of every item's factors with this item's, (n_items,) float32.

        Items without factors (nobody rated them) are similar to nothing: 0.
        """
        directions: Floats = self._inverse_norms
        cosines: Floats = self.Q @ (self.Q[item] * directions[item])
        cosines *= directions
        return cosines

    @cached_property
    def _inverse_norms(self) -> Floats:
        norms = np.sqrt(np.einsum("nk,nk->n", self.Q, self.Q))
        inverse: Floats = np.divide(1, norms, out=np.zeros_like(norms), where=norms > 0)
        return inverse

    def _design(self, items: Indices) -> Doubles:
        """[1, q] of each item: (n, k + 1) float64."""
        design = np.ones((len(items), self.n_factors + 1))
        design[:, 1:] = self.Q[items]
        return design

    def _normal(self, design: Doubles) -> Doubles:
        """X'X plus the ridge of a profile with as many ratings as X has rows."""
        normal: Doubles = design.T @ design
        scale = float(ridge_scale(len(design)))
        ridge = np.full(len(normal), max(self.reg_factors * scale, _LEAST_RIDGE))
        ridge[0] = max(self.reg_bias * scale, _LEAST_RIDGE)
        normal[np.diag_indices_from(normal)] += ridge
        return normal

    def _residuals(self, items: Indices, ratings: npt.ArrayLike) -> Doubles:
        """What of each rating the mean and the item's bias leave unsaid."""
        return np.asarray(ratings, np.float64) - self.mu - self.item_bias[items]
