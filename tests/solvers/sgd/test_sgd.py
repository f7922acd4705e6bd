from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from recflix_tui.kernels.rmse import rmse
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.all_solvers import start_run
from recflix_tui.solvers.fitting import Refit, Trained, fit, train
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.sgd import sgd_run
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

QUICK = SgdSettings(factors=8, epochs=30)


def weights(model: FactorModel) -> bytes:
    arrays = (model.user_bias, model.item_bias, model.P, model.Q)
    return b"".join(array.tobytes() for array in arrays)


def test_training_learns_the_taste_that_made_the_ratings(taste: Ratings) -> None:
    trained = fit(taste, SgdSettings(factors=8))
    assert trained.holdout_rmse is not None
    assert trained.holdout_rmse < 0.6 * float(np.std(taste.stars))


@pytest.fixture
def tiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiles even where ratings are few: 120 x 90 rows in 4 x 4 strata, 8 x 8 tiles."""
    monkeypatch.setattr(sgd_run, "_TILED_FROM", 1)
    monkeypatch.setattr(sgd_run, "_USER_TILE", 15 * 16 * 4)
    monkeypatch.setattr(sgd_run, "_ITEM_TILE", 12 * 16 * 4)


def test_a_training_in_tiles_learns_as_well(taste: Ratings, request: pytest.FixtureRequest) -> None:
    whole = fit(taste, SgdSettings(factors=8))
    request.getfixturevalue("tiled")
    assert fit(taste, SgdSettings(factors=8)).holdout_rmse == pytest.approx(
        whole.holdout_rmse, abs=0.02
    )


@pytest.mark.usefixtures("tiled")
def test_the_errors_an_epoch_tells_are_those_of_the_model(taste: Ratings) -> None:
    # With a rate near zero the weights stay, so every error met is that of the model.
    held, settings = taste.part(np.arange(len(taste.stars)) % 7 == 0), replace(QUICK)
    run = start_run(replace(settings, learning_rate=1e-6), taste, held)
    epoch, model = run.epoch(), run.model()
    for told, ratings in ((epoch.train_rmse, taste), (epoch.holdout_rmse, held)):
        predicted = model.predict(ratings.users, ratings.items)
        assert told == pytest.approx(rmse(predicted, ratings.stars), rel=1e-4)


def test_users_and_items_without_ratings_have_no_bias_and_no_factors(taste: Ratings) -> None:
    model = fit(taste, QUICK).model
    assert model.user_bias[-1] == model.item_bias[-1] == 0
    assert not model.P[-1].any()
    assert not model.Q[-1].any()
    nobody = model.predict(np.array([taste.n_users - 1]), np.array([3]))
    assert nobody[0] == pytest.approx(model.mu + model.item_bias[3], abs=1e-6)


def test_the_search_stops_when_patience_is_out_and_the_refit_runs_the_best_epochs(
    taste: Ratings,
) -> None:
    settings = SgdSettings(factors=8, epochs=400, reg=0.05, decay=1.0, patience=3)
    steps = list(train(taste, settings))
    search = [s for s in steps if isinstance(s, Epoch) and not s.refit]
    refit = [s for s in steps if isinstance(s, Epoch) and s.refit]
    held = [s.holdout_rmse for s in search if s.holdout_rmse is not None]
    assert len(held) == len(search)
    best = held.index(min(held)) + 1
    assert len(search) == best + 3 < 400
    assert [s for s in steps if isinstance(s, Refit)] == [Refit(best, min(held))]
    assert [s.number for s in refit] == list(range(1, best + 1))
    assert all(s.holdout_rmse is None for s in refit)
    end = steps[-1]
    assert isinstance(end, Trained)
    assert (end.epochs, end.holdout_rmse) == (best, min(held))


def test_without_a_refit_the_best_epochs_weights_are_kept(taste: Ratings) -> None:
    settings = SgdSettings(factors=8, epochs=400, reg=0.05, decay=1.0, patience=3, refit=False)
    end = fit(taste, settings)
    again = fit(taste, replace(settings, epochs=end.epochs))
    assert weights(again.model) == weights(end.model)


def test_without_a_holdout_all_epochs_run_on_all_ratings(taste: Ratings) -> None:
    steps = list(train(taste, replace(QUICK, holdout=0.0)))
    assert len([s for s in steps if isinstance(s, Epoch)]) == 30
    end = steps[-1]
    assert isinstance(end, Trained)
    assert end.holdout_rmse is None
    assert end.model.mu == pytest.approx(float(taste.stars.mean()), abs=1e-5)


def test_a_refit_is_the_training_on_all_ratings_for_that_many_epochs(taste: Ratings) -> None:
    searched = fit(taste, QUICK)
    direct = fit(taste, replace(QUICK, holdout=0.0, epochs=searched.epochs))
    assert weights(direct.model) == weights(searched.model)


def test_a_divergence_ends_in_one_line_that_says_what_to_do(taste: Ratings) -> None:
    with pytest.raises(
        ModelError, match=r"diverged in epoch \d+; lower the learning rate \(now 5\); 0.02 is"
    ):
        fit(taste, replace(QUICK, learning_rate=5.0))


def test_a_divergence_in_the_very_last_step_is_found_too(taste: Ratings) -> None:
    settings = replace(QUICK, learning_rate=10.0, epochs=1, holdout=0.0, reg=100.0)
    with pytest.raises(ModelError, match="lower the learning rate"):
        fit(taste, settings)


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"reg": 800.0}, r"lower reg \(now 800\); 1 is usual"),
        ({"reg": 800.0, "learning_rate": 0.03}, r"lower reg \(now 800\)"),
        ({"spread": 10.0, "learning_rate": 0.05}, r"lower spread \(now 10\); 0.3 is usual"),
        ({"rate_of_items": 10.0, "side": ("implicit",)}, r"lower rate of items \(now 10\)"),
    ],
)
def test_a_divergence_names_the_setting_that_is_farthest_from_the_usual(
    taste: Ratings, given: dict[str, Any], advice: str
) -> None:
    with pytest.raises(ModelError, match=advice):
        fit(taste, replace(QUICK, **given))


def test_strong_regularisation_leaves_the_mean_alone(taste: Ratings) -> None:
    model = fit(taste, replace(QUICK, reg=100.0, reg_bias=100.0, learning_rate=0.002)).model
    predicted = model.predict(taste.users, taste.items)
    assert rmse(predicted, taste.stars) == pytest.approx(float(np.std(taste.stars)), abs=0.05)


def test_the_noise_is_that_of_ratings_kept_aside_where_there_are_such(taste: Ratings) -> None:
    end = fit(taste, replace(QUICK, refit=False))
    assert end.holdout_rmse is not None
    assert end.model.prior.noise == pytest.approx([end.holdout_rmse**2], rel=1e-5)
