"""What a profile would have done by some changes, and what comes of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import ALL_SIGNALS, weigh_all
from recflix_tui.recommend.behaviour import Behaviour, Glances, Query, Traces
from recflix_tui.recommend.taste import Taste, fold_in_weighed
from recflix_tui.recommend.weighing.signal import Setting, Settings, SignalContext
from recflix_tui.recommend.what_if.changes import NOTHING, Changes
from recflix_tui.recommend.what_if.tried import context_if, taste_if, touched_by_genre
from tests.examples.random_choices import random_choice
from tests.recommend.signals.test_every_signal import ACTIVITY, BEHAVIOUR, NOW

SET: Settings = {"history": Setting(1.4), "trending": Setting(on=False)}
COMEDY = 0  # of the items 0, 3, 6 and so on


@pytest.fixture(scope="module")
def choice(dataset: Dataset) -> ChoiceModel:
    return random_choice(dataset.n_items, n_neighbours=30)


@pytest.fixture
def context(dataset: Dataset, model: FactorModel, choice: ChoiceModel) -> SignalContext:
    return SignalContext(ACTIVITY, dataset, model, choice, BEHAVIOUR, NOW)


@pytest.fixture
def taste(context: SignalContext) -> Taste:
    return made(context)


def made(context: SignalContext, settings: Settings = SET) -> Taste:
    return fold_in_weighed(weigh_all(context, settings))


def assert_same(one: Taste, other: Taste) -> None:
    """Every number of two tastes is the same to its last bit."""
    for name in ("raw", "predictions", "open_items", "scores", "picks", "likes", "worth"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert one.activity == other.activity


def test_a_struck_rating_gives_the_bytes_of_who_never_gave_it(
    taste: Taste, context: SignalContext
) -> None:
    ratings = {0: 1.0, 1: 5.0, 2: 2.0}  # without 4 and 7
    never = replace(ACTIVITY, ratings={item: ratings[item] for item in (1, 0, 2)})
    tried = taste_if(taste, Changes(frozenset({4, 7})))
    assert_same(tried, made(replace(context, activity=never)))
    assert tried.open_items[[4, 7]].all()
    assert not taste.open_items[[4, 7]].any()


def test_its_stars_are_those_of_a_ridge_regression_by_hand(
    taste: Taste, model: FactorModel
) -> None:
    tried = taste_if(taste, Changes(frozenset({4}), {0: 3.5, 30: 4.0}))
    kept = {1: 5.0, 7: 4.0, 0: 3.5, 2: 2.0, 30: 4.0}
    assert list(tried.activity.ratings.items()) == list(kept.items())
    rows = np.array([[1, *model.Q[item]] for item in kept], np.float64)
    left = np.array([stars - model.mu - model.item_bias[item] for item, stars in kept.items()])
    normal = rows.T @ rows + model.prior.ridge(len(kept))[0]
    bias, *factors = np.linalg.solve(normal, rows.T @ left)
    by_hand = model.mu + bias + model.item_bias + model.Q @ np.array(factors)
    assert tried.raw is not None
    np.testing.assert_allclose(tried.raw, by_hand, atol=1e-5)


def test_a_signal_left_out_is_one_that_is_off(taste: Taste, context: SignalContext) -> None:
    for signal in ALL_SIGNALS:
        off = {**SET, signal.name: Setting(on=False)}
        assert_same(taste_if(taste, NOTHING.turning_signal(signal.name)), made(context, off))


def test_of_a_struck_genre_nothing_is_left_but_what_is_given_all_the_same(
    taste: Taste, context: SignalContext
) -> None:
    changes = Changes(stars={3: 2.5}, genres=frozenset({COMEDY}))
    far = [1, 4, 7, 2]  # what was rated of other genres
    never = ProfileActivity(
        ratings={item: ACTIVITY.ratings[item] for item in (1, 4, 7, 2)} | {3: 2.5},
        my_list=dict(ACTIVITY.my_list),
        watched={i: at for i, at in ACTIVITY.watched.items() if i % 3},
        refused={i: at for i, at in ACTIVITY.refused.items() if i % 3},
        abandoned={31: ACTIVITY.abandoned[31]},
        watched_share={31: 0.2},
        like_these={i: at for i, at in ACTIVITY.like_these.items() if i % 3},
    )
    did = Behaviour(
        opened=Traces(*(of[[0, 2]] for of in traces(BEHAVIOUR.opened))),
        chosen=BEHAVIOUR.chosen,
        glances=BEHAVIOUR.glances,
        session_start=BEHAVIOUR.session_start,
    )
    tried = taste_if(taste, changes)
    assert_same(tried, made(replace(context, activity=never, behaviour=did)))
    assert set(far) <= set(tried.activity.ratings)
    assert not tried.open_items[3]
    assert tried.open_items[0]
    assert not tried.open_items[1]


def traces(of: Traces) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return of.items, of.at, of.values


def test_searches_and_glances_go_with_the_genre_that_they_are_of(context: SignalContext) -> None:
    glanced = Glances(np.array([6, 7], np.int32), np.ones(2, np.int32), np.full(2, NOW))
    queries = (Query("comedy", NOW), Query("80s comedies", NOW), Query("drama", NOW))
    did = Behaviour(queries=queries, glances=glanced, chosen=traced(9, 10))
    tried = context_if(replace(context, behaviour=did), Changes(genres=frozenset({COMEDY})))
    assert [query.text for query in tried.behaviour.queries] == ["drama"]
    assert tried.behaviour.glances.items.tolist() == [7]
    assert tried.behaviour.chosen.items.tolist() == [10]


def traced(*items: int) -> Traces:
    n = len(items)
    return Traces(np.array(items, np.int32), np.full(n, NOW), np.ones(n))


def test_without_a_change_it_is_the_very_taste(taste: Taste) -> None:
    assert taste_if(taste, NOTHING) is taste
    there_and_back = NOTHING.striking(4).restoring(4).giving(1, 2.0).restoring(1)
    there_and_back = there_and_back.turning_signal("search").turning_signal("search")
    assert there_and_back.turning_genre(1).turning_genre(1) == NOTHING
    assert NOTHING.giving(4, 3.0).striking(4) == Changes(frozenset({4}))
    assert NOTHING.striking(4).giving(4, 3.0).turning_genre(2).count == 2


def test_genres_are_counted_by_the_titles_that_anything_was_done_with(
    context: SignalContext,
) -> None:
    done = {1, 4, 7, 0, 2, 10, 20, 22, 31, 33, 40, 41, 11, 12, 14}
    counts = {genre: sum(item % 3 == genre for item in done) for genre in range(3)}
    found = touched_by_genre(context)
    names = context.dataset.genre_names
    of = {context.dataset.genres(item)[0]: item % 3 for item in range(3)}
    assert dict(found) == {g: counts[of[name]] for g, name in enumerate(names)}
    assert [n for _, n in found] == sorted(counts.values(), reverse=True)
    nobody = replace(context, activity=ProfileActivity(), behaviour=Behaviour())
    assert touched_by_genre(nobody) == []
