"""What the compiled loops of gradient descent compute, as the papers write it: plain NumPy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Doubles = np.ndarray


@dataclass
class Weights:
    """Biases (n,) and factors (n, k) of users and items, and what each rating carries of the
    ridge of its user and of its item (n,)."""

    user_bias: Doubles
    item_bias: Doubles
    P: Doubles
    Q: Doubles
    user_weight: Doubles
    item_weight: Doubles


@dataclass
class ImplicitWeights(Weights):
    """With what a rated item implies of a user, and what is implied of each item, held still."""

    y_bias: Doubles
    Y: Doubles
    implied_bias: Doubles
    implied: Doubles


@dataclass(frozen=True)
class Rates:
    """The numbers of an epoch: the learning rate, the ridges, and those of what is implied."""

    rate: float
    reg: float
    reg_bias: float
    rate_implied: float = 0.0
    """A share of the learning rate."""
    reg_implied: float = 0.0


def sgd_epoch(weights: Weights, ratings: Iterable[tuple[int, int, float]], by: Rates) -> float:
    """One step down the gradient a rating; the sum of the squared errors met.

    Koren, Bell and Volinsky, "Matrix factorization techniques for recommender systems" (2009).
    """
    total = 0.0
    for user, item, stars in ratings:
        p, q = weights.P[user].copy(), weights.Q[item].copy()
        error = stars - weights.user_bias[user] - weights.item_bias[item] - p @ q
        _step(weights, user, item, error, by, toward_user=q, toward_item=p)
        total += error**2
    return total


def svd_plus_plus_pass(
    weights: ImplicitWeights,
    rated: Sequence[np.ndarray],
    stars: Sequence[np.ndarray],
    order: Iterable[int],
    by: Rates,
) -> float:
    """One pass over the users in an order; the sum of the squared errors met.

    Koren, "Factorization meets the neighborhood" (2008). What a user's items imply is summed
    once a user, and what moves it is given to the items at the end.

    rated, stars: the items of each user, and the ratings of them.
    """
    total = 0.0
    for user in order:
        items = np.array(rated[user], int)
        if len(items) == 0:
            continue
        norm = len(items) ** -0.5
        own = norm * weights.Y[items].sum(axis=0)
        own_bias = norm * weights.y_bias[items].sum()
        pull, bias_pull = np.zeros_like(own), 0.0
        for item, rating in zip(items, stars[user], strict=True):
            of_user = weights.P[user] + own
            of_item = weights.Q[item] + weights.implied[item]
            biases = weights.user_bias[user] + own_bias
            biases += weights.item_bias[item] + weights.implied_bias[item]
            error = rating - biases - of_user @ of_item
            _step(weights, user, int(item), error, by, toward_user=of_item, toward_item=of_user)
            total += error**2
            pull, bias_pull = pull + error * of_item, bias_pull + error
        slow = by.rate * by.rate_implied
        # What the items take over, the user's own row gives up.
        weights.P[user] -= slow * pull
        weights.user_bias[user] -= slow * bias_pull
        for item in items:
            ridge = by.reg_implied * weights.item_weight[item]
            weights.Y[item] += slow * (norm * pull - ridge * weights.Y[item])
            weights.y_bias[item] += slow * (norm * bias_pull - ridge * weights.y_bias[item])
    return total


def _step(
    weights: Weights,
    user: int,
    item: int,
    error: float,
    by: Rates,
    toward_user: Doubles,
    toward_item: Doubles,
) -> None:
    """Move a rating's user and item against the gradient of its squared error and its ridges."""
    own, its = weights.user_weight[user], weights.item_weight[item]
    weights.user_bias[user] += by.rate * (error - by.reg_bias * own * weights.user_bias[user])
    weights.item_bias[item] += by.rate * (error - by.reg_bias * its * weights.item_bias[item])
    weights.P[user] += by.rate * (error * toward_user - by.reg * own * weights.P[user])
    weights.Q[item] += by.rate * (error * toward_item - by.reg * its * weights.Q[item])
