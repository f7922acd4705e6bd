"""What every solver keeps to, whichever way it fits a model."""

from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from recflix_tui.kernels.rmse import rmse
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.holdout import rating_keys, shared_holdout
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers import all_solvers
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.als import als_run
from recflix_tui.solvers.fitting import Trained, fit, to_the_end, train
from recflix_tui.solvers.run import Run
from recflix_tui.solvers.settings import SolverSettings
from recflix_tui.solvers.sgd import sgd_run
from tests.examples.models import make_taste

SMALL: dict[str, Any] = {"factors": 3, "epochs": 12}
KINDS = {
    **{name: settings_for(name, side=(), **SMALL) for name in SOLVERS},
    "sgd with implicit feedback": settings_for("sgd", side=("implicit",), **SMALL),
    "als by conjugate gradients": settings_for("als", cg_steps=3, **SMALL),
}


@pytest.fixture(params=KINDS)
def settings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SolverSettings:
    """A quick training by each solver, in small parts for several threads on little data too."""
    monkeypatch.setattr(sgd_run, "_TILED_FROM", 1)
    monkeypatch.setattr(sgd_run, "_USER_TILE", 8 * 16 * 4)
    monkeypatch.setattr(sgd_run, "_ITEM_TILE", 6 * 16 * 4)
    monkeypatch.setattr(als_run, "_PART_RATINGS", 100)
    kind: str = request.param
    return KINDS[kind]


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    return make_taste(n_users=60, n_items=40)


def weights(model: FactorModel) -> bytes:
    """All that the model has learnt."""
    arrays = [model.user_bias, model.item_bias, model.P, model.Q, model.prior.precision]
    arrays += [a for a in (model.prior.noise, model.prior.implicit) if a is not None]
    return b"".join(array.tobytes() for array in arrays)


def all_pairs(model: FactorModel) -> np.ndarray:
    """What the model predicts of every user and item."""
    users, items = np.indices((len(model.P), model.n_items))
    return model.predict(users.ravel(), items.ravel())


def flat(n_users: int, n_items: int, stars: float = 4.0) -> Ratings:
    """Everybody rated everything, all alike."""
    users, items = (index.ravel() for index in np.indices((n_users, n_items)))
    same = np.full(len(users), stars, np.float32)
    return Ratings(users, items, same, n_users, n_items, 0.5, 5.0)


def fit_with_holdout(ratings: Ratings, settings: SolverSettings) -> Trained:
    """A training to its end, with a holdout even where that decides nothing."""
    return to_the_end(ratings, settings, whatever=True)


class TestEverySolver:
    def test_gives_the_same_bytes_for_a_seed_whatever_the_threads(
        self, settings: SolverSettings, ratings: Ratings
    ) -> None:
        one, again, three = (fit(ratings, replace(settings, threads=n)) for n in (1, 1, 3))
        assert weights(one.model) == weights(again.model) == weights(three.model)
        assert one.holdout_rmse == again.holdout_rmse == three.holdout_rmse

    def test_gives_other_bytes_for_another_seed(
        self, settings: SolverSettings, ratings: Ratings
    ) -> None:
        one, other = (fit(ratings, replace(settings, seed=seed)) for seed in (0, 1))
        assert weights(one.model) != weights(other.model)

    @pytest.mark.parametrize("epochs", [1, 3])
    def test_leaves_no_thread_and_keeps_nothing_when_it_is_cancelled(
        self,
        settings: SolverSettings,
        ratings: Ratings,
        epochs: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        runs: list[weakref.ref[Run]] = []
        start = all_solvers.STARTS[settings.solver]

        def watched(ratings: Ratings, settings: SolverSettings, held: Ratings | None) -> Run:
            run = start(ratings, settings, held)
            runs.append(weakref.ref(run))
            return run

        monkeypatch.setitem(all_solvers.STARTS, settings.solver, watched)
        before = set(threading.enumerate())
        steps = train(ratings, replace(settings, threads=2))
        for _ in range(epochs):
            next(steps)
        steps.close()
        del steps
        gc.collect()
        assert [run() for run in runs] == [None]
        for thread in set(threading.enumerate()) - before:
            thread.join(10)
        assert set(threading.enumerate()) <= before

    @pytest.mark.parametrize(
        "change",
        [
            {"factors": 0},
            {"factors": 2.5},
            {"epochs": 0},
            {"holdout": 0.9},
            {"seed": -1},
            {"threads": "2"},
            {"side": ("moon",)},
        ],
    )
    def test_refuses_settings_out_of_bounds_before_anything_is_computed(
        self,
        settings: SolverSettings,
        ratings: Ratings,
        change: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.delitem(all_solvers.STARTS, settings.solver)
        with pytest.raises(ModelError) as refusal:
            next(train(ratings, replace(settings, **change)))
        assert "\n" not in str(refusal.value)

    @pytest.mark.parametrize(
        ("change", "line"),
        [
            ({"users": np.array([0, 7])}, "a rating is of user 7, but there are only 2 users"),
            ({"items": np.array([-1, 0])}, "a rating is of item -1, but there are only 2 items"),
            ({"stars": np.array([1, np.nan], np.float32)}, "a rating is not a number; mend or "),
            ({"stars": np.array([1], np.float32)}, "users, items and ratings differ in number"),
            ({"stars": np.array([], np.float32)}, "there are no ratings to train on; rate or "),
        ],
    )
    def test_refuses_ratings_that_would_break_its_loops_before_anything_is_computed(
        self,
        settings: SolverSettings,
        change: dict[str, Any],
        line: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.delitem(all_solvers.STARTS, settings.solver)
        two = Ratings(np.array([0, 1]), np.array([0, 1]), np.array([3, 4], np.float32), 2, 2, 1, 5)
        with pytest.raises(ModelError) as refusal:
            next(train(replace(two, **change), settings))
        assert str(refusal.value).startswith(line)
        assert "\n" not in str(refusal.value)

    def test_keeps_the_errors_of_the_best_epoch_on_the_ratings_that_it_did_not_learn_from(
        self, settings: SolverSettings, ratings: Ratings
    ) -> None:
        end = fit_with_holdout(ratings, replace(settings, holdout=0.2, refit=False))
        held = ratings.part(shared_holdout(ratings, 0.2))
        assert end.held is not None
        order = np.argsort(rating_keys(held))
        np.testing.assert_array_equal(end.held.keys, rating_keys(held)[order])
        given = held.stars[order]
        # Gibbs is measured by what was drawn; its model has the users' means of each draw.
        predicted = np.clip(end.model.predict(held.users, held.items)[order], 0.5, 5.0)
        assert rmse(given + end.held.errors, predicted) < (1e-4 if settings.stops_early else 0.1)
        assert end.holdout_rmse is not None
        unclipped = float(np.sqrt(np.mean(np.square(end.held.errors, dtype=np.float64))))
        assert unclipped == pytest.approx(end.holdout_rmse, rel=0.02)

    def test_a_refit_changes_nothing_of_the_errors_that_are_kept(
        self, settings: SolverSettings, ratings: Ratings
    ) -> None:
        with_refit, without = (
            fit_with_holdout(ratings, replace(settings, refit=refit)) for refit in (True, False)
        )
        assert with_refit.held is not None
        assert without.held is not None
        np.testing.assert_array_equal(with_refit.held.errors, without.held.errors)

    def test_predicts_a_number_for_every_pair(
        self, settings: SolverSettings, ratings: Ratings
    ) -> None:
        predicted = all_pairs(fit(ratings, settings).model)
        assert np.isfinite(predicted).all()
        assert predicted.min() >= ratings.low
        assert predicted.max() <= ratings.high

    def test_predicts_a_user_folded_in_as_the_user_that_it_trained(
        self, settings: SolverSettings, ratings: Ratings
    ) -> None:
        model = fit(ratings, replace(settings, epochs=60)).model
        folded, trained = [], []
        for user in range(0, ratings.n_users, 7):
            own = ratings.users == user
            given = ratings.items[own], ratings.stars[own]
            scores = model.score_all(model.fold_in(*given))
            np.testing.assert_array_equal(scores, model.score_all(model.fold_in(*given)))
            folded.append(scores)
            trained.append(model.predict(np.full(model.n_items, user), np.arange(model.n_items)))
        assert rmse(np.concatenate(folded), np.concatenate(trained)) < 0.1 * np.std(ratings.stars)

    @pytest.mark.parametrize(
        "same",
        [flat(6, 8), flat(1, 8), flat(6, 1), flat(1, 1)],
        ids=["all alike", "one user", "one item", "one rating"],
    )
    def test_predicts_what_all_ratings_are_where_they_are_alike(
        self, settings: SolverSettings, same: Ratings
    ) -> None:
        predicted = all_pairs(fit(same, replace(settings, epochs=60)).model)
        np.testing.assert_array_equal(np.rint(predicted * 2) / 2, 4.0)
