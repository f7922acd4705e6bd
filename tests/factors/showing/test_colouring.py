"""What colours the titles."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.factors.showing.colouring import prediction_range, rating_levels


def test_the_range_of_predictions_leaves_out_the_few_at_either_end() -> None:
    values = np.linspace(1, 5, 101).astype(np.float32)
    assert prediction_range(values, np.ones(101, np.bool_)) == pytest.approx((1.08, 4.92))
    low, high = prediction_range(np.full(9, 3, np.float32), np.zeros(9, np.bool_))
    assert low < high


def test_a_rating_has_the_level_of_its_stars_and_no_rating_the_one_beyond() -> None:
    levels = rating_levels({2: 0.5, 4: 5.0, 5: 2.75}, 6, 0.5, 5.0, 11)
    assert levels.tolist() == [11, 11, 0, 11, 10, 5]
