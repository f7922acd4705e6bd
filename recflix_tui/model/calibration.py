"""How far a model's predictions may be off, as was seen on ratings that it had not learnt from."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.cache_counts import counter, kept_calls
from recflix_tui.kernels.arrays import Doubles, Floats
from recflix_tui.model.prior import Prior, ridge_scale

NOISE_SHARE = 0.65
"""Of the squared error that the biases alone leave, what is the noise of ratings themselves.

It cannot be told from a model's own errors, so one figure has to stand for it, the same for every
solver; it is what sampling the noise finds on MovieLens."""
LEAST_SHARE = 0.1
"""Of a model's squared error, what is its own at least, however good it is."""
MOST_FACTOR = 2.0
"""What a model's own variances are multiplied by at most; what is missing beyond is misfit."""
LEAST_SPREAD = 1 / 15
"""The least `Calibration.spread`, as a share of the scale's width."""
_POINTS, _REACH = 2048, 6.0  # of the table of `on_scale`; spreads that it goes beyond the scale


@dataclass(frozen=True)
class Calibration:
    """What the errors on ratings held out make of the variances that a model works out.

    A rating is what is to be expected, plus noise. What is expected has the variance
    misfit + factor v, where v is the model's own: what the profile's and the title's few
    ratings leave open.
    """

    noise: float
    """Variance of a rating about what is to be expected of it, stars²."""
    factor: float
    """What the model's own variances are multiplied by."""
    misfit: float
    """Variance of what is to be expected, alike for every profile and title, stars²."""
    spread: float
    """Standard deviation of the normal that a prediction is held to the scale with, in stars:
    one for all, so that what is shown keeps the order of the predictions."""


def uncalibrated(prior: Prior, low: float, high: float) -> Calibration:
    """Return what holds for a model that was measured on nothing: its own word."""
    return Calibration(float(np.mean(prior.noise)), 1.0, 0.0, LEAST_SPREAD * (high - low))


def calibrate(mse: float, mse_of_biases: float, own: float) -> Calibration:
    """Return the calibration of a model by its errors on ratings held out; its spread is 0.

    mse, mse_of_biases: mean squared error of the model and of the biases on them, stars²; own:
    the mean of the model's own variances there, stars². Whatever the solver, the same share of
    the biases' error is taken for noise, and the rest of the model's is its own: a worse model
    is never surer than a better one.
    """
    excess = max(mse - NOISE_SHARE * mse_of_biases, LEAST_SHARE * mse)
    factor = MOST_FACTOR if own <= 0 else min(excess / own, MOST_FACTOR)
    return Calibration(mse - excess, factor, max(excess - factor * own, 0.0), 0.0)


def best_spread(predicted: Floats, stars: Floats, most: float, low: float, high: float) -> float:
    """Return the spread that ratings held out are predicted best with, in stars.

    predicted, stars: (n,), the raw predictions and the ratings; most: the largest to try. It is
    a fifteenth of the scale's width at least.
    """
    least = LEAST_SPREAD * (high - low)
    if len(stars) == 0 or most <= least:
        return least

    def error(spread: float) -> float:
        shown = on_scale(predicted, spread, low, high).astype(np.float64)
        return float(np.mean(np.square(shown - stars)))

    tried: list[float] = np.linspace(least, most, 6).tolist()
    return min(tried, key=error)


def on_scale(raw: npt.ArrayLike, spread: float, low: float, high: float) -> Floats:
    """The stars to be expected on the scale where raw predictions are the means of normals.

    raw: stars of any shape, unclipped; spread: standard deviation of the normals, in stars. A
    normal censored to [low, high] has the mean
    low + integral from low to high of (1 - Phi((x - raw) / spread)) dx, which rises with raw
    and stays below high: shown are means of all that may be, so that they do not pile up at the
    ends. float32, of the same shape.
    """
    numbers = np.asarray(raw, np.float32)
    if spread <= 0 or high <= low:
        return np.clip(numbers, np.float32(low), np.float32(high))
    first, step, means, rises = _table(spread, low, high)
    # On an even grid a place is a division; `np.interp` searches for it, at eight times the cost.
    place = np.clip((numbers.astype(np.float64) - first) / step, 0, _POINTS - 1)
    below = np.fmax(place, 0).astype(np.int32)  # NaN counts from 0, and stays NaN
    held: Floats = (means[below] + (place - below) * rises[below]).astype(np.float32)
    return held


@kept_calls(counter("expected stars", "the curve from a sum to the stars to be expected"), 8)
def _table(spread: float, low: float, high: float) -> tuple[float, float, Doubles, Doubles]:
    """The means of censored normals over an even grid of raw predictions: the first of these,
    the step to the next, the means (_POINTS,) and what each rises by to the next, at last 0."""
    at, step = np.linspace(low - _REACH * spread, high + _REACH * spread, _POINTS, retstep=True)
    means = np.array([
        low + _above((x - low) / spread, spread) - _above((x - high) / spread, spread)
        for x in at.tolist()
    ])  # fmt: skip
    return float(at[0]), float(step), means, np.diff(means, append=means[-1])


def _above(z: float, spread: float) -> float:
    """E[max(x, 0)] of a normal of mean z * spread, in stars."""
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return spread * (z * math.erfc(-z / math.sqrt(2)) / 2 + density)


def item_leverage(
    P: Floats, user_counts: npt.ArrayLike, item_counts: npt.ArrayLike, prior: Prior
) -> Floats:
    """What the ratings of each item leave open of its predictions, in units of the noise, for a
    ridge on the items that is the users': (n_items,) float32.

    P: (n_users, k), user_counts: (n_users,) and item_counts: (n_items,) ratings. With
    x = [1, p] an item's factors have the posterior variance (sum x x' + R)^-1. For n raters like
    all, whose mean of x x' is C, a typical prediction has the variance
    tr(C (n C + R)^-1) = sum w / (n w + 1), where w are the eigenvalues of R^-1 C.
    """
    weights = np.asarray(user_counts, np.float64)
    weights /= max(weights.sum(), 1.0)
    x = np.ones((len(P), P.shape[1] + 1), np.float32)
    x[:, 1:] = P
    second = ((x * weights[:, np.newaxis].astype(np.float32)).T @ x).astype(np.float64)
    ridge = np.sqrt(np.diagonal(prior.ridge(0)[0] / ridge_scale(0)))
    found = np.maximum(np.linalg.eigvalsh(second / np.outer(ridge, ridge)), 0)
    numbers, of = np.unique(np.asarray(item_counts), return_inverse=True)
    n, scale = numbers[:, np.newaxis].astype(np.float64), ridge_scale(numbers)[:, np.newaxis]
    open_still = (found / (n * found + scale)).sum(axis=1)
    leverage: Floats = open_still[of].astype(np.float32)
    return leverage
