"""Why a title is thought to be picked: which ratings brought it here, and how likely it is."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import ALL_SIGNALS, weigh_all
from recflix_tui.recommend.reasons.explain_pick import explain_pick, match_of
from recflix_tui.recommend.taste import Taste, fold_in_profile, fold_in_weighed
from recflix_tui.recommend.weighing.signal import Setting, SignalContext
from tests.examples.random_choices import random_choice
from tests.recommend.signals.test_every_signal import ACTIVITY, BEHAVIOUR, NOW

HALF_STARS = st.integers(1, 10).map(lambda n: n / 2)
RATINGS = {1: 5.0, 4: 4.5, 0: 1.0, 9: 3.0}


@pytest.fixture(scope="module")
def choice(dataset: Dataset) -> ChoiceModel:
    return random_choice(dataset.n_items, n_neighbours=30)


def taste_of(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel | None, activity: ProfileActivity
) -> Taste:
    return fold_in_profile(activity, dataset, model, choice)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.integers(0, 59), HALF_STARS, max_size=30), st.integers(0, 59))
def test_what_the_ratings_did_adds_up_to_the_score(
    dataset: Dataset,
    model: FactorModel,
    choice: ChoiceModel,
    ratings: dict[int, float],
    item: int,
) -> None:
    taste = taste_of(dataset, model, choice, ProfileActivity(ratings=ratings))
    why = explain_pick(taste, choice, item)
    assert why is not None
    assert sum(c.effect for c in why.contributions) == pytest.approx(why.score, abs=1e-9)
    scores = choice.score_all(np.array(list(ratings), np.int32), list(ratings.values()))
    assert why.score == pytest.approx(float(scores[item]), abs=1e-5)
    assert {c.item: c.rating for c in why.contributions} == ratings
    sizes = [abs(c.effect) for c in why.contributions]
    assert sizes == sorted(sizes, reverse=True)
    curve, n_rated = choice.pick_curve, max(len(ratings), 1)
    grown = math.log(n_rated / 10)
    worth = max(max(why.score, 0) + why.popularity, 1e-6)
    odds = curve.level + (curve.steepness + curve.steepness_growth * grown) * math.log(worth)
    assert why.probability == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-5)
    speaking = why.popular_share + sum(share for share in why.shares if share > 0)
    assert speaking == (100 if why.popularity or why.score > 0 else 0)
    signs = [(share, c.effect) for share, c in zip(why.shares, why.contributions, strict=False)]
    assert all(share == 0 or (share > 0) == (effect > 0) for share, effect in signs)


def test_an_effect_is_the_entry_times_the_weight(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    taste = taste_of(dataset, model, choice, ProfileActivity(ratings=RATINGS))
    weights = choice.weights
    n_rated = len(RATINGS)
    mean = sum(RATINGS.values()) / n_rated
    for item in (7, 20, 33):
        why = explain_pick(taste, choice, item)
        assert why is not None
        effects = {c.item: c.effect for c in why.contributions}
        for place, (rated, stars) in enumerate(RATINGS.items()):
            row = slice(weights.indptr[rated], weights.indptr[rated + 1])
            found = dict(zip(weights.indices[row].tolist(), weights.values[row], strict=True))
            rank = n_rated - 1 - place
            entry = (1 + rank / choice.recency_scale) ** -choice.recency
            entry *= 1 + choice.liking * (stars - mean)
            expected = entry * float(found.get(item, 0.0))
            assert effects[rated] == pytest.approx(expected, abs=1e-6)


def test_what_was_said_to_be_liked_before_the_first_rating_is_among_them(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    activity = ProfileActivity(ratings={4: 4.5}, like_these={7: 1.0, 4: 2.0})
    taste = taste_of(dataset, model, choice, activity)
    why = explain_pick(taste, choice, 20)
    assert why is not None
    given_as = {c.item: c.rating for c in why.contributions}
    assert given_as == {7: None, 4: 4.5}
    assert taste.scores is not None
    assert why.score == pytest.approx(float(taste.scores[20]), abs=1e-5)


def test_a_title_that_nobody_rated_is_brought_by_those_like_it(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    taste = taste_of(dataset, model, choice, ProfileActivity(ratings=RATINGS))
    last, rated = (explain_pick(taste, choice, item) for item in (59, 20))
    assert last is not None
    assert rated is not None
    assert (last.by_content, rated.by_content) == (True, False)
    assert last.score > 0


def test_without_a_choice_model_in_the_taste_nothing_is_known(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    taste = taste_of(dataset, model, None, ProfileActivity(ratings=RATINGS))
    assert explain_pick(taste, choice, 7) is None
    assert match_of(taste, 7) is None


def test_a_match_is_how_many_of_a_hundred_open_titles_are_worth_less(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    taste = taste_of(dataset, model, choice, ProfileActivity(ratings=RATINGS))
    worth = taste.worth
    assert worth is not None
    open_items = [i for i in range(dataset.n_items) if i not in RATINGS]
    for item in (7, 20, 33, 4):
        others = [i for i in open_items if i != item]
        below = sum(bool(worth[i] < worth[item]) for i in others)
        assert match_of(taste, item) == int(100 * below / len(others))
    best = max(open_items, key=lambda i: float(worth[i]))
    worst = min(open_items, key=lambda i: float(worth[i]))
    assert (match_of(taste, best), match_of(taste, worst)) == (100, 0)


def test_the_only_open_title_is_the_best_match(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    taste = taste_of(dataset, model, choice, ProfileActivity())
    alone = np.zeros(dataset.n_items, np.bool_)
    alone[3] = True
    assert match_of(replace(taste, open_items=alone), 3) == 100


def test_all_that_was_done_and_the_signals_of_titles_add_up_whatever_they_are(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    context = SignalContext(ACTIVITY, dataset, model, choice, BEHAVIOUR, NOW, novelty=0.5)
    every = {signal.name: Setting(1.5) for signal in ALL_SIGNALS}
    taste = fold_in_weighed(weigh_all(context, every))
    assert taste.scores is not None
    assert taste.worth is not None
    assert taste.picks is not None
    assert taste.likes is not None
    hows: dict[tuple[int, str], str] = {}
    names: set[str] = set()
    for item in range(dataset.n_items):
        why = explain_pick(taste, choice, item)
        assert why is not None
        effects = [c.effect for c in why.contributions]
        assert sum(effects) == pytest.approx(float(taste.scores[item]), abs=1e-5)
        factors = math.prod(effect.factor for effect in why.signals)
        chance = float(taste.picks[item] * taste.likes[item])
        assert float(taste.worth[item]) == pytest.approx(chance * factors, rel=1e-4)
        names |= {effect.name for effect in why.signals}
        hows |= {(c.item, c.signal): c.how for c in why.contributions}
    assert {"novelty", "metadata", "interactions"} <= names
    assert hows == {
        **{(item, "ratings"): f"rated {ACTIVITY.ratings[item]:g}" for item in ACTIVITY.ratings},
        (10, "history"): "watched",
        (20, "history"): "watched",
        (33, "history"): "watched nearly all of it",
        (22, "skipped"): "not for you",
        (31, "skipped"): "given up at 20 %",
        (10, "interactions"): "on My List",
        (11, "interactions"): "opened twice",
        (12, "interactions"): "opened",
        (11, "session"): "opened this session",
        (12, "session"): "opened this session",
        (14, "search"): "searched for",
        (40, "profile"): "picked group",
    }
