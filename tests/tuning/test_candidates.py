"""The settings that a search tries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.settings import check_settings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.tuning.candidates import changed, draw
from tests.tuning.guess import TRIED, Guess


def test_drawn_are_the_defaults_and_distinct_settings_of_the_space() -> None:
    start = SgdSettings()
    drawn = draw(start, 30, seed=4)
    assert drawn[0] == start
    assert len(set(drawn)) == 30
    for settings in drawn:
        for name, value in changed(settings, start).items():
            assert value in start.search_space()[name]
    assert draw(start, 10, seed=4) == drawn[:10]
    assert draw(start, 10, seed=5) != drawn[:10]


def test_earlier_settings_are_tried_before_random_ones() -> None:
    before = SgdSettings(reg=9.0)
    drawn = draw(SgdSettings(), 5, 0, [before])
    assert drawn[:2] == [SgdSettings(), before]
    assert drawn[2:] == draw(SgdSettings(), 4, 0)[1:]


def test_a_small_space_is_drawn_whole() -> None:
    drawn = draw(Guess(), 100, 0)
    guesses = sorted(settings.stars for settings in drawn if isinstance(settings, Guess))
    assert guesses == [1.0, *TRIED]


def test_a_side_input_brings_its_own_settings() -> None:
    assert set(Guess().search_space()) == {"stars"}
    assert set(Guess(side=("time",)).search_space()) == {"stars", "nap"}


@pytest.mark.parametrize("solver", SOLVERS)
def test_all_values_of_a_solvers_space_are_within_bounds(solver: str) -> None:
    start = settings_for(solver, side=SOLVERS[solver].sides)
    space = start.search_space()
    assert "factors" in space
    for name, values in space.items():
        for value in values:
            changed_one: dict[str, Any] = {name: value}
            check_settings(replace(start, **changed_one))
            assert isinstance(value, type(getattr(start, name)))
