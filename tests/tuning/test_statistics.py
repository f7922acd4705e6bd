"""What tells a gain from noise."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.tuning.statistics import judge_gain, paired


def test_the_standard_error_counts_that_the_folds_share_their_training_ratings() -> None:
    """Of five folds, each trained on the other four: the variance, times 1/5 + 1/4."""
    gain, error = paired(np.array([0.1, 0.2, 0.3, 0.4, 0.5]))
    assert gain == pytest.approx(0.3)
    assert error == pytest.approx(math.sqrt(0.025 * (1 / 5 + 1 / 4)))


def test_one_fold_has_no_standard_error() -> None:
    assert paired(np.array([0.25])) == (0.25, None)


@pytest.mark.parametrize(
    ("gain", "folds", "kept"),
    [(0.22, 5, True), (0.21, 5, False), (0.64, 2, True), (0.63, 2, False)],
)
def test_a_gain_counts_beyond_students_95_percent(gain: float, folds: int, kept: bool) -> None:
    assert judge_gain(gain, 0.1, folds)[0] is kept
