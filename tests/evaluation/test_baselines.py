"""The baselines against slow computations of the same formulas."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from recflix_tui.evaluation import baselines
from recflix_tui.evaluation.baselines import biases_of, item_knn_of, mean_of, popularity_of
from recflix_tui.kernels.arrays import Doubles, Floats
from recflix_tui.kernels.rmse import rmse
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


def similarities_of(residuals: Doubles) -> Floats:
    """The shrunk correlations of the columns of residuals (n_users, n_items), NaN where a user
    has not rated a title: (n_items, n_items), 0 for a title with itself and where below 0.

    In single precision, as they are compared: many are equal, as are all those over one user.
    """
    n = residuals.shape[1]
    similar = np.zeros((n, n), np.float32)
    for i, j in itertools.permutations(range(n), 2):
        common = ~np.isnan(residuals[:, i]) & ~np.isnan(residuals[:, j])
        c = common.sum()
        if c:
            x, y = residuals[common, i], residuals[common, j]
            correlation = x @ y / np.sqrt((x @ x) * (y @ y))
            similar[i, j] = max(correlation, 0) * c / (c + 100)
    return similar


def test_item_knn_is_the_formula_worked_out_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 5
    monkeypatch.setattr(baselines, "MOST_NEIGHBOURS", most)
    taste = make_taste(n_users=25, n_items=20)
    biases = biases_of(taste)
    residuals = np.full((taste.n_users, taste.n_items), np.nan)
    stars_above = taste.stars - biases.predict(taste.users, taste.items)
    residuals[taste.users, taste.items] = stars_above
    similar = similarities_of(residuals)
    found = item_knn_of(taste)

    for item in range(taste.n_items):
        nearest = np.argsort(-similar[item], kind="stable")[: (similar[item] > 0).sum()]
        known = found.neighbours[item] >= 0
        assert found.neighbours[item][known].tolist() == nearest.tolist()
        np.testing.assert_allclose(found.similarities[item][known], similar[item, nearest])

    totals, weights = np.zeros(residuals.shape), np.zeros(residuals.shape)
    for user, item in np.ndindex(residuals.shape):
        rated = np.flatnonzero(~np.isnan(residuals[user]))
        nearest = rated[np.argsort(-similar[item, rated], kind="stable")][:most]
        totals[user, item] = similar[item, nearest] @ residuals[user, nearest]
        weights[user, item] = similar[item, nearest].sum()
    means = np.divide(totals, weights, out=np.zeros_like(totals), where=weights > 0)

    # Pairs in any order: a user's need not stand together.
    pairs = np.random.default_rng(0).permutation(residuals.size)
    users, items = np.unravel_index(pairs, residuals.shape)
    expected = biases.predict(users, items) + means[users, items]
    np.testing.assert_allclose(found.predict(users, items), expected, atol=1e-4)
    rows = np.empty(residuals.shape, np.float32)
    found.fill(np.arange(taste.n_users), rows)
    np.testing.assert_allclose(rows, biases.item_bias + totals, atol=1e-4)


def test_of_equally_near_titles_the_lower_index_comes_first() -> None:
    """Over one common user the correlation of any two residuals of one sign is 1."""
    n = 60
    stars = np.random.default_rng(3).uniform(1, 5, n).astype(np.float32)
    found = item_knn_of(Ratings(np.zeros(n, int), np.arange(n), stars, 1, n, 0.5, 5.0))
    above = found.by_user.values > 0
    for item in range(n):
        alike = np.flatnonzero(above == above[item])
        known = found.neighbours[item] >= 0
        assert found.neighbours[item][known].tolist() == alike[alike != item].tolist()
        np.testing.assert_array_equal(found.similarities[item][known], np.float32(1 / 101))


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
