"""Where the sliders stand."""

from __future__ import annotations

import pytest

from recflix_tui.factors.showing.sliders import LIMIT, STEP, SliderValues

LEARNED = (-1.33, 0.5, 4.2)


def test_at_first_they_stand_where_was_learnt() -> None:
    sliders = SliderValues.at(LEARNED)
    assert sliders.values == LEARNED
    assert not sliders.is_slid
    assert sliders.slid == ()


def test_as_many_steps_back_lead_to_what_was_learnt() -> None:
    sliders = SliderValues.at(LEARNED)
    for steps in (1, 1, 1, -1, -1):
        sliders = sliders.stepped(0, steps)
    assert sliders.values[0] == pytest.approx(LEARNED[0] + STEP)
    assert sliders.is_slid
    sliders = sliders.stepped(0, -1)
    assert sliders == SliderValues.at(LEARNED)


def test_they_reach_to_their_limit_or_to_what_was_learnt_beyond_it() -> None:
    sliders = SliderValues.at(LEARNED).stepped(1, 1000).stepped(2, 1000)
    assert sliders.values == pytest.approx((LEARNED[0], LIMIT, 4.2))
    assert sliders.slid == (1,)
    assert sliders.stepped(2, -1000).values[2] == pytest.approx(-4.2)


def test_the_farthest_slid_comes_first() -> None:
    sliders = SliderValues.at(LEARNED).with_value(1, 1.0).with_value(0, 1.0)
    assert sliders.slid == (0, 1)


def test_shifts_go_along_with_another_learnt_taste() -> None:
    sliders = SliderValues.at(LEARNED).with_value(0, 0.0).with_value(1, 2.9)
    moved = sliders.relearned((-1.0, 1.5, 0.0))
    assert moved.values == pytest.approx((0.33, LIMIT, 0.0))
    assert moved.slid == (1, 0)
    assert moved.shift[2] == 0
