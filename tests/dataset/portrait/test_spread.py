"""How ratings are spread, beside plain loops over the counts."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset.portrait.spread import spread_of
from recflix_tui.dataset.portrait.values import FEW, Bin

COUNTS = st.lists(st.one_of(st.integers(0, 9), st.integers(0, 70_000)), min_size=1, max_size=40)


def gini(counts: list[int]) -> Fraction:
    """The mean difference between two of them, over twice the mean."""
    total = sum(counts)
    if not total:
        return Fraction(0)
    differences = sum(abs(a - b) for a in counts for b in counts)
    return Fraction(differences, 2 * len(counts) * total)


def n_half(counts: list[int]) -> int:
    """How many of the largest it takes to have half of all."""
    so_far = taken = 0
    for count in sorted(counts, reverse=True):
        if 2 * so_far >= sum(counts):
            break
        so_far, taken = so_far + count, taken + 1
    return taken


@given(COUNTS)
def test_a_spread_is_what_loops_over_the_counts_find(counts: list[int]) -> None:
    spread = spread_of(np.array(counts, np.int64))
    ordered = sorted(counts)
    middle = ordered[(len(counts) - 1) // 2] + ordered[len(counts) // 2]
    assert (spread.n, spread.least, spread.most) == (len(counts), ordered[0], ordered[-1])
    assert spread.n_without == counts.count(0)
    assert spread.n_few == sum(count < FEW for count in counts)
    assert spread.median == middle / 2
    assert spread.mean == pytest.approx(sum(counts) / len(counts))
    assert spread.n_half == n_half(counts)
    assert spread.gini == pytest.approx(float(gini(counts)), abs=1e-12)


@given(COUNTS)
def test_bins_double_and_hold_everybody_who_has_a_rating(counts: list[int]) -> None:
    bins = spread_of(np.array(counts, np.int64)).bins
    for k, each in enumerate(bins):
        assert (each.least, each.most) == (2**k, 2 ** (k + 1) - 1)
        assert each.n == sum(each.least <= count <= each.most for count in counts)
    assert sum(each.n for each in bins) == len(counts) - counts.count(0)
    assert not bins or bins[-1].n > 0


def test_one_alone_has_all_ratings_and_no_inequality() -> None:
    spread = spread_of(np.array([7]))
    assert (spread.n_half, spread.gini, spread.median) == (1, 0.0, 7.0)
    assert spread.bins == (Bin(1, 1, 0), Bin(2, 3, 0), Bin(4, 7, 1))


def test_where_one_of_many_has_all_ratings_gini_is_near_one() -> None:
    assert spread_of(np.array([0] * 99 + [50])).gini == pytest.approx(0.99)
    assert spread_of(np.full(100, 8)).gini == 0.0
