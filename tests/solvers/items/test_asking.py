"""Questions to people whom the weights have not seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.model.pick_curves import NEXT
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.items.asking import GIVEN, people_to_ask, questions, weights_without
from recflix_tui.solvers.items.choice_settings import ChoiceSettings
from recflix_tui.solvers.items.closed_form import common_entries
from recflix_tui.solvers.items.entries import by_renown, entries_of
from recflix_tui.solvers.items.popularity import DAY, popularity_over_time
from tests.examples.choices import make_choice

N_USERS, N_ITEMS, RIDGE = 20, 60, 3.0


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    """Person u rated 20 + u titles drawn by chance, one a day; the ratings stand in no order."""
    rng = np.random.default_rng(0)
    users = np.repeat(np.arange(N_USERS), 20 + np.arange(N_USERS))
    items = np.concatenate([rng.permutation(N_ITEMS)[: 20 + user] for user in range(N_USERS)])
    days = np.concatenate([np.arange(20 + user) for user in range(N_USERS)])
    order, n = rng.permutation(len(users)), len(users)
    stars = rng.integers(1, 6, n).astype(np.float32)
    when = ((1000 + days) * DAY).astype(np.int64)[order]
    return Ratings(users[order], items[order], stars, N_USERS, N_ITEMS, 1.0, 5.0, when=when)


def test_all_are_left_out_once_and_those_are_asked_who_rated_enough(ratings: Ratings) -> None:
    people = people_to_ask(ratings, ChoiceSettings())
    assert sorted(np.concatenate(people.folds)) == list(range(N_USERS))
    assert sorted(np.concatenate(people.asked)) == list(range(GIVEN[0], N_USERS))
    for fold, asked in zip(people.folds, people.asked, strict=True):
        assert set(asked) <= set(fold)


def test_of_many_people_some_are_left_out_and_asked_once(ratings: Ratings) -> None:
    people = people_to_ask(ratings, ChoiceSettings(most_asked=4))
    assert [len(fold) for fold in people.folds] == [4]
    assert people.folds[0].tolist() == people.asked[0].tolist()
    assert people.folds[0].min() >= GIVEN[0]


def test_who_is_left_out_hangs_on_no_order_of_ratings(ratings: Ratings) -> None:
    assert ratings.when is not None
    back = slice(None, None, -1)
    turned = replace(
        ratings,
        users=ratings.users[back],
        items=ratings.items[back],
        stars=ratings.stars[back],
        when=ratings.when[back],
    )
    one, other = (people_to_ask(each, ChoiceSettings()) for each in (ratings, turned))
    for fold, same in zip(one.folds, other.folds, strict=True):
        assert fold.tolist() == same.tolist()


@pytest.mark.parametrize("by_titles", [True, False])
def test_weights_are_those_of_a_fit_on_the_others(ratings: Ratings, by_titles: bool) -> None:
    columns = by_renown(ratings)
    entries, left_out = entries_of(ratings, columns), np.array([2, 5, 11])
    common = common_entries(entries, 1) if by_titles else None
    found = weights_without(entries, common, left_out, RIDGE, N_ITEMS)
    others = entries.dense(np.setdiff1d(np.arange(N_USERS), left_out), N_ITEMS).astype(np.float64)
    inverse = np.linalg.inv(others.T @ others + RIDGE * np.eye(N_ITEMS))
    expected = -inverse / np.diag(inverse)
    np.fill_diagonal(expected, 0)
    full = np.zeros((N_ITEMS, N_ITEMS))
    for item in range(N_ITEMS):
        titles, values = found.row(item)
        full[item, titles] = values
    np.testing.assert_allclose(full, expected, atol=1e-4)


def test_a_question_is_what_came_next_after_the_first_ratings(ratings: Ratings) -> None:
    person, columns = 17, by_renown(ratings)
    own = np.flatnonzero(ratings.users == person)
    assert ratings.when is not None
    in_order = own[np.argsort(ratings.when[own])]
    rng = np.random.default_rng(1)
    rows = rng.normal(0, 0.1, (N_ITEMS, N_ITEMS))
    model, over_time = make_choice(rows.tolist()), popularity_over_time(ratings, 30.0)
    weights = model.weights
    asked = list(questions(ratings, columns, weights, over_time, np.array([person]), model))
    assert [each.n_rated for each in asked] == [n for n in GIVEN if n + NEXT <= len(own)]
    for each in asked:
        given, later = in_order[: each.n_rated], in_order[each.n_rated :][:NEXT]
        place_of = {int(item): place for place, item in enumerate(columns)}
        rated = [place_of[int(item)] for item in ratings.items[given]]
        # All that is open is likely, of so few titles; by the places of the columns.
        is_open = np.setdiff1d(np.arange(N_ITEMS), rated)
        scores = model.entries(ratings.stars[given]) @ rows[rated]
        np.testing.assert_allclose(each.scores, scores[is_open], atol=1e-5)
        around = over_time.at(int(ratings.when[given[-1]]))[columns]
        np.testing.assert_allclose(each.popularity, around[is_open])
        picked = np.isin(columns[is_open], ratings.items[later])
        assert each.picked.tolist() == picked.tolist()
        assert each.picked.sum() == NEXT


def test_without_times_the_order_of_the_ratings_is_theirs(ratings: Ratings) -> None:
    without = replace(ratings, when=None)
    model = make_choice(np.zeros((N_ITEMS, N_ITEMS)).tolist())
    columns, person = by_renown(ratings), 17
    over_time = popularity_over_time(without, None)
    people = np.array([person])
    first, *_ = questions(without, columns, model.weights, over_time, people, model)
    items = ratings.items[ratings.users == person]
    is_open = ~np.isin(columns, items[: GIVEN[0]])
    picked = np.isin(columns[is_open], items[GIVEN[0] :][:NEXT])
    assert first.picked.tolist() == picked.tolist()


def test_at_a_time_that_is_not_known_the_end_of_the_data_is_what_is_popular(
    ratings: Ratings,
) -> None:
    assert ratings.when is not None
    person = N_USERS - 1
    untold = replace(ratings, when=np.where(ratings.users == person, 0, ratings.when))
    columns, over_time = by_renown(ratings), popularity_over_time(ratings, 5.0)
    model = make_choice(np.ones((len(columns), len(columns))).tolist())
    people = np.array([person])
    first, *_ = questions(untold, columns, model.weights, over_time, people, model)
    ends = set(over_time.at()[columns].tolist())
    assert set(first.popularity.tolist()) <= ends
    assert not set(first.popularity.tolist()) <= set(over_time.shares[0][columns].tolist())
