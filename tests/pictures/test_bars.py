"""Bars of characters."""

from __future__ import annotations

import pytest

from recflix_tui.pictures.bars import bar, decades, log_share


def test_ten_times_as_many_is_one_step_wherever_one_stands_on_a_log_axis() -> None:
    steps = [log_share(10 * n, 5_000) - log_share(n, 5_000) for n in (1, 7, 30, 500)]
    assert steps == pytest.approx([steps[0]] * 4)
    assert steps[0] > 0.2


def test_a_log_axis_shows_one_and_ends_at_the_most() -> None:
    assert log_share(0, 5_000) == 0
    assert 0 < log_share(1, 5_000) < log_share(2, 5_000)
    assert log_share(5_000, 5_000) == 1
    assert log_share(1, 1) == 1


def test_decades_are_the_powers_of_ten_up_to_the_most() -> None:
    assert decades(0) == ()
    assert decades(1) == (1,)
    assert decades(99) == (1, 10)
    assert decades(100) == (1, 10, 100)


def test_a_bar_is_as_long_as_its_share_to_an_eighth() -> None:
    assert bar(0.5, 4) == "██  "
    assert bar(1, 4) == "████"
    assert bar(3 / 8, 1) == "▍"
    assert bar(0, 3) == "   "


def test_what_there_is_is_seen_and_no_bar_is_longer_than_its_room() -> None:
    assert bar(1e-9, 3) == "▏  "
    assert bar(1.2, 3) == "███"
