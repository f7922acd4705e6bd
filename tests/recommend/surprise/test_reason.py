"""Why a film is the surprise, in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.reasons.explain_pick import BroughtTitle, explain_pick
from recflix_tui.recommend.surprise.draw import surprise
from recflix_tui.recommend.surprise.reason import GoesBy, Reason, reason, reason_words
from recflix_tui.recommend.surprise.wanted import Wanted
from recflix_tui.recommend.taste import fold_in_profile
from tests.examples.choices import make_choice

N_ITEMS = 60


@pytest.fixture
def choice() -> ChoiceModel:
    """Films 1 and 4 speak for all others, 1 twice as loud."""
    rows = [[0.0] * N_ITEMS for _ in range(N_ITEMS)]
    for other in range(N_ITEMS):
        rows[1][other], rows[4][other] = (0.0, 0.0) if other in (1, 4) else (1.0, 0.5)
    return make_choice(rows)


def reason_of(
    ratings: dict[int, float],
    dataset: Dataset,
    model: FactorModel | None,
    choice: ChoiceModel | None,
) -> Reason:
    taste = fold_in_profile(ProfileActivity(ratings=ratings), dataset, model, choice)
    found = surprise(taste, dataset, model, Wanted(), (), 3)
    assert found is not None
    why = reason(found, taste, dataset, model, choice)
    if choice is not None:
        told = explain_pick(taste, choice, found.item)
        assert told is not None
        assert why.popular_share == told.popular_share
        assert set(why.because) <= set(told.titles)
    return why


def test_titles_that_speak_for_it_are_named_but_none_that_was_rated_low(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    both = reason_of({1: 5.0, 4: 4.5}, dataset, model, choice)
    assert [(title.item, title.how) for title in both.because] == [(1, "rated 5"), (4, "rated 4.5")]
    low = reason_of({1: 1.0, 4: 4.5}, dataset, model, choice)
    assert [title.item for title in low.because] == [4]


def test_without_ratings_or_models_it_is_said_what_it_goes_by(
    dataset: Dataset, model: FactorModel, choice: ChoiceModel
) -> None:
    nothing = reason_of({}, dataset, model, choice)
    assert (nothing.goes_by, nothing.because) == (GoesBy.EVERYONE, ())
    assert reason_words(nothing, dataset).startswith("You rated nothing yet: this goes by what")
    untrained = reason_of({1: 5.0}, dataset, None, None)
    assert untrained.goes_by is GoesBy.RATINGS
    assert "how many people rated a film, not by you" in reason_words(untrained, dataset)


def test_with_stars_alone_the_ratings_that_raised_them_are_named(
    dataset: Dataset, model: FactorModel
) -> None:
    ratings = {1: 5.0, 4: 1.0, 7: 4.5}
    taste = fold_in_profile(ProfileActivity(ratings=ratings), dataset, model)
    found = surprise(taste, dataset, model, Wanted(genre="Drama"), (), 3)
    assert found is not None
    why = reason(found, taste, dataset, model, None)
    each = model.explain(np.array([*ratings]), [*ratings.values()], found.item)[1]
    effects = dict(zip(ratings, each.tolist(), strict=True))
    raised = {item: effect for item, effect in effects.items() if effect >= 0.02}
    assert [title.item for title in why.because] == sorted(raised, key=lambda i: -raised[i])
    shares = [round(100 * raised[t.item] / sum(raised.values())) for t in why.because]
    assert [title.share for title in why.because] == shares
    assert why.popular_share is None


def test_how_little_is_known_and_how_popular_a_film_is_are_said(dataset: Dataset) -> None:
    one = (BroughtTitle(1, 5.0, 30, "rated 5"),)
    two = (*one, BroughtTitle(4, None, 20, "opened twice"))
    many = Reason(GoesBy.OWN, two, 40, 12)
    assert reason_words(many, dataset) == "Because of Film 1 (rated 5) and Film 4 (opened twice)."
    popular = replace(many, because=one, popular_share=70)
    assert reason_words(popular, dataset) == (
        "Because of Film 1 (rated 5). But 70 % of what speaks for it is how popular it is."
    )
    few = replace(popular, n_rated=2)
    assert reason_words(few, dataset) == (
        "Because of Film 1 (rated 5). It goes by 2 ratings alone, and 70 % of what speaks for it "
        "is how popular it is."
    )
    nothing = Reason(GoesBy.EVERYONE, (), 100, 3)
    assert reason_words(nothing, dataset).startswith("Nothing that you did speaks for it")


def test_of_a_film_that_few_rated_it_is_said_by_how_many_and_that_it_is_a_guess(
    dataset: Dataset,
) -> None:
    own = BroughtTitle(1, 5.0, 40, "rated 5")
    told = {
        (1, 3.0): "Rated by 1 person (3.0): hardly more than a guess.",
        (4, 3.25): "Rated by 4 people (3.2 on average): hardly more than a guess.",
        (0, float("nan")): "Nobody rated it: no more than a guess.",
    }
    for few, said in told.items():
        by_own = Reason(GoesBy.OWN, (own,), 10, 12, few)
        assert reason_words(by_own, dataset) == f"Because of {dataset.title(1)} (rated 5). {said}"
        by_all = Reason(GoesBy.EVERYONE, (), 80, 12, few)
        assert reason_words(by_all, dataset) == f"Nothing that you did speaks for it. {said}"
