"""The errors on ratings kept aside against the same sum in NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.kernels.squared_errors import squared_errors


@pytest.mark.parametrize("k", [1, 16, 40])
def test_squared_errors_are_summed_and_nothing_is_changed(k: int) -> None:
    rng = np.random.default_rng(k)
    users, items = (rng.integers(0, n, 50).astype(np.uint32) for n in (7, 9))
    shapes = ((50,), (7,), (9,), (7, k), (9, k))
    arrays = [rng.normal(0, 0.4, shape).astype(np.float32) for shape in shapes]
    stars, user_bias, item_bias, P, Q = untouched = [array.copy() for array in arrays]
    total = squared_errors(users, items, *arrays)
    predicted = user_bias[users] + item_bias[items] + np.einsum("nk,nk->n", P[users], Q[items])
    assert total == pytest.approx(np.sum((stars - predicted) ** 2.0), rel=1e-5)
    for array, before in zip(arrays, untouched, strict=True):
        np.testing.assert_array_equal(array, before)
