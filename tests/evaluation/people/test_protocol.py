"""Who is held out, what is told of them and what is to be found, against loops over people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.evaluation.people import protocol
from recflix_tui.evaluation.people.given import in_order_given
from recflix_tui.evaluation.people.protocol import People, people_of, train_and_test
from recflix_tui.kernels.grouped import Grouped
from recflix_tui.model.ratings import ModelError, Ratings
from tests.evaluation.people.asked import make_dated, rated_by

GIVEN = 13  # of about 15 ratings each, so that some have too few


def row(grouped: Grouped, user: int) -> list[int]:
    return [int(n) for n in grouped.columns[grouped.indptr[user] : grouped.indptr[user + 1]]]


def test_everybody_with_a_rating_is_held_out_of_one_training() -> None:
    ratings = make_dated()
    people = people_of(ratings, GIVEN, 5, seed=3)
    folds = list(people.folds())
    trained = [set(fold.train.users.tolist()) for fold in folds]
    there = set(ratings.users.tolist())
    assert len(there) == people.n_people == 39
    for user in there:
        assert sum(user not in users for users in trained) == 1
    sizes = [len(there - users) for users in trained]
    assert max(sizes) - min(sizes) <= 1
    for fold in folds:
        own = np.isin(ratings.users, list(there - set(fold.train.users.tolist())))
        np.testing.assert_array_equal(fold.train.items, ratings.items[~own])
        assert not set(fold.question.users.tolist()) & set(fold.train.users.tolist())


def test_the_first_ratings_are_told_and_the_liked_ones_of_the_rest_are_to_be_found() -> None:
    ratings = make_dated()
    people = people_of(ratings, GIVEN, 5, seed=3)
    folds = list(people.folds())
    asked, too_few, nothing = 0, 0, 0
    for user in sorted(set(ratings.users.tolist())):
        own = rated_by(ratings, user)
        if len(own) <= GIVEN:
            too_few += 1
            assert not any(user in fold.question.users for fold in folds)
            continue
        fold = next(fold for fold in folds if user not in fold.train.users)
        items, stars = fold.given.of(user)
        assert items.tolist() == [item for _, item, _ in own[:GIVEN]]
        assert stars.tolist() == [star for _, _, star in own[:GIVEN]]
        assert fold.given.moment(user) == own[GIVEN - 1][0]
        liked = sorted(item for _, item, star in own[GIVEN:] if star >= 4)
        assert row(fold.question.relevant, user) == liked
        assert row(fold.question.seen, user) == sorted(items.tolist())
        rest = fold.rest.items[fold.rest.users == user]
        assert sorted(rest.tolist()) == sorted(item for _, item, _ in own[GIVEN:])
        assert (user in fold.question.users) == bool(liked)
        asked, nothing = asked + bool(liked), nothing + (not liked)
    assert min(asked, too_few, nothing) > 0
    assert (people.n_asked, people.n_too_few, people.n_nothing_liked) == (asked, too_few, nothing)
    assert all(fold.question.candidates.all() for fold in folds)
    assert people.n_rest == sum(len(fold.rest.stars) for fold in folds)
    assert people.n_titles == ratings.n_items
    assert people.liked_from == 4
    assert not people.is_sample


def test_the_seed_alone_decides_the_folds_and_the_order_of_one_moment() -> None:
    ratings = make_dated()

    def held(people: People) -> list[list[int]]:
        return [fold.question.users.tolist() for fold in people.folds()]

    first, again, other = (held(people_of(ratings, 5, 3, seed)) for seed in (0, 0, 1))
    assert first == again != other
    for when in (None, np.zeros(len(ratings.stars), np.int64)):
        orders = [in_order_given(ratings.users, when, seed).tolist() for seed in (0, 0, 1)]
        assert orders[0] == orders[1] != orders[2]
        assert sorted(orders[0]) == list(range(len(ratings.stars)))
        assert np.all(np.diff(ratings.users[orders[0]]) >= 0)
    assert next(people_of(replace(ratings, when=None), 5, 3, 0).folds()).given.moment(0) is None


def test_on_another_scale_the_like_of_four_stars_is_liked() -> None:
    ratings = make_dated()
    ten = replace(ratings, stars=ratings.stars * 2, low=1.0, high=10.0)
    assert people_of(ten, 5, 3, 0).liked_from == 8
    everything = people_of(ratings, 5, 3, 0, liked=0.5)
    found = sum(int(fold.question.relevant.counts.sum()) for fold in everything.folds())
    assert found == everything.n_rest


def test_many_people_are_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "MOST_USERS", 12)
    ratings = make_dated()
    people = people_of(ratings, 5, 3, 0)
    assert people.is_sample
    assert people.n_asked + people.n_nothing_liked == 12
    assert sum(len(np.unique(fold.rest.users)) for fold in people.folds()) == 12
    assert people.n_too_few == sum(len(rated_by(ratings, user)) <= 5 for user in range(39))


def test_where_nobody_can_be_asked_it_is_said_why() -> None:
    ratings = make_dated()
    most = int(np.bincount(ratings.users).max())
    with pytest.raises(ModelError, match=f"nobody rated more than {most} titles; give --given"):
        people_of(ratings, most, 5, 0)
    with pytest.raises(ModelError, match="people with ratings: 39; give at most so many"):
        people_of(ratings, 5, 40, 0)
    low = replace(ratings, stars=np.minimum(ratings.stars, 3))
    with pytest.raises(ModelError, match=r"nobody gave .* stars or more to a title"):
        people_of(low, 5, 5, 0)


def halves() -> tuple[Ratings, Ratings]:
    ratings = make_dated()
    held = np.random.default_rng(2).random(len(ratings.stars)) < 0.3
    held[ratings.users == 7] = True  # someone who is in the test alone
    return ratings.part(~held), ratings.part(held)


def test_of_two_files_everybody_is_trained_on_and_told() -> None:
    train, test = halves()
    people = train_and_test(train, test, seed=0)
    (fold,) = people.folds()
    assert fold.train is train
    assert people.n_too_few == 1
    asked = []
    for user in range(train.n_users):
        told = rated_by(train, user)
        assert fold.given.of(user)[0].tolist() == [item for _, item, _ in told]
        liked = sorted(item for _, item, star in rated_by(test, user) if star >= 4)
        if told and liked:
            asked.append(user)
            assert row(fold.question.relevant, user) == liked
    assert fold.question.users.tolist() == asked


def test_what_was_told_is_not_to_be_found_again() -> None:
    train, _ = halves()
    with pytest.raises(ModelError, match=r"nobody gave .* stars or more to a title"):
        train_and_test(train, train, seed=0)
