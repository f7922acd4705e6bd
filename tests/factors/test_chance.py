"""The hypergeometric tail, beside exact fractions."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from recflix_tui.factors.chance import upper_tail


def exact(k: int, n: int, K: int, N: int) -> float:
    ways = sum(comb(K, j) * comb(N - K, n - j) for j in range(k, min(n, K) + 1))
    return float(Fraction(ways, comb(N, n)))


@pytest.mark.parametrize(
    ("k", "n", "K", "N"),
    [(3, 10, 5, 40), (1, 1, 1, 2), (10, 10, 30, 60), (57, 98, 140, 1967), (2, 30, 25, 40)],
)
def test_it_is_the_share_of_the_draws_with_as_many(k: int, n: int, K: int, N: int) -> None:
    assert upper_tail(k, n, K, N) == pytest.approx(exact(k, n, K, N), rel=1e-9)


def test_at_least_none_is_certain_and_more_than_there_are_is_impossible() -> None:
    assert upper_tail(0, 5, 3, 20) == 1
    assert upper_tail(4, 5, 3, 20) == 0
    assert upper_tail(3, 5, 18, 20) == 1  # only two of the twenty are without it


def test_small_chances_keep_their_size_in_large_catalogues() -> None:
    assert upper_tail(300, 1000, 900, 20_000) == pytest.approx(
        exact(300, 1000, 900, 20_000), rel=1e-6
    )
