"""How the time grows, on lines whose growth is known."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.lab.lookup.growth import exponent, ratio, steps


@pytest.mark.parametrize("a", [0.0, 0.3, 1.0, 2.0])
def test_the_exponent_of_a_power_is_found(a: float) -> None:
    line = [(n, 7.0 * n**a) for n in (1000, 3000, 10_000, 1_000_000)]
    assert exponent(line) == pytest.approx(a, abs=1e-9)


def test_the_exponent_is_the_slope_that_least_squares_give() -> None:
    line = [(1000, 50.0), (3000, 60.0), (10_000, 170.0), (30_000, 90.0)]
    n, t = np.log10(np.array(line)).T
    assert exponent(line) == pytest.approx(np.polyfit(n, t, 1)[0], abs=1e-9)


def test_the_ratio_is_of_the_last_to_the_first() -> None:
    assert ratio([(1000, 20.0), (3000, 90.0), (10_000, 50.0)]) == 2.5


def test_the_steps_are_those_that_a_binary_search_takes_at_most() -> None:
    def counted(n: int) -> int:
        taken = 0
        while n:
            n, taken = n // 2, taken + 1
        return taken

    for n in (1, 2, 3, 4, 1000, 1023, 1024, 10_000_000):
        assert steps(n) == counted(n)
