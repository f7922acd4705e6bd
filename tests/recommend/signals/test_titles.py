"""The signals that speak of titles, each beside an independent computation."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.values import Demographics
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour, Traces
from recflix_tui.recommend.crowd.liked import liked_of
from recflix_tui.recommend.crowd.neighbours import liked_by, nearest_users
from recflix_tui.recommend.crowd.usual_picks import renown, usual_renown
from recflix_tui.recommend.crowd.velocity import velocity_at
from recflix_tui.recommend.signals import novelty, regional, trending
from recflix_tui.recommend.signals.metadata import METADATA
from recflix_tui.recommend.signals.novelty import NOVELTY
from recflix_tui.recommend.signals.regional import REGIONAL
from recflix_tui.recommend.signals.similar_users import SIMILAR_USERS
from recflix_tui.recommend.signals.trending import TRENDING
from recflix_tui.recommend.weighing.signal import Signal, SignalContext
from tests.recommend.crowd.rated import DAY, some_ratings, with_ratings

RATINGS = some_ratings(900, seed=11)
NOW = float(max(when for _, _, _, when in RATINGS) + 400 * DAY)
ACTIVITY = ProfileActivity(ratings={3: 5.0, 9: 1.0, 20: 3.5}, watched={7: NOW - DAY})


@pytest.fixture(scope="module")
def rated(dataset: Dataset) -> Dataset:
    return with_ratings(dataset, RATINGS)


@pytest.fixture(scope="module")
def placed(dataset: Dataset) -> Dataset:
    """The same, whose users live in the regions 0 to 3, but for every fifth."""
    placed = with_ratings(dataset, RATINGS)
    n = np.arange(placed.n_users)
    nothing = np.full(len(n), -1, np.int8)
    regions = np.where(n % 5 == 0, -1, n % 4).astype(np.int8)
    placed.demographics = Demographics(nothing, nothing, nothing.astype(np.int16), regions)
    return placed


def traces(items: list[int], at: float = NOW - DAY) -> Traces:
    n = len(items)
    return Traces(np.array(items, np.int32), np.full(n, at), np.ones(n))


def titles_of(signal: Signal, context: SignalContext) -> list[float]:
    weights = signal.weigh(context)
    again = signal.weigh(context)
    assert weights.titles is not None
    assert again.titles is not None
    assert not weights.nothing
    assert weights.titles.dtype == np.float32
    assert weights.titles.tobytes() == again.titles.tobytes()
    assert np.abs(weights.titles).max() <= 1
    return [float(value) for value in weights.titles]


def held(value: float) -> float:
    return max(-1.0, min(1.0, value))


def lift(picked: float, usual: float, shrink: float) -> float:
    return math.log((picked + shrink) / (usual + shrink))


def test_similar_users_lift_what_they_liked_more_than_others(rated: Dataset) -> None:
    found = titles_of(SIMILAR_USERS, SignalContext(ACTIVITY, rated, now=NOW))
    more = liked_by(rated, nearest_users(rated, liked_of(ACTIVITY)))
    expected = [held(value) for value in more.tolist()]
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_trending_is_what_is_rated_of_late_and_what_is_picked_here(rated: Dataset) -> None:
    household = Traces(
        np.array([5, 5, 8], np.int32),
        np.array([NOW - DAY, NOW - 2 * DAY, NOW - 31 * DAY]),
        np.ones(3),
    )
    found = titles_of(TRENDING, SignalContext(ACTIVITY, rated, now=NOW, household=household))
    velocity = velocity_at(rated, NOW)
    assert velocity is not None
    for item in range(rated.n_items):
        k = trending.SHRINK
        of_late = lift(float(velocity.recent[item]), float(velocity.expected[item]), k)
        usual = 2 * float(rated.counts[item]) / len(RATINGS)
        here = lift(2 if item == 5 else 0, usual, trending.HOUSEHOLD_SHRINK)
        assert found[item] == pytest.approx(held(of_late + here), abs=1e-5)


def test_two_ratings_of_late_do_not_make_a_title_trend(dataset: Dataset) -> None:
    start = 1_000_000_000
    long_ago = [(user, item, 4.0, start) for user in range(60) for item in range(10)]
    late = [(user, 40, 4.0, start + 700 * DAY) for user in range(2)]
    found = titles_of(TRENDING, SignalContext(ACTIVITY, with_ratings(dataset, long_ago + late)))
    assert 0 < found[40] < 0.2


def test_what_is_picked_here_trends_without_times_too(dataset: Dataset) -> None:
    timeless = with_ratings(dataset, [(0, 1, 4.0, 0)])
    alone = SignalContext(ACTIVITY, timeless, now=NOW)
    assert TRENDING.weigh(alone).nothing == trending.NOTHING
    here = SignalContext(ACTIVITY, timeless, now=NOW, household=traces([5]))
    assert np.argmax(titles_of(TRENDING, here)) == 5


def test_regional_lifts_what_is_rated_more_in_the_region(placed: Dataset) -> None:
    found = titles_of(REGIONAL, SignalContext(ACTIVITY, placed, region=2))
    there = [item for user, item, _, _ in RATINGS if user % 4 == 2 and user % 5]
    for item in range(placed.n_items):
        usual = float(placed.counts[item]) * len(there) / len(RATINGS)
        expected = held(lift(there.count(item), usual, regional.SHRINK))
        assert found[item] == pytest.approx(expected, abs=1e-6)


def test_regional_goes_by_neighbours_where_the_data_knows_of_nobody(
    rated: Dataset, placed: Dataset
) -> None:
    near = traces([5, 5, 8, 9])
    for of in (rated, placed):
        found = titles_of(REGIONAL, SignalContext(ACTIVITY, of, region=7, neighbourhood=near))
        for item in range(of.n_items):
            usual = 4 * float(of.counts[item]) / len(RATINGS)
            n = Counter([5, 5, 8, 9])[item]
            expected = held(lift(n, usual, regional.NEIGHBOURS_SHRINK))
            assert found[item] == pytest.approx(expected, abs=1e-6)


def test_regional_says_why_it_has_nothing_to_go_by(rated: Dataset, placed: Dataset) -> None:
    def say(context: SignalContext) -> str:
        return REGIONAL.weigh(context).nothing

    assert say(SignalContext(ACTIVITY, placed)) == regional.NO_REGION
    assert say(SignalContext(ACTIVITY, rated, region=2)) == regional.NOTHING
    assert say(SignalContext(ACTIVITY, placed, region=7)) == regional.NOBODY


def test_novelty_turns_from_what_is_known_as_it_is_set(rated: Dataset) -> None:
    for preference in (-1.0, 0.4):
        found = titles_of(NOVELTY, SignalContext(ACTIVITY, rated, novelty=preference))
        expected = [held(-preference * z) for z in renown(rated).tolist()]
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_novelty_is_learned_from_what_was_picked_beside_what_is_usual(rated: Dataset) -> None:
    opened = Behaviour(opened=traces([55, 55, 3]), chosen=traces([58]))
    context = SignalContext(ACTIVITY, rated, behaviour=opened)
    picked = [3, 9, 20, 7, 55, 58]
    own = sum(float(renown(rated)[item]) for item in picked) / 6
    usual = usual_renown(rated)
    less_known = float(usual[min(6, len(usual)) - 1]) - own
    expected = held(novelty.LEARNED * less_known * 6 / (6 + novelty.SHRINK))
    learned = novelty.learned_preference(context)
    assert learned == pytest.approx(expected)
    found = titles_of(NOVELTY, context)
    np.testing.assert_allclose(found, [held(-expected * z) for z in renown(rated)], atol=1e-6)


@pytest.mark.parametrize("signal", [SIMILAR_USERS, METADATA, NOVELTY], ids=lambda of: of.name)
def test_of_somebody_who_did_nothing_it_says_why_it_says_nothing(
    rated: Dataset, signal: Signal
) -> None:
    found = signal.weigh(SignalContext(ProfileActivity(), rated, now=NOW))
    assert found.titles is None
    assert found.nothing
