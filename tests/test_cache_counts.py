"""Hits and misses of a cache, as they are counted."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter_ns

import numpy as np
import pytest

from recflix_tui.cache_counts import (
    CacheCounter,
    array_bytes,
    counter,
    figures_everywhere,
    kept_calls,
)


@dataclass(frozen=True)
class Holder:
    numbers: np.ndarray
    name: str


class Owner:
    """What a cache hangs on."""

    def __init__(self, *values: object) -> None:
        self.values = list(values)


def test_before_anything_is_asked_there_is_no_rate_and_no_time() -> None:
    figures = CacheCounter("tastes", "each profile").figures()
    assert (figures.name, figures.what) == ("tastes", "each profile")
    assert (figures.hits, figures.misses, figures.entries, figures.nbytes) == (0, 0, 0, 0)
    assert figures.hit_rate is figures.hit_seconds is figures.miss_seconds is None


def test_times_are_means_from_the_asking_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recflix_tui.cache_counts.perf_counter_ns", lambda: 1_000_000)
    count = CacheCounter("tastes", "")
    count.hit(999_000)
    count.hit(997_000)
    count.hit(998_000)
    count.miss(0)
    figures = count.figures()
    assert (figures.hits, figures.misses, figures.hit_rate) == (3, 1, 0.75)
    assert figures.hit_seconds == pytest.approx(2e-6)
    assert figures.miss_seconds == pytest.approx(1e-3)


def test_none_is_lost_where_several_threads_count() -> None:
    count = CacheCounter("tastes", "")

    def ask(n: int) -> None:
        for _ in range(500):
            count.hit(perf_counter_ns())
            count.miss(perf_counter_ns())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(8)))
    figures = count.figures()
    assert (figures.hits, figures.misses) == (4000, 4000)


def test_what_is_held_is_counted_for_as_long_as_its_owner_is_there() -> None:
    count = CacheCounter("lines", "")
    first = Owner(np.zeros(10, np.float32), "words")
    second = Owner(np.zeros(3, np.int64))
    for owner in (first, second):
        count.holds(owner, lambda own: own.values)
    assert (count.figures().entries, count.figures().nbytes) == (3, 64)
    first.values.clear()
    assert (count.figures().entries, count.figures().nbytes) == (1, 24)
    del second, owner
    gc.collect()
    assert count.figures().entries == 0


def test_the_bytes_of_arrays_are_found_in_fields_and_items() -> None:
    numbers = np.zeros(5, np.float64)
    assert array_bytes(numbers) == 40
    assert array_bytes(Holder(numbers, "name")) == 40
    assert array_bytes([(numbers, 3), {"a": Holder(numbers, "")}, "words", None]) == 80


def test_a_counter_of_the_whole_program_is_told_with_the_others() -> None:
    made = counter("of a test", "nothing")
    made.hit(perf_counter_ns())
    told = [figures for figures in figures_everywhere() if figures.name == "of a test"]
    assert [figures.hits for figures in told] == [1]


def test_the_last_calls_are_kept_and_the_oldest_is_forgotten() -> None:
    worked: list[int] = []
    count = CacheCounter("squares", "")

    @kept_calls(count, 2)
    def square(n: int) -> int:
        worked.append(n)
        return n * n

    assert [square(n) for n in (1, 2, 1, 3, 1, 2)] == [1, 4, 1, 9, 1, 4]
    assert worked == [1, 2, 3, 2]  # when 3 came, 2 was the one that was asked for longest ago
    figures = count.figures()
    assert (figures.hits, figures.misses, figures.entries) == (2, 4, 2)
