"""Data so small or so flat that nothing can be learnt from it, by every solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.fitting import Trained, fit, to_the_end
from tests.examples.models import make_taste

Profile = list[tuple[int, float]]


def rated(rows: list[tuple[int, int, float]], n_users: int, n_items: int) -> Ratings:
    users, items, stars = (np.array(column) for column in zip(*rows, strict=True))
    return Ratings(users, items, stars.astype(np.float32), n_users, n_items, 0.5, 5.0)


def some(n_users: int, n_items: int, of: Callable[[int, int], float]) -> Ratings:
    """Two of three pairs are rated; one title that nobody rated comes last."""
    rows = [(u, i, of(u, i)) for u in range(n_users) for i in range(n_items) if (u * 7 + i * 5) % 3]
    return rated(rows or [(0, 0, of(0, 0))], n_users, n_items + 1)


def at_random(u: int, i: int) -> float:
    return (1 + (u * 37 + i * 61 + u * i * 13) % 10) / 2


SETS = {
    "four ratings": rated([(0, 0, 4.0), (0, 1, 3.5), (1, 0, 5.0), (1, 2, 1.0)], 2, 4),
    "one rating": rated([(0, 0, 1.0)], 1, 3),
    "both ends": rated([(0, 0, 0.5), (0, 1, 5.0), (0, 2, 5.0), (1, 0, 0.5)], 2, 5),
    "one user": some(1, 12, at_random),
    "one title": some(9, 1, at_random),
    "two users": some(2, 20, at_random),
    "two titles": some(20, 2, at_random),
    "ten users": some(10, 30, at_random),
    "all alike": some(8, 9, lambda _u, _i: 4.0),
    "all the best": some(7, 6, lambda _u, _i: 5.0),
    "many titles": rated([(0, 0, 4.0), (0, 1, 3.5), (1, 0, 5.0), (1, 2, 1.0)], 2, 500),
}
PROFILES: list[Profile] = [[], [(0, 5.0)], [(0, 1.0)], [(0, 0.5), (1, 5.0), (2, 3.0)]]


pytestmark = pytest.mark.filterwarnings("error")


@cache
def trained_on(name: str, solver: str, whatever: bool) -> Trained:
    """What a solver makes of a set, as it is used or whatever comes of it: trained once for all
    the tests that look at it."""
    return to_the_end(SETS[name], settings_for(solver), whatever)


@pytest.fixture(params=SETS)
def tiny(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SOLVERS)
def solver(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def of_profiles(model: FactorModel) -> Iterator[tuple[Profile, np.ndarray, np.ndarray]]:
    """What a model predicts to profiles that it was not trained on, and how surely."""
    every = np.arange(model.n_items)
    for profile in PROFILES:
        known = [(item, stars) for item, stars in profile if item < model.n_items]
        items, stars = np.array([i for i, _ in known], int), [s for _, s in known]
        raw = model.score_all(model.fold_in(items, stars))
        yield known, raw, model.uncertainty(items, stars, every)


@pytest.mark.parametrize("whatever", [False, True], ids=["as it is used", "the solver's own"])
def test_predictions_lie_near_the_scale_and_no_doubt_is_beyond_it(
    tiny: str, solver: str, whatever: bool
) -> None:
    data, model = SETS[tiny], trained_on(tiny, solver, whatever).model
    users, items = (index.ravel() for index in np.indices((data.n_users, data.n_items)))
    for raw in (model.predict(users, items), *(raw for _, raw, _ in of_profiles(model))):
        assert np.isfinite(raw).all()
        assert raw.min() > data.low - 0.5
        assert raw.max() < data.high + 0.5
        shown = model.on_scale(raw)
        assert data.low <= shown.min()
        assert shown.max() <= data.high
    for _, _, doubt in of_profiles(model):
        assert np.isfinite(doubt).all()
        assert doubt.max() <= (data.high - data.low) / 2


def test_few_ratings_do_not_make_a_prediction_sure(solver: str) -> None:
    for name in ("four ratings", "one rating", "ten users", "one title"):
        model = trained_on(name, solver, False).model
        for profile, _, doubt in of_profiles(model):
            if len(profile) <= 1:
                assert doubt.min() > 0.4


def test_a_title_rated_once_and_badly_is_not_predicted_to_be_the_best(solver: str) -> None:
    own = fit(SETS["four ratings"], settings_for(solver)).model
    for model in (trained_on("four ratings", solver, False).model, own):
        scores = model.score_all(model.fold_in(np.array([], int), []))
        assert scores[2] < scores[0]
        assert scores[2] < 3.5


def test_where_too_little_can_be_held_out_the_biases_are_used_and_it_is_said(
    tiny: str, solver: str
) -> None:
    end = trained_on(tiny, solver, False)
    assert end.because is not None
    assert "held out" in end.because
    assert not end.model.P.any()
    assert not end.model.Q.any()


# Trainings that are over before they have learnt anything.
HASTY: dict[str, dict[str, Any]] = {
    "sgd": {"epochs": 1},
    "als": {"epochs": 1, "reg": 1000.0, "reg_bias": 1000.0},
    "gibbs": {"epochs": 1, "chains": 1},
}


def test_where_a_model_does_not_beat_the_biases_they_are_used_and_it_is_said(solver: str) -> None:
    taste = make_taste()
    settings = settings_for(solver, side=(), holdout=0.1, **HASTY[solver])
    own, end = (to_the_end(taste, settings, whatever) for whatever in (True, False))
    assert own.because is None
    assert own.model.Q.any()
    assert end.because is not None
    assert "RMSE" in end.because
    assert not end.model.Q.any()
    assert end.holdout_rmse is not None
    assert own.holdout_rmse is not None
    assert end.holdout_rmse < own.holdout_rmse
    assert end.held is not None
    kept = float(np.sqrt(np.mean(np.square(end.held.errors, dtype=np.float64))))
    assert kept == pytest.approx(end.holdout_rmse, rel=1e-5)


def test_where_a_model_beats_the_biases_it_is_used(solver: str) -> None:
    end = to_the_end(make_taste(), settings_for(solver, side=(), factors=3, holdout=0.1))
    assert end.because is None
    assert end.model.Q.any()


def test_without_a_holdout_asked_for_the_solvers_own_model_is_kept(solver: str) -> None:
    end = to_the_end(SETS["ten users"], settings_for(solver, holdout=0.0))
    assert end.because is None
    assert end.model.Q.any()


def test_biases_folded_in_are_those_that_were_trained(solver: str) -> None:
    data = SETS["ten users"]
    model = trained_on("ten users", solver, False).model
    for user in range(data.n_users):
        own = data.users == user
        fold = model.fold_in(data.items[own], data.stars[own])
        assert fold.bias == pytest.approx(float(model.user_bias[user]), abs=1e-4)


@pytest.mark.parametrize("sure", ["als", "sgd"])
def test_without_regularisation_no_doubt_is_beyond_the_scale(sure: str) -> None:
    bare = settings_for(sure, reg=0.0, reg_bias=0.0, epochs=5)
    model = fit(SETS["ten users"], replace(bare, factors=8)).model
    for _, raw, doubt in of_profiles(model):
        assert doubt.max() <= 2.25
        assert np.isfinite(model.on_scale(raw)).all()
