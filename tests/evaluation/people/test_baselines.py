"""What the app's list has to beat, against slow computations with whole matrices."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pytest

from recflix_tui.evaluation.people import baselines
from recflix_tui.evaluation.people.baselines import ease_of, pick_knn_of, popularity_of_likes
from recflix_tui.evaluation.people.fading import fading_of
from recflix_tui.evaluation.people.protocol import Fold, people_of
from recflix_tui.kernels.arrays import Floats, Ints
from tests.evaluation.people.asked import DAY, make_dated


class Filling(Protocol):
    def fill(self, users: Ints, rows: Floats) -> None: ...


def a_fold(n_users: int = 40, n_items: int = 30) -> Fold:
    return people_of(make_dated(n_users, n_items), 5, 4, seed=1).make[1]()


def scores_of(ranker: Filling, fold: Fold) -> np.ndarray:
    users = fold.question.users
    rows = np.full((len(users), fold.train.n_items), np.nan, np.float32)
    ranker.fill(users, rows)
    return rows


def whole(fold: Fold, values: np.ndarray) -> np.ndarray:
    matrix = np.zeros((fold.train.n_users, fold.train.n_items))
    matrix[fold.train.users, fold.train.items] = values
    return matrix


def told(fold: Fold, stars: bool) -> np.ndarray:
    matrix = np.zeros((len(fold.question.users), fold.train.n_items))
    for row, user in enumerate(fold.question.users):
        items, given = fold.given.of(int(user))
        matrix[row, items] = given / 5 if stars else 1
    return matrix


@pytest.mark.parametrize("sizes", [(20, 60), (60, 20)], ids=["by people", "by titles"])
def test_ease_is_steck_s_closed_form_on_stars(sizes: tuple[int, int]) -> None:
    fold = a_fold(*sizes)
    ease = ease_of(fold.train, fold.given)
    assert ease is not None
    assert (ease.people is not None) == (sizes[0] < sizes[1])
    X = whole(fold, fold.train.stars / 5)
    P = np.linalg.inv(X.T @ X + 200 * np.eye(X.shape[1]))
    B = -P / np.diag(P)
    np.fill_diagonal(B, 0)
    np.testing.assert_allclose(scores_of(ease, fold), told(fold, stars=True) @ B, atol=1e-5)


def test_ease_is_left_out_where_there_are_too_many_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "MOST_FOR_EASE", 28)  # of 29 that someone rated
    fold = a_fold()
    assert ease_of(fold.train, fold.given) is None


def test_item_knn_adds_the_cosines_of_picks_with_the_nearest_titles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for kept in (50, 7):
        monkeypatch.setattr(baselines, "NEIGHBOURS", kept)
        fold = a_fold()
        X = whole(fold, np.ones(len(fold.train.stars)))
        lengths = np.maximum(np.linalg.norm(X, axis=0), 1e-9)
        cosines = (X.T @ X / np.outer(lengths, lengths)).astype(np.float32)
        np.fill_diagonal(cosines, 0)
        for item in range(len(cosines)):
            far = np.argsort(-cosines[item], kind="stable")[kept:]
            cosines[item, far] = 0
        found = scores_of(pick_knn_of(fold.train, fold.given, threads=2), fold)
        expected = told(fold, stars=False) @ cosines
        # Of two that are as near in all but the last bits either may be kept.
        assert np.mean(np.abs(found - expected) < 1e-5) > 0.97


def test_fading_popularity_counts_what_was_before_by_its_age(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from recflix_tui.evaluation.people import fading

    fold = a_fold()
    assert fold.train.when is not None
    for marks in (64, 3):
        monkeypatch.setattr(fading, "_MARKS", marks)
        found = scores_of(fading_of(fold.train, fold.given), fold)
        for row, user in enumerate(fold.question.users):
            moment = fold.given.moment(int(user))
            assert moment is not None
            expected = np.zeros(fold.train.n_items)
            for item, when in zip(fold.train.items, fold.train.when, strict=True):
                if when < moment:
                    expected[item] += 0.5 ** ((moment - when) / (1_500 * DAY))
            # The same but for one factor, which leaves the order as it is.
            there = expected > 0
            assert there.any()
            factor = found[row, there] / expected[there]
            np.testing.assert_allclose(factor, factor[0], rtol=1e-5)
            assert not found[row, ~there].any()


def test_before_all_picks_nothing_is_popular() -> None:
    fold = a_fold()
    fading = fading_of(fold.train, fold.given)
    assert not fading.before(1).any()
    assert fading.before(None).sum() > 0


def test_popularity_of_likes_counts_four_stars_and_up() -> None:
    fold = a_fold()
    likes = popularity_of_likes(fold.train)
    for item in range(fold.train.n_items):
        liked = (fold.train.items == item) & (fold.train.stars >= 4)
        assert likes[item] == liked.sum()
