"""What is said of the measurements, from made-up ones whose ratios are known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recflix_tui.lab.lookup.events import LookupMeasured
from recflix_tui.lab.lookup.ways import Way
from recflix_tui.lab.lookup.words import MEMORY, in_short, meaning, times, what_ten_times_takes
from tests.lab.lookup.made_up import measurements

MEASURED = measurements()


def scaled(way: Way, factor: float, from_n: int = 0) -> list[LookupMeasured]:
    """The measurements, with one way's times longer from a number of titles on."""
    return [
        replace(m, ns=m.ns * factor) if m.way == way and m.n_titles >= from_n else m
        for m in MEASURED
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [(1.0, "1.0"), (9.84, "9.8"), (9.97, "10"), (12.4, "12"), (9834, "9,800"), (0.31, "0.3")],
)
def test_a_ratio_has_two_digits_that_count(value: float, said: str) -> None:
    assert times(value) == said


def test_a_list_takes_ten_times_the_time_for_ten_times_the_titles() -> None:
    said = meaning(MEASURED, Way.LIST)
    assert "Ten times the titles, 10 times the time." in said
    assert "all 10,000,000 are read: 2.0 times as long" in said


def test_the_ratio_of_the_list_is_the_measured_one() -> None:
    said = meaning([replace(m, ns=m.n_titles**0.9) for m in MEASURED], Way.LIST)
    assert "Ten times the titles, 7.9 times the time." in said


def test_a_binary_search_takes_a_step_more_for_twice_the_titles() -> None:
    said = meaning(MEASURED, Way.BINARY)
    assert "10 steps for 1,000, 24 steps for" not in said  # `steps` is said once
    assert "10 steps for 1,000, 24 for 10,000,000." in said
    assert "10,000 times the titles took 2.3 times as long." in said
    assert MEMORY not in said


def test_what_a_binary_search_takes_beyond_its_steps_is_put_down_to_memory() -> None:
    said = meaning(scaled(Way.BINARY, 3.0, 1_000_000), Way.BINARY)
    assert "took 7.0 times as long, the steps alone 2.4" in said
    assert MEMORY in said


def test_a_dict_that_slows_down_is_said_to_with_the_reason() -> None:
    said = meaning(MEASURED, Way.DICT)
    assert "40 ns among 1,000, 140 ns among 10,000,000; 3.5 times as long" in said
    assert MEMORY in said


def test_a_dict_that_does_not_slow_down_is_said_to_take_the_same() -> None:
    flat = [replace(m, ns=40.0) for m in MEASURED]
    said = meaning(flat, Way.DICT)
    assert "The same however many: 40 ns among 1,000, 40 ns among 10,000,000." in said
    assert MEMORY not in said


def test_the_apps_own_path_is_told_with_its_catalogue_and_what_it_takes() -> None:
    said = meaning(MEASURED, Way.APP)
    assert "2.9 µs among 9,742 titles, 980 ns each where 1,000 are asked for" in said
    assert "The block takes 8 bytes a title, the dict 60" in said


@pytest.mark.parametrize("way", [Way.LIST, Way.BINARY, Way.DICT, Way.APP])
def test_before_anything_is_measured_no_number_is_said(way: Way) -> None:
    said = meaning([], way)
    assert said
    assert not any(letter.isdigit() for letter in said)
    assert in_short([]) == ""


def test_the_upshot_compares_dict_and_list_where_most_titles_were() -> None:
    took = {(m.way, m.n_titles): m.ns for m in MEASURED if m.is_there}
    ratios = {n: took[Way.LIST, n] / took[Way.DICT, n] for n in (10**6, 10**5, 10**4, 10**3)}
    fewer = ", ".join(f"{times(ratio)} among {n:,}" for n, ratio in ratios.items())
    assert in_short(MEASURED) == (
        "Among 10,000,000 titles the dict finds one in 140 ns, the list in 50 ms: "
        f"360,000 times as long ({fewer})."
    )
    some = [m for m in MEASURED if m.n_titles <= 100_000 or m.way != Way.LIST]
    assert in_short(some).startswith("Among 100,000 titles the dict finds one in 100 ns")


def test_how_all_grow_is_one_sentence() -> None:
    said = what_ten_times_takes(MEASURED)
    assert said.startswith("Ten times the titles take the list 10 times as long, the binary search")
    assert MEMORY in said
    flat = [replace(m, ns=40.0) if m.way == Way.DICT else m for m in MEASURED]
    assert what_ten_times_takes(flat).endswith("the dict 1.0 times.")
    assert what_ten_times_takes([]) == ""
