"""The axes that factors are shown along: the same predictions, whichever they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.factors.space import Axes, FactorsError, FactorSpace, available, factor_space
from recflix_tui.model.factors import FactorModel

KNOWN = np.arange(40) % 4 > 0


@pytest.fixture(params=list(Axes))
def space(request: pytest.FixtureRequest, one_draw: FactorModel) -> FactorSpace:
    return factor_space(one_draw, request.param, KNOWN)


def test_predictions_are_the_models_whatever_the_axes(
    space: FactorSpace, one_draw: FactorModel
) -> None:
    users, items = np.repeat(np.arange(70), 40), np.tile(np.arange(40), 70)
    interaction = np.einsum("nc,nc->n", space.users[users], space.items[items])
    base = one_draw.mu + one_draw.user_bias[users] + one_draw.item_bias[items]
    np.testing.assert_allclose(base + interaction, one_draw.predict(users, items), atol=1e-4)


def test_a_unit_is_a_typical_person(space: FactorSpace) -> None:
    squares = np.square(space.users.astype(float)).mean(axis=0)
    np.testing.assert_allclose(squares, 1, atol=1e-4)


def test_the_shares_are_those_of_each_axis_in_the_whole_interaction(
    space: FactorSpace, one_draw: FactorModel
) -> None:
    whole = one_draw.P.astype(float) @ one_draw.Q.astype(float).T
    each = [
        (np.outer(space.users[:, f], space.items[:, f]) * whole).mean() / np.square(whole).mean()
        for f in range(space.n)
    ]
    np.testing.assert_allclose(space.shares, each, atol=1e-5)
    assert space.shares.sum() == pytest.approx(1, abs=1e-5)
    assert space.rest_share == pytest.approx(0, abs=1e-5)
    assert (np.diff(space.shares) <= 0).all()


def test_the_stars_are_the_typical_move_of_a_well_known_title(space: FactorSpace) -> None:
    moves = space.users[:, np.newaxis].astype(float) * space.items[KNOWN]
    np.testing.assert_allclose(space.stars, np.sqrt(np.square(moves).mean((0, 1))), rtol=1e-4)


def test_the_high_end_reaches_farther(space: FactorSpace) -> None:
    assert (np.power(space.items[KNOWN].astype(float), 3).sum(axis=0) > 0).all()


def test_a_profile_stands_where_a_user_of_its_factors_does(
    space: FactorSpace, one_draw: FactorModel
) -> None:
    fold = one_draw.fold_in(np.array([1, 5, 9]), [4.5, 1, 3])
    own = space.profile(fold)
    np.testing.assert_allclose(space.items @ own, one_draw.Q @ fold.factors, atol=1e-4)
    np.testing.assert_allclose(one_draw.P @ space.to_axes, space.users, atol=1e-4)


def test_the_shares_of_components_are_their_squared_singular_values(one_draw: FactorModel) -> None:
    squares = np.linalg.svd(one_draw.P @ one_draw.Q.T, compute_uv=False)[:6].astype(float) ** 2
    space = factor_space(one_draw, Axes.COMPONENTS, KNOWN)
    np.testing.assert_allclose(space.shares, squares / squares.sum(), atol=1e-5)


def test_learnt_axes_are_the_columns_of_the_model_in_other_units(one_draw: FactorModel) -> None:
    space = factor_space(one_draw, Axes.LEARNED, KNOWN)
    for f in range(space.n):
        (column,) = np.flatnonzero(space.to_axes[:, f])
        unit = 1 / space.to_axes[column, f]
        np.testing.assert_allclose(space.users[:, f] * unit, one_draw.P[:, column], rtol=1e-5)
        np.testing.assert_allclose(space.items[:, f], one_draw.Q[:, column] * unit, rtol=1e-5)


def test_columns_that_move_nothing_are_no_axes(one_draw: FactorModel) -> None:
    flat = replace(one_draw, P=one_draw.P.copy(), Q=one_draw.Q.copy())
    flat.P[:, 0], flat.Q[:, 3] = 0, 0
    for axes in Axes:
        assert factor_space(flat, axes, KNOWN).n == 4
    still = replace(one_draw, P=np.zeros_like(one_draw.P))
    for axes in Axes:
        nothing = factor_space(still, axes, KNOWN)
        assert (nothing.n, nothing.rest_share) == (0, 0)
        assert nothing.users.shape == (70, 0)


def test_several_draws_are_shown_by_components_and_their_rest_is_told(
    two_draws: FactorModel,
) -> None:
    assert available(two_draws) == (Axes.COMPONENTS, Axes.VARIMAX)
    squares = np.linalg.svd(two_draws.P @ two_draws.Q.T, compute_uv=False).astype(float) ** 2
    for axes in available(two_draws):
        space = factor_space(two_draws, axes, KNOWN)
        assert space.n == 3
        assert space.rest_share == pytest.approx(squares[3:].sum() / squares.sum(), abs=1e-5)


def test_the_learnt_axes_of_several_draws_are_refused_with_what_to_ask_for(
    two_draws: FactorModel, one_draw: FactorModel
) -> None:
    assert Axes.LEARNED in available(one_draw)
    with pytest.raises(FactorsError, match=r"2 draws.*components or varimax"):
        factor_space(two_draws, Axes.LEARNED, KNOWN)


def test_only_the_users_asked_for_are_shown(one_draw: FactorModel) -> None:
    fewer = replace(one_draw, P=one_draw.P[:50], user_bias=one_draw.user_bias[:50])
    for axes in Axes:
        space = factor_space(one_draw, axes, KNOWN, n_users=50)
        assert space.users.shape == (50, 6)
        np.testing.assert_allclose(space.items, factor_space(fewer, axes, KNOWN).items, atol=1e-4)


def test_varimax_turns_so_that_titles_stand_out_on_fewer_axes(one_draw: FactorModel) -> None:
    def fourth_moments(space: FactorSpace) -> float:
        rows = space.items[KNOWN].astype(float)
        rows /= np.sqrt(np.square(rows).sum(axis=1, keepdims=True))
        return float(np.square(rows).var(axis=0).sum())

    turned = factor_space(one_draw, Axes.VARIMAX, KNOWN)
    assert fourth_moments(turned) > fourth_moments(factor_space(one_draw, Axes.COMPONENTS, KNOWN))
