from __future__ import annotations

import os
import re

import numpy as np
import pytest

from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.auto import choose
from recflix_tui.solvers.fitting import Trained, fit, train
from recflix_tui.solvers.gibbs.gibbs_settings import GibbsSettings
from recflix_tui.solvers.pace import crowding, slowness
from recflix_tui.solvers.warming import warm

ML_100K = (100_000, 943, 1_682)
ML_32M = (32_000_204, 200_948, 87_585)


def test_small_data_gets_the_most_accurate_solver_and_large_data_the_quickest() -> None:
    solver, why = choose(*ML_100K, slow=1, crowded=1)
    assert (solver, why.partition(";")[0]) == ("gibbs", "the most accurate")
    solver, why = choose(*ML_32M, slow=1, crowded=1)
    assert (solver, why.partition(";")[0]) == ("sgd", "the quickest")


def test_the_time_allowed_decides() -> None:
    assert choose(*ML_100K, seconds=0.5, slow=1, crowded=1)[0] == "sgd"
    assert choose(*ML_32M, seconds=1e6, slow=1, crowded=1)[0] == "gibbs"


def test_a_machine_half_as_fast_is_promised_twice_as_much() -> None:
    solver, why = choose(671_000, 671, 9_066, seconds=1e6, slow=1, crowded=1)
    quick = int(re.search(r"about (\d+) s here", why)[1])  # type: ignore[index]
    _, why = choose(671_000, 671, 9_066, seconds=1e6, slow=2, crowded=1)
    slow = int(re.search(r"about (\d+) s here", why)[1])  # type: ignore[index]
    assert solver == "gibbs"
    assert abs(slow - 2 * quick) <= 1


def test_on_a_machine_too_slow_for_the_time_allowed_the_quickest_is_taken() -> None:
    assert choose(*ML_100K, seconds=60, slow=1, crowded=1)[0] == "gibbs"
    solver, why = choose(*ML_100K, seconds=60, slow=100, crowded=1)
    assert solver == "sgd"
    assert "more than the 60 s allowed" in why


def test_how_slow_the_machine_is_is_measured_once() -> None:
    assert slowness() > 0
    assert slowness() == slowness()


def test_a_busy_machine_is_promised_more_time_but_chooses_the_same() -> None:
    solver, why = choose(671_000, 671, 9_066, slow=1, crowded=4)
    assert solver == "gibbs"
    assert re.search(r"about \d+ (s|min) here$", why)
    assert choose(671_000, 671, 9_066, seconds=120, slow=1, crowded=4)[0] == "sgd"


@pytest.mark.parametrize(
    ("load", "threads", "cores", "times"), [(0, 2, 2, 1), (2, 2, 2, 2), (6, 2, 2, 4), (1, 4, 8, 1)]
)
def test_the_more_others_run_the_longer_work_takes(
    monkeypatch: pytest.MonkeyPatch, load: float, threads: int, cores: int, times: float
) -> None:
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0), raising=False)
    assert crowding(threads, cores) == times


def test_what_is_not_given_keeps_the_solvers_own_default() -> None:
    settings = settings_for("gibbs", factors=8, seed=None)
    assert settings == GibbsSettings(factors=8)


@pytest.mark.parametrize(
    ("solver", "given", "words"),
    [
        ("svd", {}, "there is no solver 'svd'; give one of sgd, als, gibbs"),
        ("als", {"learning_rate": 0.1}, "als has no setting learning rate"),
        ("gibbs", {"factors": 0}, "factors must be from 1 to 127, not 0"),
        ("gibbs", {"side": ("moon",)}, "there is no side input 'moon'"),
    ],
)
def test_what_cannot_be_set_is_refused(solver: str, given: dict[str, object], words: str) -> None:
    with pytest.raises(ModelError, match=words):
        settings_for(solver, **given)


@pytest.mark.parametrize("solver", list(SOLVERS))
def test_every_solver_learns_the_taste_that_made_the_ratings(taste: Ratings, solver: str) -> None:
    settings = settings_for(solver, factors=4, epochs=20, side=())
    predicted = fit(taste, settings).model.predict(taste.users, taste.items)
    assert np.sqrt(np.mean((predicted - taste.stars) ** 2)) < 0.75 * np.std(taste.stars)


@pytest.mark.parametrize("solver", list(SOLVERS))
def test_without_a_refit_the_model_of_the_search_is_kept(taste: Ratings, solver: str) -> None:
    settings = settings_for(solver, factors=4, epochs=12, refit=False, side=())
    *_, last = train(taste, settings)
    assert isinstance(last, Trained)
    assert last.holdout_rmse is not None


def test_warming_runs_every_solver() -> None:
    assert set(warm()) == {*SOLVERS, "what people pick", "top items"}


def test_large_data_does_not_wait_for_a_take_off() -> None:
    settings = settings_for("sgd")
    assert settings.waits(100_000) == (20, 10)
    assert settings.waits(20_000_000) == (3, 3)


@pytest.mark.parametrize("solver", ["sgd", "als"])
def test_the_noise_of_a_refit_is_that_of_the_holdout(taste: Ratings, solver: str) -> None:
    found = fit(taste, settings_for(solver, factors=4, epochs=20))
    assert found.holdout_rmse is not None
    assert found.model.prior.noise[0] == pytest.approx(found.holdout_rmse**2, rel=1e-6)
