from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import Prior, ridge_prior
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.fitting import fit
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.examples.models import make_model


def ridge_by_least_squares(
    model: FactorModel, items: list[int], ratings: list[float]
) -> np.ndarray:
    """Bias and factors by another road: least squares with the ridge as extra rows."""
    design = np.hstack([np.ones((len(items), 1)), model.Q[items].astype(float)])
    scale = math.sqrt(len(items) + 10)
    ridge = np.diag(model.prior.precision[0]).astype(float) * scale
    target = np.array(ratings) - model.mu - model.item_bias[items]
    rows = np.vstack([design, np.diag(np.sqrt(ridge))])
    solution, *_ = np.linalg.lstsq(rows, np.append(target, np.zeros(len(ridge))), rcond=None)
    return np.asarray(solution)


def test_a_prediction_is_the_mean_the_biases_and_a_dot_product(model: FactorModel) -> None:
    predicted = model.predict(np.array([2, 0]), np.array([7, 39]))
    for value, u, i in zip(predicted, [2, 0], [7, 39], strict=True):
        dot = sum(float(a) * float(b) for a, b in zip(model.P[u], model.Q[i], strict=True))
        exact = 3.5 + float(model.user_bias[u]) + float(model.item_bias[i]) + dot
        assert value == pytest.approx(exact, abs=1e-5)
    assert predicted.dtype == np.float32


def test_predicting_more_than_a_chunk_at_once_changes_nothing(model: FactorModel) -> None:
    users = np.arange(140_000) % model.n_users
    items = np.arange(140_000) % model.n_items
    predicted = model.predict(users, items)
    np.testing.assert_array_equal(predicted[:40], model.predict(users[:40], items[:40]))
    np.testing.assert_array_equal(predicted[-40:], model.predict(users[-40:], items[-40:]))


@pytest.mark.parametrize("n", [1, 3, 7, 30])
def test_a_fold_in_solves_the_ridge_regression(model: FactorModel, n: int) -> None:
    items = list(range(n))
    ratings = [1 + 4 * (j * 7 % 11) / 10 for j in range(n)]
    fold = model.fold_in(np.array(items), ratings)
    expected = ridge_by_least_squares(model, items, ratings)
    assert fold.bias == pytest.approx(expected[0], abs=1e-9)
    np.testing.assert_allclose(fold.factors, expected[1:], atol=1e-6)


def test_a_profile_without_ratings_is_predicted_by_the_mean_and_item_biases(
    model: FactorModel,
) -> None:
    fold = model.fold_in(np.array([], int), [])
    np.testing.assert_allclose(model.score_all(fold), 3.5 + model.item_bias, atol=1e-6)
    assert model.explain(np.array([], int), [], 4)[0] == pytest.approx(3.5 + model.item_bias[4])


def test_a_fold_in_without_regularisation_still_has_an_answer() -> None:
    bare = replace(make_model(), prior=ridge_prior(0.0, 0.0, 6, 0.5))
    fold = bare.fold_in(np.array([3]), [5.0])
    assert bare.score_all(fold)[3] == pytest.approx(5.0, abs=1e-3)


@given(st.data())
def test_the_effects_and_the_baseline_add_up_to_the_prediction(data: st.DataObject) -> None:
    model = make_model(seed=data.draw(st.integers(0, 5)), k=data.draw(st.sampled_from([1, 6, 20])))
    some = st.lists(st.integers(0, model.n_items - 1), min_size=1, max_size=30, unique=True)
    items = np.array(data.draw(some))
    stars = st.sampled_from([0.5 * n for n in range(1, 11)])
    ratings = data.draw(st.lists(stars, min_size=len(items), max_size=len(items)))
    item = data.draw(st.integers(0, model.n_items - 1))
    baseline, effects = model.explain(items, ratings, item)
    exact = ridge_by_least_squares(model, list(items), ratings)
    prediction = baseline + exact[0] + model.Q[item].astype(float) @ exact[1:]
    assert baseline + effects.sum() == pytest.approx(prediction, abs=1e-8)
    assert baseline + effects.sum() == pytest.approx(
        model.score_all(model.fold_in(items, ratings))[item], abs=2e-6
    )


def test_an_effect_is_what_the_prediction_loses_when_the_rating_says_nothing(
    model: FactorModel,
) -> None:
    items, ratings = np.array([1, 5, 9]), [5.0, 2.0, 4.5]
    _, effects = model.explain(items, ratings, 20)
    silent = [5.0, 3.5 + float(model.item_bias[5]), 4.5]  # as the model expects it: no news
    with_it = model.score_all(model.fold_in(items, ratings))[20]
    without = model.score_all(model.fold_in(items, silent))[20]
    assert effects[1] == pytest.approx(with_it - without, abs=1e-5)


def test_leverage_is_the_uncertainty_that_the_ridge_leaves(model: FactorModel) -> None:
    items, of = np.array([1, 5, 9]), np.array([20, 3])
    scale = math.sqrt(3 + 10)
    design = np.hstack([np.ones((3, 1)), model.Q[items].astype(float)])
    normal = design.T @ design + scale * np.diag([0.5] + [0.8] * 6)
    wanted = np.hstack([np.ones((2, 1)), model.Q[of].astype(float)])
    expected = [x @ np.linalg.inv(normal) @ x for x in wanted]
    np.testing.assert_allclose(model.leverage(items, of), expected, rtol=1e-6)


def test_a_fold_in_of_a_training_users_ratings_agrees_with_the_trained_user(
    taste: Ratings,
) -> None:
    model = fit(taste, SgdSettings(factors=8)).model
    everything = np.arange(taste.n_items)
    differences = []
    for user in range(0, taste.n_users - 1, 7):
        own = taste.users == user
        fold = model.fold_in(taste.items[own], taste.stars[own])
        trained = model.predict(np.full(taste.n_items, user), everything)
        differences.append(model.score_all(fold) - trained)
    assert np.sqrt(np.mean(np.square(differences))) < 0.05


def test_a_newcomers_fold_in_predicts_far_better_than_biases_alone(taste: Ratings) -> None:
    newcomers = np.arange(taste.n_users) % 5 == 0
    known = ~newcomers[taste.users]
    trained = Ratings(
        taste.users[known],
        taste.items[known],
        taste.stars[known],
        taste.n_users,
        taste.n_items,
        0.5,
        5,
    )
    model = fit(trained, SgdSettings(factors=8)).model
    folded: list[float] = []
    by_bias: list[float] = []
    for user in np.flatnonzero(newcomers):
        own = np.flatnonzero(taste.users == user)
        shown, hidden = own[: len(own) * 4 // 5], own[len(own) * 4 // 5 :]
        for reg, errors in ((SgdSettings().reg, folded), (1e9, by_bias)):
            judge = replace(
                model, prior=ridge_prior(SgdSettings().reg_bias, reg, model.n_factors, 0.5)
            )
            fold = judge.fold_in(taste.items[shown], taste.stars[shown])
            errors.extend(judge.score_all(fold)[taste.items[hidden]] - taste.stars[hidden])
    assert np.sqrt(np.mean(np.square(folded))) < 0.75 * np.sqrt(np.mean(np.square(by_bias)))


def make_draws(draws: int = 3, n_items: int = 30, k: int = 2) -> FactorModel:
    """A model of several draws, each with its own ridge, noise, biases and implied vectors."""
    rng = np.random.default_rng(5)

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    roots = normal(draws, k + 1, k + 1)
    return FactorModel(
        mu=3.5,
        user_bias=normal(4),
        item_bias=normal(n_items),
        P=normal(4, draws * k),
        Q=normal(n_items, draws * k),
        prior=Prior(
            precision=roots @ roots.transpose(0, 2, 1) + np.eye(k + 1, dtype=np.float32),
            noise=np.array([0.5, 0.6, 0.7], np.float32),
            grows=False,
            offsets=np.float32(3.5) + normal(n_items, draws),
            implicit=normal(n_items, draws * (k + 1)),
        ),
        low=0.5,
        high=5.0,
    )


@pytest.mark.parametrize("n", [0, 1, 12])
def test_uncertainty_is_the_spread_of_the_draws_and_what_each_leaves_open(n: int) -> None:
    model, prior = make_draws(), make_draws().prior
    items, of = np.arange(n), np.array([20, 3, 29])
    stars = np.array([1 + j % 5 for j in range(n)], float)
    assert prior.offsets is not None
    assert prior.implicit is not None
    means, variances = [], []
    for draw in range(3):
        q = model.Q[:, 2 * draw : 2 * draw + 2].astype(float) * math.sqrt(3)
        x = np.hstack([np.ones((len(q), 1)), q])
        normal = x[items].T @ x[items] + prior.precision[draw]
        implied = prior.implicit[items, 3 * draw : 3 * draw + 3].sum(axis=0) / math.sqrt(max(n, 1))
        left = stars - prior.offsets[items, draw] - x[items] @ implied
        profile = implied + np.linalg.inv(normal) @ x[items].T @ left
        means.append(prior.offsets[of, draw] + x[of] @ profile)
        left_open = [row @ np.linalg.inv(normal) @ row for row in x[of]]
        variances.append(prior.noise[draw] * np.array(left_open))
    expected = np.sqrt(np.var(means, axis=0) + np.mean(variances, axis=0))
    np.testing.assert_allclose(model.uncertainty(items, stars, of), expected, rtol=1e-5)


@pytest.mark.parametrize("draws", [1, 3])
def test_what_a_star_more_of_each_rating_adds_to_the_fold_in(draws: int) -> None:
    model = make_draws(draws)
    items = np.array([3, 17, 8, 25])
    ratings = np.array([4.0, 2.0, 3.5, 5.0])
    bias, factors = model.fold_in_effects(items)
    before = model.fold_in(items, ratings)
    for j in range(4):
        after = model.fold_in(items, ratings + np.eye(4)[j])
        assert bias[j] == pytest.approx(after.bias - before.bias, abs=1e-9)
        np.testing.assert_allclose(factors[j], after.factors - before.factors, atol=1e-6)
