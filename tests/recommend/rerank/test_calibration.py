"""Calibration, against lists put together and measured genre by genre."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.recommend.rerank.calibration import (
    calibration_gap,
    gaps_when_filled,
    greedy_calibrated,
)
from tests.recommend.rerank.made_up import gap_of, made_up


def test_the_gap_is_the_divergence_from_the_target_and_0_where_shares_are_the_same() -> None:
    _, _, genres, target = made_up(10, seed=5)
    lists = [genres[:4], genres[4:5], genres]
    found = calibration_gap(target, np.array([of.mean(axis=0) for of in lists]))
    np.testing.assert_allclose(found, [gap_of(target, of) for of in lists])
    assert (found > 0).all()
    assert float(calibration_gap(target, target)) == pytest.approx(0, abs=1e-12)
    nothing = float(calibration_gap(target, np.zeros(5)))
    assert nothing == pytest.approx(np.log(100))  # the smoothing's share is all that is there


def test_each_title_chosen_makes_the_best_list_of_those_so_far() -> None:
    worth, _, genres, target = made_up(12, seed=6)
    expected: list[int] = []
    for _ in range(8):
        values = {
            place: 0.7 * worth[place] - 0.3 * gap_of(target, genres[[*expected, place]])
            for place in range(12)
            if place not in expected
        }
        expected.append(max(values, key=lambda place: values[place]))
    assert greedy_calibrated(worth, genres, target, 0.3, 8) == expected
    assert expected != sorted(expected)
    assert greedy_calibrated(worth, genres, target, 0.0, 8) == list(range(8))


def test_a_title_is_judged_by_the_list_that_the_best_of_the_rest_would_fill() -> None:
    _, _, genres, target = made_up(12, seed=7)
    chosen, n = [1, 6], 4
    open_ = np.array([place for place in range(12) if place not in chosen])
    found = gaps_when_filled(target, genres, genres[chosen].sum(axis=0), len(chosen), open_, n)
    for place in open_.tolist():
        rest = [other for other in open_.tolist() if other != place][: n - 1]
        whole = genres[[*chosen, place, *rest]]
        assert found[place] == pytest.approx(gap_of(target, whole))
