"""The biases alone as a model: what a solver has to beat, and what is used where none does."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior, ridge_scale
from recflix_tui.model.ratings import Ratings

REG = 1.0  # times ridge_scale: the ridge of a bias, as the solvers have it
_SWEEPS = 5


def fit_biases(ratings: Ratings) -> FactorModel:
    """The model r = mu + b_u + b_i, with one factor that is zero.

    By alternating ridge regressions, b_i = sum(r - mu - b_u) / (n_i + reg sqrt(n_i + 10)), then
    b_u likewise, five times: Koren, "Factor in the Neighbors" (2010), section 2.1, with the
    ridge of the solvers, so that a user is just what folding in its ratings gives.
    """
    users, items = ratings.users, ratings.items
    mu = float(np.mean(ratings.stars, dtype=np.float64))
    over = (ratings.stars - mu).astype(np.float32)
    n_users = np.bincount(users, minlength=ratings.n_users)
    n_items = np.bincount(items, minlength=ratings.n_items)
    of_users, of_items = (n + REG * ridge_scale(n) for n in (n_users, n_items))
    user_bias = np.zeros(ratings.n_users, np.float32)
    for _ in range(_SWEEPS):
        item_bias: Floats = (
            np.bincount(items, over - user_bias[users], ratings.n_items) / of_items
        ).astype(np.float32)
        user_bias = (
            np.bincount(users, over - item_bias[items], ratings.n_users) / of_users
        ).astype(np.float32)
    return FactorModel(
        mu=mu,
        user_bias=user_bias,
        item_bias=item_bias,
        P=np.zeros((ratings.n_users, 1), np.float32),
        Q=np.zeros((ratings.n_items, 1), np.float32),
        prior=ridge_prior(REG, REG, 1, 0.0),
        low=ratings.low,
        high=ratings.high,
    )


def left_out(model: FactorModel, ratings: Ratings) -> Floats:
    """What biases fitted to these ratings would say of each had they not met it: (n,) stars.

    A ridge regression's error on an observation left out is e / (1 - h), where e is its residual
    and h what its own value adds to its prediction (Allen, "The relationship between variable
    selection and data augmentation and a method for prediction", 1974); h of a user's bias is
    1 / (n_u + reg sqrt(n_u + 10)), of an item's likewise, and 1 - h of both is the product.
    """
    left = np.ones(len(ratings.stars), np.float32)
    for rows, n in ((ratings.users, ratings.n_users), (ratings.items, ratings.n_items)):
        counts = np.bincount(rows, minlength=n)
        left *= (1 - 1 / (counts + REG * ridge_scale(counts))).astype(np.float32)[rows]
    errors = model.predict(ratings.users, ratings.items) - ratings.stars
    predicted: Floats = ratings.stars + errors / left
    return predicted
