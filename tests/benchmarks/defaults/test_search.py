"""The search for defaults: what it tries, and in what order it shows what it found."""

from __future__ import annotations

from itertools import islice

from benchmarks.defaults.search import Choices, candidates, ranking, with_values
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

CHOICES: Choices = {"factors": [32, 96], "reg": [0.8]}


def test_the_defaults_come_first_then_each_changed_alone_then_mixtures() -> None:
    start = SgdSettings(side=())
    first, *alone, mixed, mixed_again = islice(candidates(start, CHOICES, seed=0), 6)
    assert first == start
    assert [(s.factors, s.reg) for s in alone] == [(32, start.reg), (96, start.reg), (64, 0.8)]
    for settings in (mixed, mixed_again):
        assert settings.factors in CHOICES["factors"]
        assert settings.reg == 0.8


def test_a_whole_number_stays_one() -> None:
    changed = with_values(SgdSettings(), {"factors": 32.0, "reg": 1})
    assert (changed.factors, changed.reg) == (32, 1.0)
    assert type(changed.factors) is int
    assert type(changed.reg) is float


def test_what_is_least_above_the_best_of_each_data_set_stands_first() -> None:
    start, other = SgdSettings(side=()), SgdSettings(side=(), factors=32)
    tried: dict[SolverSettings, list[float]] = {start: [1.0, 2.2], other: [1.02, 2.0]}
    heading, best, last = ranking(start, CHOICES, ["one", "two"], tried)
    assert heading.split() == ["excess%", "one", "two", "settings"]
    assert best.split() == ["1.000", "1.0200", "2.0000", "factors=32", "reg=1"]
    assert last.split()[0] == "5.000"
    assert last.endswith("factors=64 reg=1  (the defaults)")
