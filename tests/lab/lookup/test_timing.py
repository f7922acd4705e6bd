"""How a look-up is timed, by a clock that the look-ups themselves move."""

from __future__ import annotations

import gc
from collections.abc import Sequence

import pytest

from recflix_tui.lab.lookup.timing import (
    FEWEST_BATCHES,
    MOST_BATCHES,
    MOST_IN_BATCH,
    best_clock,
    no_collection,
    time_look_up,
)


class Clock:
    """A clock that goes on by what each look-up takes."""

    def __init__(self, *ns: int) -> None:
        self.now, self.batches, self._ns = 0, list[int](), ns

    def __call__(self) -> int:
        return self.now

    def look_up(self, wanted: list[int]) -> Sequence[int]:
        each = self._ns[min(len(self.batches), len(self._ns) - 1)]
        self.batches.append(len(wanted))
        self.now += each * len(wanted)
        return wanted


def numbers(n: int) -> list[int]:
    return list(range(n))


def test_what_one_look_up_takes_is_the_median_of_the_batches() -> None:
    clock = Clock(100, 70, 900, 80, 75, 90, 85, 60, 65, 95)
    timed = time_look_up(clock.look_up, numbers, 8, clock=clock)
    assert timed.ns == 80
    assert clock.batches == [8, *[MOST_IN_BATCH] * MOST_BATCHES]
    assert timed.n_lookups == MOST_IN_BATCH * MOST_BATCHES


def test_slow_look_ups_are_timed_few_times_and_the_first_batch_counts() -> None:
    clock = Clock(50_000_000, 40_000_000, 60_000_000)
    timed = time_look_up(clock.look_up, numbers, 8, clock=clock)
    assert clock.batches == [8] * FEWEST_BATCHES
    assert (timed.ns, timed.n_lookups) == (50_000_000, 24)


def test_what_the_first_batch_found_is_checked() -> None:
    seen: list[Sequence[int]] = []
    clock = Clock(10)
    time_look_up(clock.look_up, numbers, 4, seen.append, clock)
    assert seen == [[0, 1, 2, 3]]


def test_a_clock_that_stands_still_is_no_division_by_zero() -> None:
    assert time_look_up(numbers_of, numbers, 8, clock=lambda: 0).ns == 1


def numbers_of(wanted: list[int]) -> list[int]:
    return wanted


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_waits_and_is_then_as_it_was(on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with no_collection():
            assert not gc.isenabled()
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()


def test_the_clock_goes_forward() -> None:
    clock = best_clock()
    first = clock()
    sum(range(200_000))
    assert clock() > first
