from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.items.choice_settings import ChoiceSettings
from recflix_tui.solvers.items.entries import by_renown, entries_of
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.items.tail import content_of, tail_weights
from tests.examples.choices import N_ITEMS, two_camps

SMALL = ChoiceSettings(most_exact=9, neighbours=5)  # three of the titles are a tail


def bytes_of(model: ChoiceModel) -> list[bytes]:
    weights, content = model.weights, model.content
    arrays = (
        weights.indptr,
        weights.indices,
        weights.values,
        model.popularity,
        content.alike,
        content.share,
    )
    return [array.tobytes() for array in arrays]


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    return two_camps()


@pytest.fixture(scope="module")
def model(ratings: Ratings) -> ChoiceModel:
    return fit_choice(ratings).model


def test_what_one_camp_rates_speaks_for_what_it_rates(model: ChoiceModel) -> None:
    scores = model.score_all(np.array([0, 1]), [4.0, 4.0])
    assert scores[2:6].min() > 2 * abs(scores[6:12]).max()


def test_a_title_that_nobody_rated_is_scored_by_those_of_its_genre(model: ChoiceModel) -> None:
    for items, sign in (([0, 1], 1), ([6, 7], -1)):
        scores = model.score_all(np.array(items), [4.0, 4.0])
        assert (scores[13] > 1e-3) == (sign > 0)
    assert model.is_by_content(13)
    assert set(model.content.alike[model.content.kinds[13]]) <= set(range(6))


def test_the_same_ratings_give_the_same_bytes_on_any_number_of_threads(ratings: Ratings) -> None:
    one, two = (fit_choice(ratings, threads=n, settings=SMALL).model for n in (1, 2))
    assert bytes_of(one) == bytes_of(two)
    assert one.pick_curve == two.pick_curve


def test_more_people_than_titles_or_fewer_it_is_the_same_model(ratings: Ratings) -> None:
    """The side that the weights are worked out by is a matter of time alone."""
    few = ratings.part(ratings.users < 12)  # fewer people than titles
    by_people = fit_choice(few).model
    twice = replace(few, n_users=40)  # rows of nobody: more people than titles
    by_titles = fit_choice(twice).model
    items, stars = np.array([0, 7]), [4.0, 3.0]
    np.testing.assert_allclose(
        by_people.score_all(items, stars), by_titles.score_all(items, stars), atol=1e-4
    )


def test_the_tail_leads_to_what_its_raters_rate_more_than_others(ratings: Ratings) -> None:
    order = by_renown(ratings)
    head, tail = order[:9], order[9:]
    entries = entries_of(ratings, head)
    found = tail_weights(ratings, tail, entries, ridge=2.0, neighbours=9, threads=1)
    X = np.zeros((60, N_ITEMS))
    X[ratings.users, ratings.items] = 0.1 + 0.9 * (4.0 - 0.5) / 4.5
    for row, item in enumerate(tail):
        own, usual = X[:, item].sum(), X[:, head].sum(axis=0) / 60
        expected = np.maximum(X[:, item] @ X[:, head] - own * usual, 0) / (own + 2.0)
        dense = np.zeros(9)
        titles, values = found.row(row)
        dense[titles] = values
        np.testing.assert_allclose(dense, expected, atol=1e-6)


def test_a_title_of_the_tail_is_like_the_best_known_of_its_genre(ratings: Ratings) -> None:
    order = by_renown(ratings)
    content = content_of(ratings, order[:9], np.sort(np.append(order[9:], 13)).astype(np.int32))
    assert content.share[13] > 0
    counts = np.bincount(ratings.items, minlength=N_ITEMS)
    for item in range(N_ITEMS):
        theirs = counts[content.alike[content.kinds[item]]].mean()
        share = 0 if item in order[:9] else min((counts[item] + 1) / (theirs + 1), 1)
        assert content.share[item] == pytest.approx(share, rel=1e-5)


def test_without_genres_and_years_nothing_is_known_of_what_nobody_rated(ratings: Ratings) -> None:
    from recflix_tui.model.ratings import Side

    model = fit_choice(replace(ratings, side=Side())).model
    assert len(model.content.alike) == 0
    assert model.score_all(np.array([0]), [4.0])[13] == 0


@pytest.mark.parametrize("n", [1, 2, 7])
def test_next_to_nothing_makes_a_model_all_the_same(ratings: Ratings, n: int) -> None:
    few = ratings.part(np.arange(len(ratings.stars)) < n)
    model = fit_choice(few).model
    chances = model.picks(
        model.score_all(np.array([0]), [4.0]), model.entered(np.array([0]), [4.0])
    )
    assert np.isfinite(chances).all()


def test_stars_that_are_all_the_same_are_no_scale(ratings: Ratings) -> None:
    flat = replace(ratings, low=4.0, high=4.0)
    assert np.isfinite(fit_choice(flat).model.weights.values).all()


def test_no_ratings_are_refused(ratings: Ratings) -> None:
    with pytest.raises(ModelError, match="no ratings"):
        fit_choice(ratings.part(np.zeros(len(ratings.stars), bool)))
