from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.items import popularity
from recflix_tui.solvers.items.popularity import DAY, popularity_over_time


def rated(items: list[int], days: list[float]) -> Ratings:
    n = len(items)
    when = (np.array(days) * DAY).astype(np.int64)
    return Ratings(
        np.arange(n) % 2, np.array(items), np.full(n, 3.0, np.float32), 2, 3, 0.5, 5.0, when=when
    )


def test_a_pick_counts_half_at_a_half_life_from_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popularity, "_FLAT", 0.0)
    # Moments are a quarter of a half-life apart, and all of these picks lie on one.
    ratings = rated([0, 1, 2, 2], [1000, 1100, 1200, 1200])
    found = popularity_over_time(ratings, half_life=100)
    for day in (1000, 1100, 1200):
        counts = [0.5 ** (abs(day - at) / 100) for at in (1000, 1100, 1200)]
        counts[2] *= 2
        expected = 2 * np.array(counts) / sum(counts)  # two picks are a usual person's
        np.testing.assert_allclose(found.at(day * DAY), expected, rtol=1e-5)
    np.testing.assert_allclose(found.at(), found.at(1200 * DAY))


def test_a_few_picks_do_not_make_a_moment() -> None:
    ratings = rated([0, 1, 2, 2], [1000, 1100, 5000, 5000])
    around = popularity_over_time(ratings, half_life=100).at(1000 * DAY)
    np.testing.assert_allclose(around, [0.5, 0.5, 1.0], atol=5e-3)


@pytest.mark.parametrize("half_life", [None, 100.0])
def test_without_times_it_is_the_same_at_all_times(half_life: float | None) -> None:
    ratings = rated([0, 1, 2, 2], [1000, 1100, 1200, 1200])
    without = replace(ratings, when=None if half_life else ratings.when)
    found = popularity_over_time(without, half_life)
    np.testing.assert_allclose(found.at(1000 * DAY), [0.5, 0.5, 1.0])
    np.testing.assert_allclose(found.at(), [0.5, 0.5, 1.0])


def test_picks_of_unknown_time_count_at_all_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(popularity, "_FLAT", 0.0)
    found = popularity_over_time(rated([0, 1, 2, 2], [1000, 9000, 0, 0]), half_life=100)
    np.testing.assert_allclose(found.at(1000 * DAY), [2 / 3, 0, 4 / 3], atol=1e-5)
    np.testing.assert_allclose(found.at(9000 * DAY), [0, 2 / 3, 4 / 3], atol=1e-5)


def test_times_far_apart_make_no_more_moments_than_are_kept() -> None:
    found = popularity_over_time(rated([0, 1], [1, 40_000_000]), half_life=1)
    assert len(found.moments) <= popularity._MOST_MOMENTS + 1
    assert np.isfinite(found.shares).all()
