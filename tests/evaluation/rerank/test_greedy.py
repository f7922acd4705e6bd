"""The greedy lists, against lists put together title by title and determinants one by one."""

from __future__ import annotations

import pytest

from recflix_tui.evaluation.rerank.greedy import greedy_calibrated, greedy_map
from tests.recommend.rerank.made_up import gap_of, made_up, volume_of


def test_each_title_chosen_makes_the_best_list_of_those_so_far() -> None:
    worth, _, genres, target, _ = made_up(12, seed=6)
    expected: list[int] = []
    for _ in range(8):
        values = {
            place: 0.7 * worth[place] - 0.3 * gap_of(target, genres[[*expected, place]])
            for place in range(12)
            if place not in expected
        }
        expected.append(max(values, key=lambda place: values[place]))
    assert greedy_calibrated(worth, genres, target, 0.3, 8) == expected
    assert expected != sorted(expected)
    assert greedy_calibrated(worth, genres, target, 0.0, 8) == list(range(8))


@pytest.mark.parametrize("strength", [0.02, 0.3, 5.0])
def test_each_title_chosen_adds_the_most_to_worth_and_the_determinants_logarithm(
    strength: float,
) -> None:
    worth, likeness, *_ = made_up(12, seed=1)
    expected: list[int] = []
    for _ in range(9):
        values = {
            place: worth[[*expected, place]].sum()
            + strength * volume_of(likeness, [*expected, place])
            for place in range(12)
            if place not in expected
        }
        expected.append(max(values, key=lambda place: values[place]))
    assert greedy_map(worth, likeness, strength, 9) == expected
    assert expected != list(range(9))


def test_without_strength_it_is_the_order_of_worth_and_no_title_comes_twice() -> None:
    worth, likeness, *_ = made_up(6, seed=3)
    assert greedy_map(worth, likeness, 0.0, 4) == [0, 1, 2, 3]
    assert sorted(greedy_map(worth, likeness, 1.0, 20)) == list(range(6))
