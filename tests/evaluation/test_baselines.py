"""The baselines against slow computations of the same formulas."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.evaluation import baselines
from recflix_tui.evaluation.baselines import biases_of, item_knn_of, mean_of, popularity_of
from recflix_tui.kernels.rating_errors import rmse
from recflix_tui.model.ratings import Ratings
from tests.examples.models import make_taste


def test_the_mean_is_the_same_for_all() -> None:
    taste = make_taste()
    predicted = mean_of(taste).predict(taste.users[:5], taste.items[:5])
    np.testing.assert_allclose(predicted, taste.stars.mean(), rtol=1e-6)


def test_biases_are_the_ridge_regressions_solution() -> None:
    """Alternating sweeps come to where all equations hold at once."""
    taste = make_taste(n_users=30, n_items=25)
    biases = biases_of(taste)
    n = len(taste.stars)
    X = np.zeros((n, taste.n_users + taste.n_items))
    X[np.arange(n), taste.users] = 1
    X[np.arange(n), taste.n_users + taste.items] = 1
    ridge = np.diag([15.0] * taste.n_users + [10.0] * taste.n_items)
    exact = np.linalg.solve(X.T @ X + ridge, X.T @ (taste.stars - taste.stars.mean()))
    np.testing.assert_allclose(biases.user_bias, exact[: taste.n_users], atol=1e-4)
    np.testing.assert_allclose(biases.item_bias, exact[taste.n_users :], atol=1e-4)


def test_popularity_counts_ratings() -> None:
    taste = make_taste()
    counts = popularity_of(taste)
    assert counts[3] == (taste.items == 3).sum()
    assert counts[-1] == 0


def slow_knn(ratings: Ratings, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Similarities (n_items, n_items), and for every user and title the sum of similarity times
    residual and that of the similarities: (n_users, n_items)."""
    biases = biases_of(ratings)
    R = np.full((ratings.n_users, ratings.n_items), np.nan)
    R[ratings.users, ratings.items] = ratings.stars - biases.predict(ratings.users, ratings.items)
    n = ratings.n_items
    similar = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            both = ~np.isnan(R[:, i]) & ~np.isnan(R[:, j])
            c = both.sum()
            if i != j and c:
                x, y = R[both, i], R[both, j]
                similar[i, j] = max(x @ y / np.sqrt((x @ x) * (y @ y)), 0) * c / (c + 100)
    total, weight = np.zeros(R.shape), np.zeros(R.shape)
    for u in range(ratings.n_users):
        rated = np.flatnonzero(~np.isnan(R[u]))
        for i in range(n):
            nearest = rated[np.argsort(-similar[i, rated], kind="stable")][:most]
            total[u, i] = similar[i, nearest] @ R[u, nearest]
            weight[u, i] = similar[i, nearest].sum()
    return similar, total, weight


def test_item_knn_is_the_formula_worked_out_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "MOST_NEIGHBOURS", 5)
    taste = make_taste(n_users=25, n_items=20)
    similar, total, weight = slow_knn(taste, most=5)
    near = item_knn_of(taste)
    for item in range(taste.n_items):
        known = near.neighbours[item] >= 0
        ordered = near.similarities[item][known]
        assert (np.diff(ordered) <= 0).all()
        assert known.sum() == (similar[item] > 0).sum()
        expected = similar[item, near.neighbours[item][known]]
        np.testing.assert_allclose(ordered, expected, rtol=1e-4)
    users, items = (a.ravel() for a in np.mgrid[0 : taste.n_users, 0 : taste.n_items])
    order = np.random.default_rng(0).permutation(len(users))
    users, items = users[order], items[order]
    plain = near.biases.predict(users, items)
    above = np.divide(total, weight, out=np.zeros_like(total), where=weight > 0)
    np.testing.assert_allclose(near.predict(users, items), plain + above[users, items], atol=1e-4)
    rows = np.empty((taste.n_users, taste.n_items), np.float32)
    near.fill(np.arange(taste.n_users), rows)
    np.testing.assert_allclose(rows, near.biases.item_bias + total, atol=1e-4)


def test_item_knn_is_the_same_on_any_number_of_threads() -> None:
    taste = make_taste()
    one, three = item_knn_of(taste, threads=1), item_knn_of(taste, threads=3)
    np.testing.assert_array_equal(one.neighbours, three.neighbours)
    np.testing.assert_array_equal(one.similarities, three.similarities)


def test_each_baseline_is_better_than_the_one_before() -> None:
    taste = make_taste(n_users=400)
    held = np.random.default_rng(0).random(len(taste.stars)) < 0.1
    train, test = taste.part(~held), taste.part(held)
    models = mean_of(train), biases_of(train), item_knn_of(train)
    errors = [rmse(model.predict(test.users, test.items), test.stars) for model in models]
    assert errors[0] > errors[1] > errors[2]
