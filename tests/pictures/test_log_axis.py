"""Axes of decades, and how times on them are written."""

from __future__ import annotations

import math

import pytest

from recflix_tui.pictures.log_axis import LogAxis, count_words, decade_words, time_words


def test_an_axis_holds_all_values_in_the_fewest_decades() -> None:
    axis = LogAxis.over([27.0, 51_000_000.0])
    assert axis.decades == pytest.approx([10.0**k for k in range(1, 9)])
    assert axis.at(axis.low) == 0
    assert axis.at(axis.high) == pytest.approx(1)
    assert 0 < axis.at(27.0) < axis.at(51_000_000.0) < 1


def test_powers_of_ten_are_ends_themselves() -> None:
    axis = LogAxis.over([10.0**k for k in range(3, 8)])
    assert axis.low == pytest.approx(1e3)
    assert axis.high == pytest.approx(1e7)


def test_one_value_or_none_has_a_decade_to_itself() -> None:
    assert len(LogAxis.over([50.0]).decades) == 2
    assert len(LogAxis.over([1000.0]).decades) == 2
    assert LogAxis.over([]).decades == pytest.approx([1, 10])


def test_equal_ratios_are_equally_far_apart() -> None:
    axis = LogAxis.over([1.0, 1e6])
    assert axis.at(30.0) - axis.at(3.0) == pytest.approx(axis.at(3e5) - axis.at(3e4))
    assert axis.at(1e3) == pytest.approx(math.log(1e3) / math.log(1e6))


@pytest.mark.parametrize(
    ("ns", "said"),
    [
        (3, "3.0 ns"),
        (27.4, "27 ns"),
        (999.7, "1.0 µs"),
        (1432, "1.4 µs"),
        (51e6, "51 ms"),
        (999.6e6, "1.0 s"),
        (12e9, "12 s"),
    ],
)
def test_a_time_is_written_in_the_unit_that_suits(ns: float, said: str) -> None:
    assert time_words(ns) == said


def test_the_ends_of_decades_are_written_short() -> None:
    assert [decade_words(10.0**k) for k in range(1, 10)] == [
        "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s",
    ]  # fmt: skip
    assert [count_words(10.0**k) for k in range(2, 8)] == ["100", "1k", "10k", "100k", "1M", "10M"]
