"""What is counted in parts, beside plain loops over the ratings."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset.portrait import counting
from recflix_tui.dataset.portrait.counting import counted, known_span
from recflix_tui.dataset.portrait.timeline import MOST_MONTHS, timeline_of, together
from recflix_tui.dataset.portrait.values import Period, Timeline
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, CsrRatings, Scale

YEARS = 365 * 86_400
TIMES = st.one_of(st.just(0), st.integers(-40 * YEARS, 50 * YEARS), st.integers(0, 2 * YEARS))
GIVEN = st.lists(st.tuples(st.sampled_from(HALF_STARS.stars), TIMES), min_size=1, max_size=30)


def ratings_of(given: list[tuple[float, int]]) -> CsrRatings:
    """The ratings (stars, time) of one user."""
    n = len(given)
    return CsrRatings(
        np.array([0, n]),
        np.arange(n, dtype=np.int32),
        np.array([stars for stars, _ in given], np.float32),
        np.array([time for _, time in given], np.int64),
    )


def timeline(given: list[tuple[float, int]]) -> Timeline | None:
    ratings = ratings_of(given)
    counts = counted(ratings, HALF_STARS, known_span(ratings))
    return timeline_of(counts, HALF_STARS.stars)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few ratings take several parts."""
    monkeypatch.setattr(counting, "CHUNK", 4)


@pytest.mark.parametrize("scale", [HALF_STARS, WHOLE_STARS, Scale(0.0, 2.0, 0.25)])
@pytest.mark.parametrize("times", [(0,), (7,), (0, 7, 9 * YEARS)])
def test_every_value_of_a_scale_is_counted(scale: Scale, times: tuple[int, ...]) -> None:
    stars = [value for k, value in enumerate(scale.stars) for _ in range(k % 4)]
    ratings = ratings_of([(value, times[k % len(times)]) for k, value in enumerate(stars)])
    found = counted(ratings, scale, known_span(ratings)).stars.tolist()
    assert found == [k % 4 for k in range(len(scale.stars))]


@given(GIVEN)
def test_periods_are_what_a_calendar_says(given: list[tuple[float, int]]) -> None:
    found = timeline(given)
    known = [(datetime.fromtimestamp(time, UTC), stars) for stars, time in given if time]
    if not known:
        assert found is None
        return
    assert found is not None
    first, last = min(known)[0], max(known)[0]
    few = 12 * (last.year - first.year) + last.month - first.month < MOST_MONTHS
    assert found.unit == ("month" if few else "year")
    assert (found.first_day, found.last_day) == (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}")
    assert found.n_unknown == len(given) - len(known)
    names = [f"{day:%Y-%m}" if few else f"{day:%Y}" for day, _ in known]
    counts = Counter(names)
    assert {period.begin: period.n_ratings for period in found.periods if period.n_ratings} == (
        dict(counts)
    )
    for period in found.periods:
        stars = [s for name, (_, s) in zip(names, known, strict=True) if name == period.begin]
        mean = sum(stars) / len(stars) if stars else None
        assert period.mean_stars == (None if mean is None else pytest.approx(mean))


def test_periods_without_a_rating_stand_between_the_others() -> None:
    found = timeline([(4.0, 1), (3.0, 5 * YEARS), (2.0, 5 * YEARS + 5)])
    assert found is not None
    assert [(period.begin, period.n_ratings) for period in found.periods] == [
        ("1970", 1),
        ("1971", 0),
        ("1972", 0),
        ("1973", 0),
        ("1974", 2),
    ]
    assert [period.mean_stars for period in found.periods] == [4.0, None, None, None, 2.5]


def test_a_day_before_1970_is_the_day_it_was() -> None:
    found = timeline([(4.0, -1), (4.0, 1)])
    assert found is not None
    assert (found.first_day, found.last_day) == ("1969-12-31", "1970-01-01")


def test_where_no_time_is_known_there_is_no_timeline() -> None:
    assert timeline([(4.0, 0), (3.0, 0)]) is None


def test_periods_taken_together_hold_the_same_ratings() -> None:
    periods = [Period(str(1990 + k), k, 2.0 + k / 10 if k else None) for k in range(8)]
    size, found = together(periods, 3)
    assert (size, [(each.begin, each.n_ratings) for each in found]) == (
        3,
        [("1990", 3), ("1993", 12), ("1996", 13)],
    )
    assert found[0].mean_stars == pytest.approx((2.1 + 2 * 2.2) / 3)
    assert together(periods, 8) == (1, tuple(periods))
    assert together([Period("1990", 0, None)] * 4, 2)[1] == (Period("1990", 0, None),) * 2
