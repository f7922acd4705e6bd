"""The app's own list, against what a profile of the same ratings is shown."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.evaluation.people.app_lists import App, ByPicks
from recflix_tui.evaluation.people.protocol import Fold, people_of
from recflix_tui.evaluation.people.stars import folded_in
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.taste import taste_of
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.items.popularity import popularity_over_time
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.evaluation.people.asked import make_dated


@pytest.fixture(scope="module")
def shown() -> tuple[Fold, App]:
    fold = people_of(make_dated(60, 50), 6, 4, seed=1).make[1]()
    trained = to_the_end(fold.train, SgdSettings(factors=3, epochs=5), whatever=True)
    fitted = fit_choice(fold.train, trained.likes)
    return fold, App(trained.model, fitted.model, fitted.popularity, fold.given)


def profile_of(fold: Fold, user: int) -> ProfileActivity:
    items, stars = fold.given.of(user)
    return ProfileActivity(
        {int(item): float(star) for item, star in zip(items, stars, strict=True)}
    )


def test_the_list_is_what_is_likely_picked_and_liked_of_what_was_not_given(
    shown: tuple[Fold, App],
) -> None:
    fold, app = shown
    lists = app.lists(fold.question, threads=2)
    for row, user in enumerate(fold.question.users.tolist()):
        around = app.popularity.at(fold.given.moment(user))
        activity = profile_of(fold, user)
        taste = taste_of(activity, fold.train.n_items, app.model, app.choice, around)
        assert taste.picks is not None
        assert taste.likes is not None
        worth = (taste.picks * taste.likes).tolist()
        left = [item for item in range(fold.train.n_items) if item not in activity.ratings]
        best = sorted(left, key=lambda item: (-worth[item], item))
        assert lists.items[row].tolist() == best[:20]
        start, end = fold.question.relevant.indptr[user : user + 2]
        liked = set(fold.question.relevant.columns[start:end].tolist())
        assert lists.first[row] == 1 + next(n for n, item in enumerate(best) if item in liked)


def test_without_times_and_recency_the_order_of_ratings_and_the_moment_change_nothing(
    shown: tuple[Fold, App],
) -> None:
    fold, app = shown
    timeless = app.timeless(popularity_over_time(fold.train, None))
    user = int(fold.question.users[0])
    items, stars = fold.given.of(user)
    turned = timeless.choice.score_all(items[::-1], stars[::-1])
    np.testing.assert_allclose(timeless.choice.score_all(items, stars), turned, atol=1e-5)
    np.testing.assert_array_equal(timeless.popularity.at(1), timeless.popularity.at(None))
    assert not np.allclose(app.choice.score_all(items, stars), turned, atol=1e-5)


def test_the_choice_model_alone_ranks_by_the_chance_of_a_pick(shown: tuple[Fold, App]) -> None:
    fold, app = shown
    users = fold.question.users[:5]
    rows = np.empty((len(users), fold.train.n_items), np.float32)
    ByPicks(app).fill(users, rows)
    for row, user in zip(rows, users.tolist(), strict=True):
        picks = app.taste(user).picks
        assert picks is not None
        np.testing.assert_allclose(row, picks, rtol=1e-5)


def test_people_are_folded_in_as_a_profile_is(shown: tuple[Fold, App]) -> None:
    fold, app = shown
    users = np.unique(fold.rest.users)
    people = folded_in(app.model, fold.given, users)
    predicted = people.predict(fold.rest.users, fold.rest.items)
    rows = np.empty((len(users), fold.train.n_items), np.float32)
    people.ranker.fill(users, rows)
    for row, user in zip(rows, users.tolist(), strict=True):
        taste = taste_of(profile_of(fold, user), fold.train.n_items, app.model)
        assert taste.predictions is not None
        assert taste.raw is not None
        own = fold.rest.users == user
        np.testing.assert_allclose(
            predicted[own], taste.predictions[fold.rest.items[own]], atol=1e-4
        )
        offset = taste.raw - row  # the person's own level: the same for all titles
        np.testing.assert_allclose(offset, offset[0], atol=1e-4)
