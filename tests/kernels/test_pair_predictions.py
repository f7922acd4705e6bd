"""Predictions of ratings kept aside, and their errors, against the same sums in NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.kernels.pair_predictions import predict_pairs, sum_of_squares


@pytest.mark.parametrize("k", [1, 16, 40])
def test_pairs_are_predicted_by_biases_and_factors_and_nothing_else_is_changed(k: int) -> None:
    rng = np.random.default_rng(k)
    users, items = (rng.integers(0, n, 50).astype(np.uint32) for n in (7, 9))
    shapes = ((7,), (9,), (7, k), (9, k))
    arrays = [rng.normal(0, 0.4, shape).astype(np.float32) for shape in shapes]
    user_bias, item_bias, P, Q = untouched = [array.copy() for array in arrays]
    predicted = np.empty(50, np.float32)
    predict_pairs(users, items, *arrays, predicted)
    expected = user_bias[users] + item_bias[items] + np.einsum("nk,nk->n", P[users], Q[items])
    np.testing.assert_allclose(predicted, expected, rtol=1e-4, atol=1e-6)
    for array, before in zip(arrays, untouched, strict=True):
        np.testing.assert_array_equal(array, before)


def test_squared_errors_are_summed() -> None:
    stars = np.array([1.0, 4.5, 3.0], np.float32)
    predicted = np.array([1.5, 2.5, 3.0], np.float32)
    assert sum_of_squares(stars, predicted) == pytest.approx(0.25 + 4.0)
