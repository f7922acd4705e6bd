"""What signals make of the titles that a profile touched, worked out beside their formulas."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour, Glances, Query, Traces
from recflix_tui.recommend.signals.history import HISTORY
from recflix_tui.recommend.signals.interactions import INTERACTIONS
from recflix_tui.recommend.signals.profile import PROFILE
from recflix_tui.recommend.signals.ratings import RATINGS
from recflix_tui.recommend.signals.search import SEARCH
from recflix_tui.recommend.signals.session import SESSION
from recflix_tui.recommend.signals.skipped import SKIPPED
from recflix_tui.recommend.weighing.signal import Signal, SignalContext
from tests.examples.random_choices import random_choice

NOW, DAY = 1_700_000_000.0, 86_400.0


@pytest.fixture
def context(dataset: Dataset) -> SignalContext:
    return SignalContext(ProfileActivity(), dataset, None, random_choice(dataset.n_items), now=NOW)


def entries(signal: Signal, context: SignalContext) -> dict[int, float]:
    said = signal.weigh(context)
    return dict(zip(said.items.tolist(), said.entries.tolist(), strict=True))


def traces(*each: tuple[int, float, float]) -> Traces:
    """Item, age in days and value of each."""
    items, ages, values = zip(*each, strict=True)
    return Traces(
        np.array(items, np.int32), NOW - DAY * np.array(ages, np.float64), np.array(values)
    )


def test_what_was_watched_and_not_rated_fades_by_half_in_180_days(context: SignalContext) -> None:
    activity = ProfileActivity(
        ratings={3: 4.0},
        watched={1: NOW - 360 * DAY, 3: NOW, 2: NOW, 7: NOW - DAY, 8: NOW},
        abandoned={5: NOW - 180 * DAY, 6: NOW, 7: NOW, 8: NOW - DAY},
        watched_share={5: 0.9, 6: 0.8},
    )
    found = entries(HISTORY, replace(context, activity=activity))
    assert list(found) == [1, 5, 2, 8]
    assert found == pytest.approx({1: 1 / 4, 5: 0.5 / 2, 2: 1, 8: 1})
    against = entries(SKIPPED, replace(context, activity=activity))
    assert list(against) == [6, 7]  # what was watched, and given up on later, counts once


def test_what_was_given_up_early_or_refused_speaks_against(context: SignalContext) -> None:
    activity = ProfileActivity(
        ratings={9: 2.0},
        watched={8: NOW},
        refused={1: NOW - 730 * DAY, 9: NOW},
        abandoned={5: NOW, 6: NOW - 1460 * DAY, 7: NOW, 8: NOW - DAY},
        watched_share={5: 0.2, 6: 0.6, 7: 0.9},
    )
    found = entries(SKIPPED, replace(context, activity=activity))
    assert found == pytest.approx({1: -0.5, 5: -0.8, 6: -0.4 / 4})


def test_what_was_opened_and_kept_adds_up_within_its_bounds(context: SignalContext) -> None:
    opened = traces((1, 14, 60), (2, 0, 15), (1, 0, 3), *[(4, 0, 90)] * 3, (6, 0, 40))
    activity = ProfileActivity(ratings={6: 1.0}, my_list={2: NOW, 5: NOW})
    here = replace(context, activity=activity, behaviour=Behaviour(opened))
    found = entries(INTERACTIONS, here)
    assert found == pytest.approx({5: 1, 2: 1 + 0.25, 1: 0.25 + 0.05, 4: 1})


def test_what_is_passed_by_for_days_tires_but_not_what_is_on_my_list(
    context: SignalContext,
) -> None:
    glances = Glances(
        np.array([1, 2, 3, 4], np.int32),
        np.array([2, 3, 30, 8], np.int32),
        np.array([NOW, NOW + DAY / 2, NOW - 14 * DAY, NOW]),
    )
    behaviour = Behaviour(glances=glances)
    activity = ProfileActivity(my_list={4: NOW})
    said = INTERACTIONS.weigh(replace(context, activity=activity, behaviour=behaviour))
    assert said.titles is not None
    lost = {int(item): float(said.titles[item]) for item in np.flatnonzero(said.titles)}
    assert lost == pytest.approx({2: -0.5 * math.log(2), 3: -0.5 * math.log(29) / 2}, rel=1e-5)


def test_ratings_enter_as_the_choice_model_weighs_them(context: SignalContext) -> None:
    ratings = {4: 5.0, 1: 2.0, 7: 3.5}
    choice = context.choice
    assert choice is not None
    found = entries(RATINGS, replace(context, activity=ProfileActivity(ratings)))
    mean = sum(ratings.values()) / 3
    for rank, (item, stars) in enumerate(reversed(ratings.items())):
        fresh = (1 + rank / choice.recency_scale) ** -choice.recency
        assert found[item] == pytest.approx(fresh * (1 + choice.liking * (stars - mean)))


def test_the_last_title_opened_in_a_session_says_most(context: SignalContext) -> None:
    opened = traces((1, 2, 9), (2, 0.03, 9), (3, 0.02, 9), (2, 0.01, 9), (4, 0.01, 9))
    behaviour = Behaviour(opened, session_start=NOW - 0.05 * DAY)
    rated = ProfileActivity(ratings={4: 3.0})
    found = entries(SESSION, replace(context, activity=rated, behaviour=behaviour))
    assert found == pytest.approx({3: 1 / 3, 2: 1 / 2})
    assert list(found) == [3, 2]
    behaviour = replace(behaviour, session_start=None)
    assert not entries(SESSION, replace(context, behaviour=behaviour))


def test_what_was_chosen_from_a_search_and_what_it_named_count(context: SignalContext) -> None:
    dataset = context.dataset
    genre = dataset.genre_names[0]
    behaviour = Behaviour(
        chosen=traces((1, 7, 1), (2, 0, 1), (1, 14, 1)),
        queries=(*[Query("nothing of the kind", NOW)] * 3, Query(genre, NOW - 7 * DAY)),
    )
    here = replace(context, behaviour=behaviour)
    assert entries(SEARCH, here) == pytest.approx({2: 1, 1: 0.5 + 0.25})
    titles = SEARCH.weigh(here).titles
    assert titles is not None
    np.testing.assert_allclose(titles, 0.5 * dataset.in_genre(0), atol=1e-6)
    older = replace(behaviour, queries=(*behaviour.queries[3:], *[Query("and more", NOW)] * 5))
    assert SEARCH.weigh(replace(context, behaviour=older)).titles is None


def test_what_stands_for_a_group_weighs_as_if_rated_before_all_else(
    context: SignalContext,
) -> None:
    choice = context.choice
    assert choice is not None
    activity = ProfileActivity(ratings={1: 5.0, 2: 1.0}, like_these={7: NOW, 8: NOW})
    found = entries(PROFILE, replace(context, activity=activity))
    assert found == pytest.approx(
        {7: (1 + 2 / choice.recency_scale) ** -choice.recency}
    )  # 18 of 20 ratings to go: one of two is left, behind two ratings
    many = ProfileActivity(dict.fromkeys(range(20), 4.0), like_these={27: NOW})
    said = PROFILE.weigh(replace(context, activity=many))
    assert "from 20 ratings on" in said.nothing
