"""What a profile rates above the rest, and whose turn it is."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.row.strong import of_the_day, pull_of, strengths, strongest_of
from recflix_tui.recommend.taste import Taste, fold_in_profile
from tests.recommend.rows.by_signals import context_of

RATINGS = {1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0}


def taste_of(dataset: Dataset, ratings: dict[int, float]) -> Taste:
    return fold_in_profile(ProfileActivity(ratings=ratings), dataset, None)


def strength_by_hand(dataset: Dataset, ratings: dict[int, float], group: set[int]) -> float:
    everybody = [float(stars) for n in range(dataset.n_items) for stars in dataset.raters_of(n)[1]]
    mean = sum(ratings.values()) + 5 * sum(everybody) / len(everybody)
    mean /= len(ratings) + 5
    above = [stars - mean for item, stars in ratings.items() if item in group]
    return sum(above) / math.sqrt(len(above) + 4)


def test_the_strength_of_a_group_is_what_is_written(dataset: Dataset) -> None:
    groups = [{1, 4, 7}, {0}, {1, 2}, set[int]()]
    flags = [np.array([item in group for item in RATINGS]) for group in groups]
    found = strengths(taste_of(dataset, RATINGS), dataset, flags)
    by_hand = [strength_by_hand(dataset, RATINGS, group) for group in groups]
    np.testing.assert_allclose(found, by_hand, atol=1e-6)
    assert found[0] > found[2] > found[3] == 0 > found[1]


def test_without_groups_or_ratings_there_is_no_strength(dataset: Dataset) -> None:
    assert strengths(taste_of(dataset, RATINGS), dataset, []).shape == (0,)
    none = np.zeros((2, 0), np.bool_)
    assert strengths(taste_of(dataset, {}), dataset, none).tolist() == [0, 0]
    off = context_of(dataset, None, ProfileActivity(ratings=RATINGS), off=("ratings",)).taste
    assert strengths(off, dataset, none).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("scores", "most", "strongest"),
    [
        ([0.2, 1.0, 0.8, 0.7, 0.6], 9, [1, 2, 3]),
        ([0.2, 1.0, 0.8, 0.7, 0.6], 2, [1, 2]),
        ([0.7, 0.9, 0.9], 3, [1, 2, 0]),
        ([-1.0, 0.0], 2, []),
        ([], 2, []),
    ],
)
def test_the_strongest_are_two_thirds_as_strong_as_the_best_or_more(
    scores: list[float], most: int, strongest: list[int]
) -> None:
    assert strongest_of(np.array(scores), most) == strongest


def test_a_row_draws_by_how_strong_its_group_is_within_bounds() -> None:
    assert [pull_of(score) for score in (0.1, 0.6, 1.0, 1.5, 4.0)] == [0.6, 0.6, 1.0, 1.5, 1.5]


def test_everyone_has_its_turn_and_a_day_is_a_day() -> None:
    days = [of_the_day(day, "decade", 4, 2) for day in range(40)]
    assert {place for turn in days for place in turn} == {0, 1, 2, 3}
    for turn in days:
        assert turn == sorted(set(turn))
        assert len(turn) == 2
    assert [of_the_day(day, "decade", 4, 2) for day in range(40)] == days
    assert [of_the_day(day, "crossing", 4, 2) for day in range(40)] != days


def test_of_no_more_places_than_are_wanted_each_has_its_turn_every_day() -> None:
    assert of_the_day(7, "decade", 2, 2) == of_the_day(8, "decade", 2, 5) == [0, 1]
    assert of_the_day(-1, "decade", 0, 1) == []
