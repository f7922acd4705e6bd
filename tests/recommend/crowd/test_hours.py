"""What is rated at which time of the day and week."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour, Traces
from recflix_tui.recommend.crowd import hours
from recflix_tui.recommend.crowd.this_hour import OWN_SHRINK, ahead_of_utc, at_this_hour
from tests.recommend.crowd.rated import some_ratings, with_ratings


def slot(moment: float) -> int:
    there = datetime.fromtimestamp(moment, UTC)
    return there.hour // 6 + (4 if there.weekday() >= 5 else 0)


def test_a_slot_is_a_quarter_of_a_weekday_or_of_a_day_at_the_weekend() -> None:
    moments = np.random.default_rng(3).integers(0, 2_000_000_000, 500).astype(float)
    assert hours.slots_of(moments).tolist() == [slot(moment) for moment in moments]
    ahead = hours.slots_of(moments, 7200).tolist()
    assert ahead == [slot(moment + 7200) for moment in moments]


def test_a_genre_is_lifted_where_it_is_rated_more_than_at_other_times(dataset: Dataset) -> None:
    ratings = some_ratings(900, seed=2)
    rated = with_ratings(dataset, ratings)
    found = hours.genre_lifts(rated)
    assert found is not None
    timed = [(item, slot(when)) for _, item, _, when in ratings if when]
    for at in range(8):
        for genre, name in enumerate(rated.genre_names):
            both = sum(name in rated.genres(item) and of == at for item, of in timed)
            of_genre = sum(name in rated.genres(item) for item, _ in timed)
            usual = of_genre * sum(of == at for _, of in timed) / len(timed)
            expected = math.log((both + hours.SHRINK) / (usual + hours.SHRINK))
            assert math.isclose(found[at, genre], expected, abs_tol=1e-9)


def test_a_title_has_the_mean_of_its_genres(dataset: Dataset) -> None:
    of_genres = np.array([0.5, -1.0, 0.25])
    found = hours.of_titles(dataset, of_genres)
    for item in range(dataset.n_items):
        own = [of_genres[dataset.genre_names.index(name)] for name in dataset.genres(item)]
        assert math.isclose(found[item], sum(own) / len(own))


def test_without_times_no_genre_is_lifted(dataset: Dataset) -> None:
    assert hours.genre_lifts(with_ratings(dataset, [(0, 1, 4.0, 0)])) is None


def test_this_hour_is_everybody_s_in_utc_and_one_s_own_by_the_clock_here(dataset: Dataset) -> None:
    rated = with_ratings(dataset, some_ratings(900, seed=2))
    now = 1_700_000_000.0
    watched, opened = {3: now - 7 * 86_400, 4: now - 30_000}, [(7, now - 86_400), (3, now - 60)]
    activity = ProfileActivity(watched=watched)
    traces = Traces(np.array([7, 3], np.int32), np.array([at for _, at in opened]), np.ones(2))
    found = at_this_hour(rated, activity, Behaviour(opened=traces), now)
    offset = time.localtime(now).tm_gmtoff
    own = [(item, slot(at + offset)) for item, at in [*watched.items(), *opened]]
    there, everybody = slot(now + offset), hours.genre_lifts(rated)
    assert found is not None
    assert everybody is not None
    for item in range(rated.n_items):
        (name,) = rated.genres(item)
        of_genre = [at for picked, at in own if name in rated.genres(picked)]
        usual = len(of_genre) * sum(at == there for _, at in own) / len(own)
        lift = math.log((of_genre.count(there) + OWN_SHRINK) / (usual + OWN_SHRINK))
        lift += everybody[slot(now), rated.genre_names.index(name)]
        assert math.isclose(found[item], max(-1, min(1, lift)), abs_tol=1e-6)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock's zone cannot be set here")
def test_summer_time_holds_for_what_was_done_in_summer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        summer, changes = 1_690_000_000.0, 1_698_541_200.0  # 29 October 2023, 1:00 UTC
        moments = np.array([changes - 1, changes, summer, changes + 90_000, summer + 9])
        assert ahead_of_utc(moments).tolist() == [7200, 3600, 7200, 3600, 7200]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert ahead_of_utc(np.empty(0)).tolist() == []


def test_without_times_and_openings_nothing_tells_of_this_hour(dataset: Dataset) -> None:
    timeless = with_ratings(dataset, [(0, 1, 4.0, 0)])
    assert at_this_hour(timeless, ProfileActivity(), Behaviour(), 1_700_000_000.0) is None
