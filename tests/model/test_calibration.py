from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.model.calibration import (
    LEAST_SHARE,
    NOISE_SHARE,
    Calibration,
    best_spread,
    calibrate,
    item_leverage,
    on_scale,
)
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from tests.examples.models import make_model

LOW, HIGH = 0.5, 5.0


def mean_of_censored(raw: float, spread: float) -> float:
    """By another road: the mean of a normal held to the scale, summed over a fine grid."""
    z = np.linspace(-8, 8, 400_001)
    weights = np.exp(-z * z / 2)
    return float(np.sum(np.clip(raw + spread * z, LOW, HIGH) * weights) / np.sum(weights))


@pytest.mark.parametrize("spread", [0.1, 0.3, 0.9])
def test_what_is_shown_is_the_mean_of_a_normal_held_to_the_scale(spread: float) -> None:
    for raw in (-1.0, 0.4, 0.5, 1.2, 3.0, 4.6, 5.0, 5.4, 7.0):
        shown = float(on_scale(raw, spread, LOW, HIGH))
        assert shown == pytest.approx(mean_of_censored(raw, spread), abs=1e-4)


def test_what_is_shown_keeps_the_order_and_stays_within_the_scale() -> None:
    raw = np.linspace(-0.3, 5.8, 611)
    shown = on_scale(raw, 0.3, LOW, HIGH)
    assert (np.diff(shown) > 0).all()
    assert (np.diff(on_scale(np.linspace(-9, 9, 901), 0.3, LOW, HIGH)) >= 0).all()
    assert shown[0] > LOW
    assert shown[-1] < HIGH
    far = on_scale([-1e9, 1e9], 0.3, LOW, HIGH)
    assert far.tolist() == [LOW, HIGH]


def test_predictions_far_from_both_ends_are_shown_as_they_are() -> None:
    raw = np.linspace(2, 3.5, 50, dtype=np.float32)
    np.testing.assert_allclose(on_scale(raw, 0.3, LOW, HIGH), raw, atol=1e-5)


def test_without_a_spread_or_on_a_scale_of_one_value_predictions_are_cut_off() -> None:
    assert on_scale([0.0, 3.0, 6.0], 0.0, LOW, HIGH).tolist() == [0.5, 3.0, 5.0]
    assert on_scale([0.0, 3.0, 6.0], 0.3, 4.0, 4.0).tolist() == [4.0, 4.0, 4.0]


def test_what_has_no_prediction_has_none_on_the_scale() -> None:
    assert np.isnan(on_scale([3.0, np.nan], 0.3, LOW, HIGH)).tolist() == [False, True]
    assert on_scale([[-np.inf, np.inf]], 0.3, LOW, HIGH).tolist() == [[LOW, HIGH]]


def test_the_errors_held_out_are_what_noise_misfit_and_own_variance_add_up_to() -> None:
    for mse, biases, own in ((0.65, 0.77, 0.1), (0.85, 0.77, 0.02), (0.4, 0.77, 0.3)):
        found = calibrate(mse, biases, own)
        assert found.noise + found.misfit + found.factor * own == pytest.approx(mse)
        assert found.noise <= NOISE_SHARE * biases + 1e-9
        assert mse - found.noise >= LEAST_SHARE * mse - 1e-9


def test_a_worse_model_is_never_surer_whatever_it_says_of_itself() -> None:
    def mean_variance(mse: float, own: float) -> float:
        found = calibrate(mse, 0.77, own)
        return found.misfit + found.factor * own

    for better, worse in ((0.3, 0.5), (0.5, 0.66), (0.66, 0.72), (0.72, 0.84)):
        for boast in (0.0, 0.01, 0.2, 3.0):
            assert mean_variance(worse, boast) > mean_variance(better, 0.1)


def test_the_spread_that_suits_the_held_ratings_is_found() -> None:
    rng = np.random.default_rng(0)
    raw = rng.uniform(3.5, 6, 20_000).astype(np.float32)
    stars = on_scale(raw, 0.8, LOW, HIGH) + rng.normal(0, 0.05, len(raw)).astype(np.float32)
    assert best_spread(raw, stars, 1.3, LOW, HIGH) == pytest.approx(0.8, abs=0.15)
    assert best_spread(raw[:0], stars[:0], 1.3, LOW, HIGH) == pytest.approx(0.3)
    assert best_spread(raw, stars, 0.1, LOW, HIGH) == pytest.approx(0.3)


def test_what_an_item_leaves_open_is_the_posterior_variance_over_its_raters() -> None:
    """By another road: the mean of x' (n C + R)^-1 x over all users."""
    rng = np.random.default_rng(1)
    P = rng.normal(0, 0.5, (50, 3)).astype(np.float32)
    prior = ridge_prior(0.5, 0.8, 3, 1.0)
    found = item_leverage(P, np.full(50, 7), [0, 4, 100], prior)
    x = np.hstack([np.ones((50, 1)), P]).astype(float)
    for n, leverage in zip((0, 4, 100), found, strict=True):
        ridge = np.diag([0.5, 0.8, 0.8, 0.8]) * math.sqrt(n + 10)
        posterior = np.linalg.inv(n * (x.T @ x) / 50 + ridge)
        assert leverage == pytest.approx(np.einsum("ni,ij,nj->n", x, posterior, x).mean(), rel=1e-4)
    assert found[0] > found[1] > found[2] > 0


def with_items(model: FactorModel, known: Calibration | None) -> FactorModel:
    leverage = np.linspace(0.4, 0.01, model.n_items).astype(np.float32)
    return replace(model, prior=replace(model.prior, item_leverage=leverage), calibration=known)


def test_the_uncertainty_is_misfit_and_the_models_own_variance_times_the_factor() -> None:
    model = with_items(make_model(), Calibration(0.5, 1.5, 0.07, 0.3))
    items, stars, of = np.array([1, 5, 9]), [4.0, 2.0, 3.5], np.arange(model.n_items)
    own = model.own_variance(items, stars, of)
    assert model.prior.item_leverage is not None
    expected = 0.5 * (model.leverage(items, of) + model.prior.item_leverage)
    np.testing.assert_allclose(own, expected, rtol=1e-4)
    np.testing.assert_allclose(
        model.uncertainty(items, stars, of) ** 2, 0.07 + 1.5 * own, rtol=1e-6
    )


def test_a_model_that_was_measured_on_nothing_goes_by_its_own_word() -> None:
    model = make_model()
    items, stars, of = np.array([1, 5]), [4.0, 2.0], np.arange(10)
    np.testing.assert_allclose(
        model.uncertainty(items, stars, of) ** 2, model.own_variance(items, stars, of)
    )
    assert model.calibrated.noise == pytest.approx(0.5)
    assert float(model.on_scale(5.0)) < 5.0


def test_no_uncertainty_is_more_than_half_the_scale() -> None:
    model = replace(make_model(), prior=ridge_prior(0.0, 0.0, 6, 0.5))
    for items in ([], [3], [3, 7, 9]):
        found = model.uncertainty(np.array(items, int), [5.0] * len(items), np.arange(40))
        assert found.max() <= 2.25
