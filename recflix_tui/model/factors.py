"""The trained model: biases and factors, and what can be computed from them with NumPy alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Floats, Ints, Longs
from recflix_tui.model.calibration import Calibration, on_scale, uncalibrated
from recflix_tui.model.gram import gram
from recflix_tui.model.prior import Prior
from recflix_tui.model.ratings import ModelError

__all__ = ["FactorModel", "Floats", "FoldIn", "ModelError", "Times"]

_CHUNK = 1 << 22  # numbers of a side gathered at once, so that memory stays flat
WEEK = 7 * 86_400  # seconds


@dataclass(frozen=True)
class FoldIn:
    """A profile's row in a model: what training would have learnt for it, items held still."""

    bias: float
    """In stars."""
    factors: Floats
    """(n_columns,) float32."""


@dataclass(frozen=True)
class Times:
    """What the week of a rating adds: a bias, and factors that meet the user's and the item's.

    Koren, "Collaborative filtering with temporal dynamics" (2009). Over the training ratings
    both are zero in the mean, so that a prediction without a time is one for an average week.
    """

    first: int
    """The first week, counted from 1970."""
    bias: Floats
    """In each draw, (n_weeks, S) float32, in stars."""
    T: Floats
    """The weeks' factors, side by side as in Q, (n_weeks, S k) float32."""

    def weeks(self, when: Longs) -> Longs:
        """The row of each moment in unix seconds, -1 where it is of no known week."""
        week = when // WEEK - self.first
        return np.where((when > 0) & (week >= 0) & (week < len(self.bias)), week, -1)


@dataclass(frozen=True)
class FactorModel:
    """The biased matrix factorisation r = mu + b_u + b_i + p_u . q_i.

    Koren, Bell and Volinsky, "Matrix Factorization Techniques for Recommender Systems" (2009).

    A model of S draws has them side by side, k columns a draw, each over the root of S:
    p_u . q_i is their mean. What side inputs add to a user or an item is in P and Q.
    """

    mu: float
    """The mean rating, in stars."""
    user_bias: Floats
    """(n_users,) float32, in stars."""
    item_bias: Floats
    """(n_items,) float32, in stars."""
    P: Floats
    """The users' factors, (n_users, S k) float32."""
    Q: Floats
    """The items' factors, (n_items, S k) float32."""
    prior: Prior
    """What a profile is folded in by."""
    low: float
    """The lower end of the rating scale, in stars."""
    high: float
    """Its upper end."""
    times: Times | None = None
    """What the week of a rating adds; None where weeks were not trained on."""
    calibration: Calibration | None = None
    """What errors on ratings held out make of its variances; None where none were measured."""

    @cached_property
    def calibrated(self) -> Calibration:
        """The calibration that holds: its own word where nothing was measured."""
        return self.calibration or uncalibrated(self.prior, self.low, self.high)

    @property
    def n_users(self) -> int:
        return int(self.P.shape[0])

    @property
    def n_items(self) -> int:
        return int(self.Q.shape[0])

    @property
    def n_columns(self) -> int:
        """Of P and Q: the factors of all draws."""
        return int(self.Q.shape[1])

    @property
    def n_factors(self) -> int:
        """Of one draw."""
        return self.n_columns // self.prior.draws

    def predict(self, users: Ints, items: Ints, when: Longs | None = None) -> Floats:
        """Predicted stars of each pair, (n,) float32, not clipped to the scale.

        when: (n,) unix seconds, where the time of the ratings is known and is to count.
        """
        out = np.empty(len(users), np.float32)
        step = max(1, _CHUNK // max(self.n_columns, 1))
        for start in range(0, len(users), step):
            part = slice(start, start + step)
            u, i = users[part], items[part]
            p, q = self.P[u], self.Q[i]
            out[part] = self.mu + self.user_bias[u] + self.item_bias[i]
            out[part] += np.einsum("nk,nk->n", p, q)
            if when is not None and self.times is not None:
                week = self.times.weeks(when[part])
                known = week >= 0
                in_week = np.einsum("nk,nk->n", self.times.T[week], p + q)
                bias = self.times.bias[week].mean(axis=1)
                out[part] += np.where(known, bias + in_week, 0)
        return out

    def fold_in(
        self,
        items: Ints,
        ratings: npt.ArrayLike,
        when: Longs | None = None,
    ) -> FoldIn:
        """The bias and factors that fit a profile's ratings best, exact in each draw (ridge
        regression: with a normal prior, the posterior's mean).

        items: (n,) indices; ratings: (n,) stars; when: (n,) unix seconds, where the weeks of
        the ratings are to count. No ratings give a bias and factors of zero.
        """
        if len(items) == 0:
            return FoldIn(0.0, np.zeros(self.n_columns, np.float32))
        design, residuals = self._design(items), self._residuals(items, ratings)
        if when is not None and self.times is not None:
            weeks = self._weeks(self.times, when)
            residuals -= weeks[:, :, 0] + np.einsum(
                "snk,snk->sn", design[:, :, 1:], weeks[:, :, 1:]
            )
            design[:, :, 1:] += weeks[:, :, 1:]
        x = self._posterior_means(design, items, residuals)
        factors = x[:, 1:].ravel() / math.sqrt(self.prior.draws)
        return FoldIn(float(x[:, 0].mean()), factors.astype(np.float32))

    def fold_in_effects(self, items: Ints) -> tuple[Doubles, Doubles]:
        """What one star more of each rating of a profile adds to its bias, (n,) float64, and to
        its factors, (n, n_columns) float64.

        items: (n,), all that the profile rated. It hangs on no rating: `fold_in` is linear in
        them, in each draw with the matrix A^-1 X', A and X as in `explain`.
        """
        design = self._design(items)
        each = np.zeros((len(design), design.shape[2], len(items)))  # (S, k + 1, n)
        each[:] = np.linalg.solve(self._normal(design), design.transpose(0, 2, 1))
        bias: Doubles = each[:, 0].mean(axis=0)
        each /= math.sqrt(self.prior.draws)
        return bias, each[:, 1:].transpose(2, 0, 1).reshape(len(items), self.n_columns)

    def score_all(self, fold: FoldIn) -> Floats:
        """The profile's predicted stars for every item, (n_items,) float32, not clipped."""
        scores: Floats = self.Q @ fold.factors
        scores += self.item_bias
        scores += np.float32(self.mu + fold.bias)
        return scores

    def top_items(self, fold: FoldIn, n: int, exclude: Ints | None = None) -> tuple[Longs, Floats]:
        """The `n` items of highest predicted stars, best first, without those in `exclude`: their
        indices (n,) int64 and predictions (n,) float32, fewer where there are fewer.

        Of equals the lower index comes first. Loads Numba.
        """
        from recflix_tui.kernels.topk import top_items

        base = self.mu + fold.bias
        return top_items(self.Q, self.item_bias, base, fold.factors, n, exclude)

    def explain(self, items: Ints, ratings: npt.ArrayLike, item: int) -> tuple[float, Doubles]:
        """How far each rating of a profile moves its prediction for `item`.

        In each draw the fold-in is linear in the ratings and in what their titles imply, so
        the prediction is a sum: the baseline mu + b_i, plus one effect a rating. With
        x = [1, q], A the fold-in's normal matrix and w_j = x_i' A^-1 x_j, the effect is
        w_j (r_j - mu - b_j) + (x_i - sum w x)' y_j / sqrt(n), where y_j is what having rated j
        implies. Returns the baseline and the effects, (n,) float64, the mean over the draws.
        """
        baseline = self.mu + float(self.item_bias[item])
        if len(items) == 0:
            return baseline, np.zeros(0)
        design, target = self._design(items), self._design(np.array([item]))
        solved = np.linalg.solve(self._normal(design), target.transpose(0, 2, 1))
        weights = (design @ solved)[:, :, 0]  # (S, n)
        effects = weights * self._residuals(items, ratings)
        implied = self._implied(items)
        if implied is not None:
            left = target[:, 0] - np.einsum("sn,snk->sk", weights, design)
            effects += np.einsum("sk,snk->sn", left, implied)
        mean: Doubles = effects.mean(axis=0)
        return baseline, mean

    def leverage(self, items: Ints, of: Ints) -> Doubles:
        """How uncertain the predictions of the items `of` (m,) are to a profile that rated
        `items` (n,): x' A^-1 x, (m,) float64, with x and A as in `explain`, mean over the draws.

        It is the prediction's variance in units of the noise, and so what a rating would teach.
        """
        each = self._leverages(self._design(items), self._by_draw(of))
        mean: Doubles = each.mean(axis=0, dtype=np.float64)
        return mean

    def uncertainty(self, items: Ints, ratings: npt.ArrayLike, of: Ints) -> Doubles:
        """Standard deviation, in stars, of what is to be expected of the profile's ratings of the
        items `of`, without the noise of a single rating: (m,) float64.

        Its square is the model's `own_variance`, calibrated (`Calibration`). It is half the
        scale's width at most, as that of anything on the scale.
        """
        known = self.calibrated
        variance = known.misfit + known.factor * self.own_variance(items, ratings, of)
        held: Doubles = np.minimum(np.sqrt(variance), (self.high - self.low) / 2)
        return held

    def own_variance(self, items: Ints, ratings: npt.ArrayLike, of: Ints) -> Doubles:
        """What the model itself says of how far a profile's predictions of the items `of` may be
        off: variances in stars², (m,) float64.

        It is the spread of the predictions over the draws, plus the mean over the draws of what
        the profile's few ratings leave open in each (law of total variance); where there is one
        draw, what the few ratings of the items leave open stands for the spread. No variance on
        the scale is larger than half its width, squared, and none is here.
        """
        design, wanted = self._design(items), self._by_draw(of)
        noise = self.prior.noise.astype(np.float64)[:, np.newaxis]
        variance: Doubles = (noise * self._leverages(design, wanted)).mean(axis=0)
        if self.prior.item_leverage is not None:
            variance += noise.mean() * self.prior.item_leverage[of]
        if self.prior.draws > 1:
            x = self._posterior_means(design, items, self._residuals(items, ratings))
            each = (wanted @ x[:, 1:, np.newaxis].astype(np.float32))[:, :, 0]
            variance += (each + x[:, :1] + self._offsets(of)).var(axis=0)
        held: Doubles = np.minimum(variance, ((self.high - self.low) / 2) ** 2)
        return held

    def on_scale(self, raw: npt.ArrayLike) -> Floats:
        """The stars to be expected where the raw predictions are these (any shape), as they are
        shown: on the scale, and rising with them. float32, see `calibration.on_scale`."""
        return on_scale(raw, self.calibrated.spread, self.low, self.high)

    # --- the fold-in's parts, draw by draw ---------------------------------------------------

    def _posterior_means(self, design: Doubles, items: Ints, residuals: Doubles) -> Doubles:
        """The profile's [bias, factors] in each draw: (S, k + 1)."""
        implied = self._implied(items)
        if implied is None:
            mean: Doubles = np.zeros((len(design), design.shape[2]))
        else:
            mean = implied.sum(axis=1)
            residuals = residuals - np.einsum("snk,sk->sn", design, mean)
        right = np.einsum("snk,sn->sk", design, residuals)
        return mean + np.linalg.solve(self._normal(design), right[:, :, np.newaxis])[:, :, 0]

    def _design(self, items: Ints) -> Doubles:
        """[1, q] of each item in each draw: (S, n, k + 1)."""
        design = np.ones((self.prior.draws, len(items), self.n_factors + 1))
        design[:, :, 1:] = self._by_draw(items)
        return design

    def _by_draw(self, items: Ints) -> Floats:
        """q of each item in each draw: (S, n, k)."""
        draws, k = self.prior.draws, self.n_factors
        q: Floats = np.ascontiguousarray(
            self.Q[items].reshape(len(items), draws, k).transpose(1, 0, 2)
        )
        q *= np.float32(math.sqrt(draws))
        return q

    def _weeks(self, times: Times, when: Longs) -> Doubles:
        """[bias, factors] of each moment's week in each draw, (S, n, k + 1); 0 where unknown."""
        week, draws = times.weeks(when), self.prior.draws
        vectors = np.empty((draws, len(when), self.n_factors + 1))
        vectors[:, :, 0] = times.bias[week].T
        by_draw = times.T[week].reshape(len(when), draws, self.n_factors)
        vectors[:, :, 1:] = by_draw.transpose(1, 0, 2) * math.sqrt(draws)
        vectors[:, week < 0] = 0
        return vectors

    def _normal(self, design: Doubles) -> Doubles:
        """X'X plus the ridge of a profile with as many ratings as X has rows: (S, k+1, k+1)."""
        return gram(design) + self.prior.ridge(design.shape[1])

    def _leverages(self, design: Doubles, wanted: Floats) -> Floats:
        """x' A^-1 x in each draw, where x = [1, q] and `wanted` holds the q, (S, m, k): (S, m).

        With A = L L' it is the squared length of L^-1 x: a sum of squares, for which float32
        is exact enough however large the numbers in A^-1 are.
        """
        root = np.linalg.inv(np.linalg.cholesky(self._normal(design))).astype(np.float32)
        solved = wanted @ root[:, :, 1:].transpose(0, 2, 1)
        solved += root[:, np.newaxis, :, 0]
        leverages: Floats = np.einsum("smk,smk->sm", solved, solved)
        return leverages

    def _implied(self, items: Ints) -> Doubles | None:
        """What having rated each of the items adds to [bias, factors]: (S, n, k + 1)."""
        if self.prior.implicit is None:
            return None
        rows = self.prior.implicit[items].astype(np.float64) / math.sqrt(max(len(items), 1))
        by_draw = rows.reshape(len(items), self.prior.draws, self.n_factors + 1)
        return by_draw.transpose(1, 0, 2)

    def _offsets(self, items: Ints) -> Doubles:
        """Mean plus bias of each item in each draw: (S, n)."""
        if self.prior.offsets is not None:
            return self.prior.offsets[items].T.astype(np.float64)
        return (self.mu + self.item_bias[items].astype(np.float64))[np.newaxis]

    def _residuals(self, items: Ints, ratings: npt.ArrayLike) -> Doubles:
        """What of each rating the mean and the item's bias leave unsaid, per draw: (S, n)."""
        return np.asarray(ratings, np.float64) - self._offsets(items)
