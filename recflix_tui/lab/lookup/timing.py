"""How long one look-up takes: many in a batch, several batches, and the median of these."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Batch = Callable[[int], list[int]]
Clock = Callable[[], int]
LookUp = Callable[[list[int]], Sequence[T]]
BATCH_SECONDS = 0.01
"""What a batch is made to last, so that the clock's own ticks are nothing beside it."""
MOST_IN_BATCH = 20_000
FEWEST_BATCHES, MOST_BATCHES = 3, 9
BUDGET = 0.1
"""Seconds of batches, where they are more than the fewest."""


@dataclass(frozen=True)
class Timed:
    """What one look-up takes."""

    ns: float
    """Nanoseconds of one look-up: the median of the batches' means."""
    n_lookups: int
    """How many were timed, in all batches."""


def best_clock() -> Clock:
    """A clock in nanoseconds: of the processor's time on this thread, which other programs at
    work do not lengthen, where it is fine enough; else of the time that passes."""
    fine = time.get_clock_info("thread_time").resolution <= 1e-6
    return time.thread_time_ns if fine else time.perf_counter_ns


@contextmanager
def no_collection() -> Iterator[None]:
    """Python's garbage collector waits meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def time_look_up(
    look_up: LookUp[T],
    batch: Batch,
    fewest: int,
    check: Callable[[Sequence[T]], None] = lambda found: None,
    clock: Clock | None = None,
) -> Timed:
    """Time `look_up` on batches of ids.

    batch: makes so many ids, others each time. fewest: ids of a batch. check: raises where what
    the first batch found is not what there is. That batch, of the fewest, sets how large the
    others are; where they are as small, it is one of them.
    """
    clock = clock or best_clock()
    with no_collection():
        first, found = _time(look_up, batch(fewest), clock)
        check(found)
        del found
        n = min(max(int(BATCH_SECONDS * 1e9 / first), fewest), MOST_IN_BATCH)
        n_batches = int(BUDGET * 1e9 / (first * n))
        n_batches = min(max(n_batches, FEWEST_BATCHES), MOST_BATCHES)
        means = [first] if n == fewest else []
        while len(means) < n_batches:
            means.append(_time(look_up, batch(n), clock)[0])
    return Timed(statistics.median(means), n * n_batches)


def _time(look_up: LookUp[T], ids: list[int], clock: Clock) -> tuple[float, Sequence[T]]:
    """Nanoseconds a look-up, 1 at least, and what was found."""
    start = clock()
    found = look_up(ids)
    return max((clock() - start) / len(ids), 1.0), found
