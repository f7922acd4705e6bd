"""What the ratings kept aside say of a model: whether it beats the biases, and how sure it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.calibration import Calibration, best_spread, calibrate, item_leverage
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.judging.biases import fit_biases, left_out

LEAST_HELD = 30
"""Ratings held out from which they tell whether a model is better than the biases."""
_USERS = 200  # whose ratings held out the model's own variances are worked out for, at most
# Where few ratings are measured, the noise is drawn to a fifth of the scale's width, squared, as
# if by so many more: ratings that happen to agree do not make the next one sure.
_NOISE_RATINGS, _NOISE_WIDTH = 10.0, 0.2


@dataclass(frozen=True)
class Verdict:
    """What came of the ratings kept aside."""

    aside: Ratings
    """The ratings kept aside."""
    predicted: Floats
    """What the model says of them, (n_held,) stars."""
    biases: Floats
    """What the biases, trained on the same, say of them, (n_held,) stars."""
    mse: float
    """Mean squared error of the model's predictions on the scale, stars²."""
    mse_of_biases: float
    """That of the biases', stars²."""

    @property
    def because(self) -> str | None:
        """Why the biases are to be kept instead, None where the model is better."""
        if len(self.aside.stars) < LEAST_HELD:
            return too_few(len(self.aside.stars))
        if self.mse < self.mse_of_biases:
            return None
        model, biases = (math.sqrt(mse) for mse in (self.mse, self.mse_of_biases))
        return (
            f"on the {len(self.aside.stars):,} ratings held out the RMSE of what was trained is "
            f"{model:.4f}, theirs {biases:.4f}"
        )


def judge(known: Ratings, aside: Ratings, predicted: Floats) -> Verdict:
    """Compare a model with the biases, both trained on `known`, on the ratings kept aside.

    predicted: (n_held,), what the model says of them, in stars.
    """
    biases = fit_biases(known).predict(aside.users, aside.items)
    return Verdict(aside, predicted, biases, _mse(aside, predicted), _mse(aside, biases))


def too_few(n_held: int) -> str:
    """Why the biases are kept where so few ratings are held out."""
    return (
        f"only {n_held} ratings could be held out, and it takes {LEAST_HELD} to tell "
        "whether a model is better"
        if n_held
        else f"no rating could be held out, and it takes {LEAST_HELD} to tell whether a model "
        "is better"
    )


def kept_biases(ratings: Ratings, verdict: Verdict | None) -> FactorModel:
    """The biases of all ratings as the model to use, with what is known of their errors.

    verdict: what came of the ratings held out; None where none were.
    """
    model = fit_biases(ratings)
    if verdict is None or len(verdict.aside.stars) < LEAST_HELD:
        return unmeasured(model, ratings, 0.0)
    seen = replace(verdict, predicted=verdict.biases, mse=verdict.mse_of_biases)
    model = with_noise(model, ratings, seen.mse)
    return replace(model, calibration=calibration_of(model, ratings, seen))


def unmeasured(model: FactorModel, ratings: Ratings, fitted_mse: float) -> FactorModel:
    """A model of which too few ratings were held out, taken to be as far off as the biases are.

    How closely it fits the ratings that it was trained on (`fitted_mse`, stars²) says nothing of
    others: the closer, the worse it may be. The biases' error is that of each rating left out in
    turn (`biases.left_out`). A model that sampled its noise is no surer than it says itself.
    """
    predicted = left_out(fit_biases(ratings), ratings)
    of_biases = _mse(ratings, predicted)
    mse = max(fitted_mse, of_biases)
    model = with_noise(model, ratings, noise_of(mse, len(ratings.stars), ratings))
    seen = Verdict(ratings, predicted, predicted, mse, of_biases)
    found = calibration_of(model, ratings, seen)
    if not model.prior.grows:
        found = replace(found, factor=max(found.factor, 1.0))
    return replace(model, calibration=found)


def with_noise(model: FactorModel, trained_on: Ratings, mse: float) -> FactorModel:
    """The model with the noise that was seen on ratings it had not met, and with what the few
    ratings of an item leave open.

    Those it was fitted to look less noisy than they are. Where the noise was sampled with the
    rest, and the items too, all stays.
    """
    if not model.prior.grows:
        return model
    user_counts = np.bincount(trained_on.users, minlength=model.n_users)
    item_counts = np.bincount(trained_on.items, minlength=model.n_items)
    prior = replace(
        model.prior,
        noise=np.full_like(model.prior.noise, mse),
        item_leverage=item_leverage(model.P, user_counts, item_counts, model.prior),
    )
    return replace(model, prior=prior)


def noise_of(mse: float, n: int, ratings: Ratings) -> float:
    """A mean squared error over n ratings, drawn to what is usual where n is small, stars²."""
    usual = (_NOISE_WIDTH * (ratings.high - ratings.low)) ** 2
    return (n * mse + _NOISE_RATINGS * usual) / (n + _NOISE_RATINGS)


def calibration_of(model: FactorModel, known: Ratings, verdict: Verdict) -> Calibration:
    """What the ratings kept aside make of the model's own variances; known: what their users
    are folded in by."""
    aside = verdict.aside
    own = mean_own_variance(model, known, aside)
    mse = noise_of(verdict.mse, len(aside.stars), aside)
    found = calibrate(mse, noise_of(verdict.mse_of_biases, len(aside.stars), aside), own)
    most = math.sqrt(found.misfit + found.factor * own)
    spread = best_spread(verdict.predicted, aside.stars, most, model.low, model.high)
    return replace(found, spread=spread)


def mean_own_variance(model: FactorModel, known: Ratings, aside: Ratings) -> float:
    """The mean over ratings kept aside of what the model itself says of how far it may be off,
    their users folded in by what is known of them; stars². Of at most 200 users."""
    users = np.unique(aside.users)
    users = users[np.linspace(0, len(users) - 1, min(len(users), _USERS)).astype(np.intp)]
    wanted = np.zeros(aside.n_users, np.bool_)
    wanted[users] = True
    own, held = known.part(wanted[known.users]), aside.part(wanted[aside.users])
    total = 0.0
    for mine, theirs in zip(own.places_of(users), held.places_of(users), strict=True):
        given = own.items[mine], own.stars[mine]
        total += float(model.own_variance(*given, held.items[theirs]).sum())
    return total / max(len(held.stars), 1)


def _mse(ratings: Ratings, predicted: Floats) -> float:
    """The mean squared error of predictions (n,), brought onto the scale."""
    errors = np.clip(predicted, ratings.low, ratings.high) - ratings.stars
    return float(np.mean(np.square(errors, dtype=np.float64)))
