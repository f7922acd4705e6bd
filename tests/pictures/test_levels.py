from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.pictures.levels import EMPTY, legend, linear_levels, rank_levels, reach


def ranks_by_hand(values: list[float]) -> list[float]:
    """The middle of the ranks of each value, by counting."""
    return [
        sum(other < value for other in values) + sum(other == value for other in values) / 2
        for value in values
    ]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40), st.integers(2, 32))
def test_ranks_spread_over_the_whole_scale(counts: list[int], n: int) -> None:
    values = [count / 7 for count in counts]
    levels, _ = rank_levels(values, n)
    ranks = ranks_by_hand(values)
    low, high = min(ranks), max(ranks)
    for level, rank in zip(levels, ranks, strict=True):
        wanted = (rank - low) / (high - low) * (n - 1) if high > low else n - 1
        assert abs(int(level) - wanted) <= 0.5 + 1e-9


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40))
def test_equal_values_have_equal_levels_and_more_is_never_lower(counts: list[int]) -> None:
    levels, _ = rank_levels(counts, 8)
    for count, level in zip(counts, levels, strict=True):
        assert (level == EMPTY) == (count == 0)
        for other, its in zip(counts, levels, strict=True):
            if 0 < other <= count:
                assert its <= level


def test_one_rating_among_six_million_cells_is_seen() -> None:
    density = np.zeros((60, 100))
    density[3, 4], density[5, 6] = 1e-7, 0.5
    levels, steps = rank_levels(density, 32)
    assert (levels[3, 4], levels[5, 6]) == (0, 31)
    assert (levels == EMPTY).sum() == 5998
    assert (steps[0], steps[-1]) == (1e-7, 0.5)


def test_without_any_value_all_is_empty() -> None:
    levels, steps = rank_levels([[0, np.nan]], 4)
    assert levels.tolist() == [[EMPTY, EMPTY]]
    assert np.isnan(steps).tolist() == [True] * 4
    assert legend(steps) == ()


@given(st.floats(1e-7, 1), st.integers(2, 32))
def test_the_only_value_is_marked_at_the_level_that_its_cells_have(value: float, n: int) -> None:
    levels, steps = rank_levels([[value, 0], [value, np.nan]], n)
    assert levels.tolist() == [[n - 1, EMPTY], [n - 1, EMPTY]]
    assert legend(steps) == ((1.0, value),)


def test_the_steps_of_a_scale_by_rank_say_what_their_levels_stand_for() -> None:
    values = np.arange(1, 33) ** 2
    levels, steps = rank_levels(values, 32)
    assert np.allclose(steps[levels], values)


def test_even_steps_go_from_end_to_end() -> None:
    levels, steps = linear_levels([[0.5, 1.0, 5.0], [np.nan, -3, 99]], 0.5, 5.0, 10)
    assert levels.tolist() == [[0, 1, 9], [EMPTY, 0, 9]]
    assert steps == pytest.approx([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5])


def test_the_middle_of_an_odd_number_of_steps_is_zero() -> None:
    levels, steps = linear_levels([-2, -0.01, 0.01, 2], -2, 2, 31)
    assert levels.tolist() == [0, 15, 15, 30]
    assert steps[15] == 0


def test_a_legend_has_both_ends_and_repeats_no_value() -> None:
    assert legend(np.linspace(0.5, 5, 10), 4) == ((0, 0.5), (1 / 3, 2), (2 / 3, 3.5), (1, 5))
    assert legend(np.array([1.0, 1, 1, 1, 2]), 5) == ((0, 1.0), (1, 2.0))


def test_a_reach_leaves_out_the_outermost_and_what_is_not_there() -> None:
    values = np.array([*np.linspace(3, 4, 101), 0.5, np.nan])
    low, high = reach(values, 0.5, 5)
    assert 3 <= low < 3.05
    assert 3.95 < high <= 4


def test_a_reach_is_never_nothing() -> None:
    assert reach([3.5, 3.5], 0.5, 5) == pytest.approx((3.4, 3.6))
    assert reach([5.0, 5.0], 0.5, 5) == pytest.approx((4.9, 5))
    assert reach([np.nan], 0.5, 5) == (0.5, 5)
