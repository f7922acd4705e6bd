"""People of similar taste, told by what is predicted for them title by title."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.people import Crowd, compare, crowd_of, similar_people
from recflix_tui.factors.space import Axes, factor_space
from recflix_tui.model.factors import FactorModel
from tests.examples.models import make_model


@pytest.fixture(scope="module")
def model() -> FactorModel:
    return make_model(n_users=80, n_items=60, k=4)


@pytest.fixture(params=list(Axes))
def crowd(request: pytest.FixtureRequest, dataset: Dataset, model: FactorModel) -> Crowd:
    return crowd_of(dataset, factor_space(model, request.param, np.ones(60, np.bool_)))


def ratings_of(dataset: Dataset, user: int) -> dict[int, float]:
    items, stars = dataset.by_user.row(user)
    return dict(zip(items.tolist(), stars.tolist(), strict=True))


def test_likeness_is_the_cosine_of_what_the_factors_add(crowd: Crowd, model: FactorModel) -> None:
    added = model.P.astype(float) @ model.Q.astype(float).T
    mine = added[11]
    for user in (0, 11, 42):
        cosine = mine @ added[user] / np.linalg.norm(mine) / np.linalg.norm(added[user])
        expected = cosine * 30 / 40  # each has 30 ratings
        found = crowd.likeness(crowd.space.users[11].astype(float))[user]
        assert found == pytest.approx(expected, abs=1e-4)


def test_the_likest_come_first_without_oneself(crowd: Crowd, dataset: Dataset) -> None:
    mine = ratings_of(dataset, 11)
    found = similar_people(dataset, crowd, crowd.space.users[11].astype(float), mine, 10, but=11)
    assert 1 <= len(found) <= 10
    assert 11 not in [person.user for person in found]
    assert all(a.likeness >= b.likeness > 0 for a, b in pairwise(found))
    for person in found:
        theirs = ratings_of(dataset, person.user)
        assert person.n_ratings == len(theirs)
        assert person.n_both == len(set(mine) & set(theirs))
    everyone = similar_people(dataset, crowd, crowd.space.users[11].astype(float), mine, 1)
    assert everyone[0].user == 11


def test_people_with_few_ratings_are_left_out(crowd: Crowd, dataset: Dataset) -> None:
    mine = ratings_of(dataset, 11)
    at = crowd.space.users[11].astype(float)
    (likest, *_) = similar_people(dataset, crowd, at, mine, but=11)
    fewer = crowd.n_ratings.copy()
    fewer[likest.user] = 19
    found = similar_people(dataset, Crowd(crowd.space, fewer), at, mine, but=11)
    assert likest.user not in [person.user for person in found]


def test_a_taste_in_the_middle_is_like_nobodys(crowd: Crowd, dataset: Dataset) -> None:
    assert similar_people(dataset, crowd, np.zeros(crowd.space.n), {}) == ()


def test_a_comparison_says_what_both_love_and_where_they_differ(dataset: Dataset) -> None:
    theirs = ratings_of(dataset, 5)
    loved = [item for item, stars in theirs.items() if stars >= 4.5]
    panned = [item for item, stars in theirs.items() if stars <= 2.5]
    unrated = [item for item in range(60) if item not in theirs]
    rated = {loved[0]: 5.0, loved[1]: 1.0, panned[0]: 4.5, panned[1]: 2.5, unrated[0]: 3.0}
    predictions = np.linspace(2, 4, 60, dtype=np.float32)
    found = compare(dataset, rated, predictions, 5)
    assert [(b.item, b.mine, b.theirs) for b in found.share] == [(loved[0], 5.0, theirs[loved[0]])]
    apart = {item: abs(rated[item] - theirs[item]) for item in rated if item in theirs}
    assert {b.item for b in found.differ} == {item for item, by in apart.items() if by >= 1}
    distances = [abs(b.mine - b.theirs) for b in found.differ]
    assert distances == sorted(distances, reverse=True)
    assert found.n_both == 4
    assert found.mean_difference == pytest.approx(sum(apart.values()) / 4)
    mean = sum(theirs.values()) / len(theirs)
    new = [i for i, s in theirs.items() if s >= 4 and s >= mean and i not in rated]
    by_stars_then_prediction = sorted(new, key=lambda i: (-theirs[i], -predictions[i]))
    assert [item for item, _ in found.theirs] == by_stars_then_prediction[:8]


def test_what_both_love_is_not_where_they_differ(dataset: Dataset) -> None:
    theirs = ratings_of(dataset, 5)
    both = next(item for item, stars in theirs.items() if stars == 5)
    found = compare(dataset, {both: 4.0}, np.zeros(60, np.float32), 5)
    assert [b.item for b in found.share] == [both]
    assert found.differ == ()


def test_of_equals_the_title_that_more_people_rated_comes_first(dataset: Dataset) -> None:
    theirs = ratings_of(dataset, 5)
    rated = dict.fromkeys(theirs, 0.5)
    found = compare(dataset, rated, np.zeros(60, np.float32), 5, n=60).differ
    for before, after in pairwise(found):
        if before.theirs == after.theirs:
            assert dataset.counts[before.item] >= dataset.counts[after.item]


def test_somebody_without_ratings_shares_nothing_yet(dataset: Dataset) -> None:
    found = compare(dataset, {}, np.zeros(60, np.float32), 5)
    assert (found.share, found.differ, found.n_both) == ((), (), 0)
    assert found.mean_difference is None
    assert found.theirs
