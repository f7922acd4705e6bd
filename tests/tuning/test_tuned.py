"""The settings that a tuning found, as they are kept."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.als.als_settings import AlsSettings
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.tuning.events import Tuned
from recflix_tui.tuning.search import Search, tune
from recflix_tui.tuning.tuned import TunedDefaults, find_tuned, forget_tuned, keep_tuned
from tests.tuning.guess import Guess, make_ratings

FOUND = TunedDefaults({"reg": 0.5, "factors": 96}, 0.8, 0.9, 0.1, 0.01, 5, 16, 0, 1e9)


def test_tuned_settings_take_the_place_of_defaults_alone(tmp_path: Path) -> None:
    start = SgdSettings(factors=8, side=("implicit",))
    keep_tuned(tmp_path, "f", start, FOUND)
    found = find_tuned(tmp_path, "f", start)
    assert found == FOUND
    assert found.of(start, given=["factors"]) == replace(start, reg=0.5)
    assert found.of(start) == replace(start, reg=0.5, factors=96)


def test_a_search_that_was_ended_early_leaves_what_was_kept(tmp_path: Path) -> None:
    kept = replace(FOUND, settings={"stars": 2.5})
    keep_tuned(tmp_path, "f", Guess(), kept)
    hurried = Search(candidates=7, seconds=1e-9)
    *_, last = tune(make_ratings(), Guess(), hurried, tmp_path, "f")
    assert isinstance(last, Tuned)
    assert not last.complete
    assert find_tuned(tmp_path, "f", Guess()) == kept


def test_tuned_settings_are_of_one_dataset_solver_and_side(tmp_path: Path) -> None:
    start = SgdSettings(side=("implicit",))
    keep_tuned(tmp_path, "f", start, FOUND)
    assert find_tuned(tmp_path, "other", start) is None
    assert find_tuned(tmp_path, "f", SgdSettings(side=())) is None
    assert find_tuned(tmp_path, "f", AlsSettings(side=("implicit",))) is None
    # Those of other ratings go when new ones are kept.
    keep_tuned(tmp_path, "other", SgdSettings(side=()), FOUND)
    assert find_tuned(tmp_path, "f", start) is None
    assert find_tuned(tmp_path, "other", SgdSettings(side=())) == FOUND


def test_tuned_settings_are_forgotten_by_solver_or_all(tmp_path: Path) -> None:
    for solver, side in itertools.product(("sgd", "als"), ((), ("implicit",))):
        keep_tuned(tmp_path, "f", settings_for(solver, side=side), FOUND)
    assert sorted(forget_tuned(tmp_path, "als")) == ["als", "als+implicit"]
    keep_tuned(tmp_path, "f", SgdSettings(side=()), None)
    assert forget_tuned(tmp_path) == ["sgd+implicit"]
    assert not list(tmp_path.iterdir())
    assert forget_tuned(tmp_path) == []


def test_settings_that_the_solver_no_longer_has_are_passed_over(tmp_path: Path) -> None:
    start = SgdSettings()
    keep_tuned(tmp_path, "f", start, replace(FOUND, settings={"momentum": 0.9}))
    assert find_tuned(tmp_path, "f", start) is None
    keep_tuned(tmp_path, "f", start, replace(FOUND, settings={"reg": -1.0}))
    assert find_tuned(tmp_path, "f", start) is None


def test_a_damaged_file_is_told_and_can_be_forgotten(tmp_path: Path) -> None:
    (tmp_path / "tuned.json").write_text('{"format": 1, "solv')
    with pytest.raises(ModelError, match=r"damaged.*tune --forget"):
        find_tuned(tmp_path, "f", SgdSettings())
    forget_tuned(tmp_path)
    assert find_tuned(tmp_path, "f", SgdSettings()) is None
