"""How many ratings are enough for a prediction to go by."""

from __future__ import annotations

from copy import copy
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.well_known import ENOUGH_TITLES, floor, known_enough, little_known


def catalogue(n_users: int, counts: list[int]) -> Any:
    return SimpleNamespace(n_users=n_users, n_items=len(counts), counts=np.array(counts))


def everything(dataset: Any) -> np.ndarray:
    return np.ones(dataset.n_items, np.bool_)


@pytest.mark.parametrize(("n_users", "expected"), [(100, 5), (671, 13), (200_000, 50)])
def test_the_floor_is_one_user_in_fifty_held_between_5_and_50(n_users: int, expected: int) -> None:
    dataset = catalogue(n_users, [1000] * ENOUGH_TITLES + [1])
    assert floor(dataset, everything(dataset)) == expected


def test_where_few_people_are_the_floor_gives_way() -> None:
    dataset = catalogue(5, [5, *[4] * 9])
    assert known_enough(dataset, everything(dataset)).all()


def test_where_few_titles_are_left_the_best_known_of_them_are_enough() -> None:
    dataset = catalogue(671, [*range(100, 0, -1)])
    left = everything(dataset)
    left[:90] = False  # all that have more than 10 ratings
    assert floor(dataset, left) == 1
    left[70:90] = True
    assert floor(dataset, left) == 11


def test_what_nobody_rated_is_never_known_enough() -> None:
    dataset = catalogue(5, [0, 3, 0])
    assert known_enough(dataset, everything(dataset)).tolist() == [False, True, False]
    assert known_enough(dataset, everything(dataset), at_least=0).tolist() == [False, True, False]
    assert floor(catalogue(5, []), np.ones(0, np.bool_)) == 1


def test_little_known_are_a_third_by_their_ratings_a_year(dataset: Dataset) -> None:
    made = copy(dataset)
    made.counts = np.arange(100, 100 + made.n_items, dtype=np.int32)
    made.years = np.full(made.n_items, 1990)
    made.years[0], made.years[1], made.years[2] = 2016, 2012, 0  # of no known year: for long
    third = made.n_items // 3
    assert np.flatnonzero(little_known(made)).tolist() == [*range(2, third + 3)]


def test_a_floor_of_ones_own_is_kept_to() -> None:
    dataset = catalogue(671, [40, 30, 20, 10])
    assert known_enough(dataset, everything(dataset), at_least=25).tolist() == [
        True,
        True,
        False,
        False,
    ]
