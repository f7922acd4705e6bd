"""Calibration, against lists put together and measured genre by genre."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.recommend.rerank.calibration import calibration_gap, gaps_when_filled
from tests.recommend.rerank.made_up import gap_of, made_up


def test_the_gap_is_the_divergence_from_the_target_and_0_where_shares_are_the_same() -> None:
    _, _, genres, target, _ = made_up(10, seed=5)
    lists = [genres[:4], genres[4:5], genres]
    found = calibration_gap(target, np.array([of.mean(axis=0) for of in lists]))
    np.testing.assert_allclose(found, [gap_of(target, of) for of in lists])
    assert (found > 0).all()
    assert float(calibration_gap(target, target)) == pytest.approx(0, abs=1e-12)
    nothing = float(calibration_gap(target, np.zeros(5)))
    assert nothing == pytest.approx(np.log(100))  # the smoothing's share is all that is there


def test_a_title_is_judged_by_the_list_that_the_best_of_the_rest_would_fill() -> None:
    _, _, genres, target, _ = made_up(12, seed=7)
    chosen, n = [1, 6], 4
    open_ = np.array([place for place in range(12) if place not in chosen])
    found = gaps_when_filled(target, genres, genres[chosen].sum(axis=0), len(chosen), open_, n)
    for place in open_.tolist():
        rest = [other for other in open_.tolist() if other != place][: n - 1]
        whole = genres[[*chosen, place, *rest]]
        assert found[place] == pytest.approx(gap_of(target, whole))
