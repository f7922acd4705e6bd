"""Ratings with a taste in them, and models small enough to work out by hand."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.model.ratings import Ratings


def make_model(
    n_users: int = 5, n_items: int = 40, k: int = 6, seed: int = 0, reg: float = 0.8
) -> FactorModel:
    rng = np.random.default_rng(seed)

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    return FactorModel(
        mu=3.5,
        user_bias=normal(n_users),
        item_bias=normal(n_items),
        P=normal(n_users, k),
        Q=normal(n_items, k),
        prior=ridge_prior(0.5, reg, k, 0.5),
        low=0.5,
        high=5.0,
    )


def make_taste(n_users: int = 120, n_items: int = 90, share: float = 0.4, seed: int = 1) -> Ratings:
    """Half stars by a hidden model of rank 3; the last user and item have no ratings."""
    rng = np.random.default_rng(seed)
    rated = rng.random((n_users, n_items)) < share
    rated[-1], rated[:, -1] = False, False
    users, items = np.nonzero(rated)
    P, Q = rng.normal(0, 0.7, (n_users, 3)), rng.normal(0, 0.7, (n_items, 3))
    exact = 3.3 + rng.normal(0, 0.3, n_users)[users] + rng.normal(0, 0.4, n_items)[items]
    exact += np.einsum("nk,nk->n", P[users], Q[items]) + rng.normal(0, 0.3, len(users))
    stars = np.clip(np.rint(exact * 2) / 2, 0.5, 5).astype(np.float32)
    return Ratings(users, items, stars, n_users, n_items, 0.5, 5.0)
