"""The components of a model, beside NumPy's decomposition of the whole matrix."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.model.components import components_of, gram
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import Prior
from tests.examples.models import make_model


@pytest.fixture(scope="module")
def model() -> FactorModel:
    """Factors of unlike weight, so that no two singular values are near each other."""
    made = make_model(n_users=70, n_items=40, k=6)
    weights = np.array([3, 0.4, 1.6, 1, 0.2, 2.2], np.float32)
    return replace(made, P=made.P * weights)


def dense(model: FactorModel) -> np.ndarray:
    interaction: np.ndarray = model.P.astype(float) @ model.Q.astype(float).T
    return interaction


def of_two_draws(model: FactorModel) -> FactorModel:
    """The same columns as two draws of half as many factors."""
    half = model.n_columns // 2
    precision = np.stack([np.eye(half + 1, dtype=np.float32)] * 2)
    return replace(model, prior=Prior(precision, np.ones(2, np.float32), grows=False))


def test_the_energies_are_the_squared_singular_values_of_the_interaction(
    model: FactorModel,
) -> None:
    squares = np.linalg.svd(dense(model), compute_uv=False)[:6] ** 2
    found = components_of(model)
    np.testing.assert_allclose(found.energies, squares, rtol=1e-6)
    assert found.total == pytest.approx(squares.sum(), rel=1e-6)


def test_users_and_items_are_the_singular_vectors_scaled(model: FactorModel) -> None:
    U, s, Vt = np.linalg.svd(dense(model), full_matrices=False)
    root = math.sqrt(model.n_users)
    signs = np.sign((Vt[:6] ** 3).sum(axis=1))
    found = components_of(model)
    np.testing.assert_allclose(found.users, U[:, :6] * root * signs, atol=1e-4)
    np.testing.assert_allclose(found.items, Vt[:6].T * s[:6] / root * signs, atol=1e-4)
    assert found.users.dtype == found.items.dtype == np.float32


def test_all_components_together_are_the_interaction(model: FactorModel) -> None:
    found = components_of(model)
    np.testing.assert_allclose(found.users @ found.items.T, dense(model), atol=1e-4)


def test_the_first_components_are_the_best_approximation_of_their_rank(
    model: FactorModel,
) -> None:
    U, s, Vt = np.linalg.svd(dense(model), full_matrices=False)
    found = components_of(model, n=2)
    assert found.n == 2
    np.testing.assert_allclose(found.users @ found.items.T, U[:, :2] * s[:2] @ Vt[:2], atol=1e-4)


def test_a_folded_in_profile_takes_its_interaction_along(model: FactorModel) -> None:
    fold = model.fold_in(np.array([1, 5, 9]), [4.5, 1, 3])
    found = components_of(model)
    own = fold.factors @ found.to_components
    np.testing.assert_allclose(found.items @ own, model.Q @ fold.factors, atol=1e-5)
    np.testing.assert_allclose(model.P @ found.to_components, found.users, atol=1e-4)


def test_turning_the_factors_changes_no_component(model: FactorModel) -> None:
    turn = np.linalg.qr(np.random.default_rng(3).normal(size=(6, 6)))[0].astype(np.float32)
    turned = components_of(replace(model, P=model.P @ turn, Q=model.Q @ turn))
    np.testing.assert_allclose(turned.items, components_of(model).items, atol=1e-4)


def test_a_model_of_several_draws_has_as_many_as_one_draw_has_factors(
    model: FactorModel,
) -> None:
    drawn = of_two_draws(model)
    assert components_of(drawn).n == 3
    assert components_of(drawn, n=6).n == 6


def test_directions_that_nothing_moves_along_are_no_components(model: FactorModel) -> None:
    flat = replace(model, P=model.P.copy(), Q=model.Q.copy())
    flat.P[:, 4] = 0
    flat.Q[:, 2] = flat.Q[:, 1]
    assert components_of(flat).n == 4
    none = components_of(replace(model, P=np.zeros_like(model.P)))
    assert none.n == 0
    assert none.users.shape == (70, 0)
    assert none.total == 0


def test_profiles_that_a_model_was_trained_on_are_left_out(model: FactorModel) -> None:
    fewer = components_of(model, n_users=50)
    alone = components_of(replace(model, P=model.P[:50]))
    assert fewer.users.shape == (50, 6)
    np.testing.assert_allclose(fewer.items, alone.items, atol=1e-6)


def test_a_gram_matrix_is_summed_over_all_its_parts() -> None:
    rows = np.arange(70_000 * 2, dtype=np.float32).reshape(70_000, 2) % 7
    np.testing.assert_array_equal(gram(rows), rows.T.astype(float) @ rows.astype(float))
