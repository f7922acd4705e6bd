"""What all signals come to together, and that an off signal moves nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import ALL_SIGNALS, weigh_all
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.recommend.taste import fold_in_profile, fold_in_weighed
from recflix_tui.recommend.weighing.fading import among
from recflix_tui.recommend.weighing.signal import Setting, Settings, Signal, SignalContext, Weights
from recflix_tui.recommend.weighing.weigh import weigh
from tests.examples.random_choices import random_choice
from tests.recommend.signals.test_every_signal import ACTIVITY, BEHAVIOUR, NOW

RATINGS = {1: 5.0, 4: 4.5, 0: 1.0, 9: 3.0}
ONLY_RATINGS: Settings = {s.name: Setting(on=s.name == "ratings") for s in ALL_SIGNALS}


@pytest.fixture(scope="module")
def choice(dataset: Dataset) -> ChoiceModel:
    return random_choice(dataset.n_items, n_neighbours=30)


@pytest.fixture
def context(dataset: Dataset, model: FactorModel, choice: ChoiceModel) -> SignalContext:
    return SignalContext(ACTIVITY, dataset, model, choice, BEHAVIOUR, NOW)


def saying(signal: Signal, said: Weights) -> Signal:
    return replace(signal, weigh=lambda context: said)


def test_ratings_alone_are_what_the_choice_model_makes_of_the_stars(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    activity = ProfileActivity(RATINGS)
    taste = fold_in_weighed(
        weigh_all(SignalContext(activity, dataset, model, choice), ONLY_RATINGS)
    )
    items, stars = np.array(list(RATINGS), np.int32), list(RATINGS.values())
    scores = choice.score_all(items, stars)
    n = len(stars)
    popular = choice.popular_part(choice.entered(items, stars))
    assert taste.raw is not None
    picks = choice.pick_curve.chances(scores, popular, n)
    likes = choice.like_curve.chances(taste.raw, n)
    assert taste.scores is not None
    assert taste.worth is not None
    assert taste.scores.tobytes() == scores.tobytes()
    assert taste.worth.tobytes() == (picks * likes).tobytes()
    alone = fold_in_profile(activity, dataset, model, choice).worth
    assert alone is not None
    assert alone.tobytes() == taste.worth.tobytes()


def test_entries_are_weighed_and_summed_and_titles_are_factors(
    context: SignalContext, choice: ChoiceModel
) -> None:
    first, second, third = (replace(ALL_SIGNALS[n], default=1.0) for n in (0, 1, 2))
    titles = np.linspace(-1, 1, context.dataset.n_items).astype(np.float32)
    said = (
        Weights(np.array([3, 5], np.int32), np.array([0.5, -0.2])),
        Weights(np.array([5], np.int32), np.array([0.9]), n=1, titles=titles),
        Weights(titles=titles[::-1]),
    )
    signals = [saying(*pair) for pair in zip((first, second, third), said, strict=True)]
    weighed = weigh(context, {first.name: Setting(2.0), third.name: Setting(0.5)}, signals)
    assert weighed.items.tolist() == [3, 5, 5]
    np.testing.assert_allclose(weighed.entries, [1.0, -0.4, 0.9])
    assert weighed.owner.tolist() == [0, 0, 1]
    assert weighed.n_counted == pytest.approx(1.0 + 0.4 + 1)
    assert weighed.boost is not None
    np.testing.assert_allclose(weighed.boost, titles + 0.5 * titles[::-1], atol=1e-6)
    taste = fold_in_weighed(weighed)
    assert taste.worth is not None
    assert taste.picks is not None
    assert taste.likes is not None
    touched, own = np.array([3, 5, 5]), np.array([1.0, -0.4, 0.9])
    by_hand = [(choice.weights.between(touched, item) * own).sum() for item in (7, 20)]
    assert taste.scores is not None
    np.testing.assert_allclose(taste.scores[[7, 20]], by_hand, atol=1e-6)
    np.testing.assert_allclose(
        taste.worth, taste.picks * taste.likes * np.exp(weighed.boost), rtol=1e-5
    )


@pytest.mark.parametrize("signal", ALL_SIGNALS, ids=lambda signal: signal.name)
def test_an_off_signal_is_not_asked_and_what_it_alone_goes_by_moves_nothing(
    signal: Signal, context: SignalContext
) -> None:
    def refuse(context: SignalContext) -> Weights:
        raise AssertionError("it was asked")

    settings = {signal.name: Setting(on=False)}
    signals = [replace(s, weigh=refuse) if s is signal else s for s in ALL_SIGNALS]
    weighed = weigh(context, settings, signals)
    assert not weighed.is_on(signal.name)
    assert signal.name not in [part.signal.name for part in weighed.parts]


def test_with_all_off_nothing_that_a_profile_did_moves_its_page(context: SignalContext) -> None:
    off = {signal.name: Setting(on=False) for signal in ALL_SIGNALS}
    did_nothing = replace(context, activity=ProfileActivity(), behaviour=Behaviour())
    did, not_did = (fold_in_weighed(weigh_all(each, off)) for each in (context, did_nothing))
    assert did.worth is not None
    assert not_did.worth is not None
    assert did.worth.tobytes() == not_did.worth.tobytes()


def test_with_ratings_off_they_move_no_other_signal_either(context: SignalContext) -> None:
    settings = {"ratings": Setting(on=False)}
    unrated = replace(context, activity=replace(context.activity, ratings={}))
    with_them, without = (weigh_all(each, settings) for each in (context, unrated))
    np.testing.assert_array_equal(with_them.items, without.items)
    np.testing.assert_array_equal(with_them.entries, without.entries)
    assert with_them.stars_share == 0


def test_half_the_weight_of_ratings_has_half_of_their_stars_count(context: SignalContext) -> None:
    off, half, whole, double = (
        fold_in_weighed(weigh_all(context, {"ratings": Setting(weight)})).likes
        for weight in (0.0, 0.5, 1.0, 2.0)
    )
    assert off is not None
    assert half is not None
    assert whole is not None
    assert double is not None
    assert double.tobytes() == whole.tobytes()
    model, choice = context.model, context.choice
    assert model is not None
    assert choice is not None
    items, stars = np.array([*context.activity.ratings]), [*context.activity.ratings.values()]
    nobody = model.score_all(model.fold_in(items[:0], np.array(stars[:0])))
    raw = model.score_all(model.fold_in(items, np.array(stars)))
    by_half = choice.like_curve.chances(nobody + np.float32(0.5) * (raw - nobody), len(stars) / 2)
    np.testing.assert_allclose(half, by_half, rtol=1e-5)
    np.testing.assert_allclose(off, choice.like_curve.chances(nobody, 0), rtol=1e-5)


def test_what_was_asked_already_is_not_asked_again(context: SignalContext) -> None:
    before = weigh_all(context, {})
    after = weigh_all(context, {"history": Setting(2.0)}, before)
    pairs = zip(before.parts, after.parts, strict=True)
    assert all(was.weights is now.weights for was, now in pairs)
    assert after.weight_of("history") == 2


def test_a_rating_more_leaves_what_the_other_titles_add_to_the_scores_as_it_was(
    context: SignalContext, choice: ChoiceModel
) -> None:
    before = weigh_all(context, {})
    added = {part.signal.name: part.added(choice) for part in before.parts}
    unrated = 50
    rated = replace(ACTIVITY, ratings={**ACTIVITY.ratings, unrated: 4.0})
    after = weigh_all(replace(context, activity=rated), {}, before)
    again = {
        part.signal.name for part in after.parts if part.added(choice) is added[part.signal.name]
    }
    assert {"history", "interactions", "search"} <= again
    anew = weigh_all(replace(context, activity=rated), {})
    assert after.scores(choice).tobytes() == anew.scores(choice).tobytes()
    np.testing.assert_allclose(after.scores(choice), choice.score(after.entered), atol=1e-5)


def test_those_among_others_are_found_wherever_they_lie() -> None:
    rng = np.random.default_rng(5)
    for n, m, highest in ((0, 3, 9), (4, 0, 9), (50, 40, 99), (5, 3, 60_000)):
        items = rng.integers(0, highest, n).astype(np.int32)
        others = [*rng.integers(0, highest, m).tolist(), *items[:2].tolist()]
        expected = [item in others for item in items.tolist()]
        assert among(items, others).tolist() == expected
        assert among(items, set(others)).tolist() == expected
