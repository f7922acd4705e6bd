"""How a contender's time is taken, and how those predict that add up biases."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks.contest import contender


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets time pass by so many seconds, and by nothing else."""
    now = [0.0]
    monkeypatch.setattr(contender, "time", SimpleNamespace(perf_counter=lambda: now[0]))

    def passes(seconds: float) -> None:
        now[0] += seconds

    return passes


def test_what_a_library_takes_to_set_up_is_no_part_of_an_epoch(
    clock: Callable[[float], None],
) -> None:
    assert contender.difference(lambda epochs: clock(5 + 2 * epochs), 1, 4) == [2]


def test_short_epochs_are_repeated(clock: Callable[[float], None]) -> None:
    assert contender.repeated(lambda: clock(0.25), least=1) == [0.25] * 4
    assert contender.repeated(lambda: clock(8), least=1) == [8]


def test_unknown_rows_add_nothing() -> None:
    rng = np.random.default_rng(0)
    b, c, P, Q = rng.random(2), rng.random(3), rng.random((2, 4)), rng.random((3, 4))
    users, items = np.array([0, -1, 1]), np.array([2, 2, -1])
    expected = [3 + b[0] + c[2] + P[0] @ Q[2], 3 + c[2], 3 + b[1]]
    np.testing.assert_allclose(contender.biased(3.0, b, c, P, Q, users, items), expected)
