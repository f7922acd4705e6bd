"""Ratings of late beside those of the long run."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.crowd import velocity
from tests.recommend.crowd.rated import DAY, Rating, some_ratings, with_ratings

RATINGS = some_ratings(700, seed=1)
END = max(when for _, _, _, when in RATINGS)


def counted(ratings: list[Rating], moment: float, half_life: float) -> list[float]:
    sums = [0.0] * 60
    for _, item, _, when in ratings:
        if 0 < when <= moment:
            sums[item] += 0.5 ** ((moment - when) / DAY / half_life)
    return sums


@pytest.mark.parametrize("at_once", [50, 1 << 20])
@pytest.mark.parametrize(("now", "moment"), [(END + 9e7, END), (END - 4e7, END - 4e7), (0, END)])
def test_each_rating_counts_the_less_the_older_it_is(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, at_once: int, now: float, moment: float
) -> None:
    monkeypatch.setattr(velocity, "_AT_ONCE", at_once)
    found = velocity.velocity_at(with_ratings(dataset, RATINGS), now)
    assert found is not None
    recent = np.array(counted(RATINGS, moment, velocity.RECENT))
    long_run = np.array(counted(RATINGS, moment, velocity.LONG_RUN))
    np.testing.assert_allclose(found.recent, recent, rtol=1e-4, atol=1e-4)
    expected = long_run * recent.sum() / long_run.sum()
    np.testing.assert_allclose(found.expected, expected, rtol=1e-4, atol=1e-4)


def test_the_long_run_may_be_told(dataset: Dataset) -> None:
    popularity = np.arange(60, dtype=np.float32)
    found = velocity.velocity_at(with_ratings(dataset, RATINGS), END, popularity)
    assert found is not None
    expected = popularity / popularity.sum() * found.recent.sum()
    np.testing.assert_allclose(found.expected, expected, rtol=1e-6)


def test_what_was_rated_decades_after_the_moment_counts_nothing_and_overflows_nothing(
    dataset: Dataset,
) -> None:
    of_now = [(user, 1, 4.0, int(END - user * DAY)) for user in range(60)]
    later = [(user, 2, 4.0, int(END + 40 * 365 * DAY)) for user in range(80)]
    with np.errstate(all="raise"):
        found = velocity.velocity_at(with_ratings(dataset, [*of_now, *later]), END)
    assert found is not None
    expected = counted(of_now, END, velocity.RECENT)
    np.testing.assert_allclose(found.recent, expected, rtol=1e-4, atol=1e-4)


def test_without_times_or_before_them_there_is_no_velocity(dataset: Dataset) -> None:
    timeless = with_ratings(dataset, [(0, 1, 4.0, 0), (1, 1, 4.0, 0)])
    assert velocity.velocity_at(timeless, END) is None
    at_once = with_ratings(dataset, [(0, 1, 4.0, END), (1, 1, 4.0, END)])
    assert velocity.velocity_at(at_once, END) is None
    assert velocity.velocity_at(with_ratings(dataset, RATINGS), 1000.0) is None
