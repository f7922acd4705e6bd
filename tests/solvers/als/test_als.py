from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from recflix_tui.kernels.rmse import rmse
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_scale
from recflix_tui.model.ratings import ModelError, Ratings
from recflix_tui.solvers.all_solvers import start_run
from recflix_tui.solvers.als import als_run
from recflix_tui.solvers.als import als_settings as als
from recflix_tui.solvers.als.als_run import AlsRun
from recflix_tui.solvers.als.als_settings import AlsSettings
from recflix_tui.solvers.fitting import Trained, fit, train
from recflix_tui.solvers.run import Epoch
from tests.solvers.als.als_reference import Side, cg_half_sweep, exact_half_sweep

QUICK = AlsSettings(factors=8, epochs=10, reg=0.8, reg_bias=0.5, cg_steps=0)


def weights(model: FactorModel) -> bytes:
    arrays = (model.user_bias, model.item_bias, model.P, model.Q)
    return b"".join(array.tobytes() for array in arrays)


def sweeps(ratings: Ratings, settings: AlsSettings, n: int) -> FactorModel:
    """The model after n sweeps over all ratings."""
    run = start_run(settings, ratings)
    for _ in range(n):
        run.epoch()
    return run.model()


def sides(model: FactorModel) -> tuple[Side, Side]:
    """Users and items of a model, in double precision."""
    users = Side(model.user_bias.astype(float), model.P.astype(float))
    return users, Side(model.item_bias.astype(float), model.Q.astype(float))


def assert_near(found: Side, expected: Side, atol: float) -> None:
    np.testing.assert_allclose(found.bias, expected.bias, atol=atol)
    np.testing.assert_allclose(found.factors, expected.factors, atol=atol)


def made(n_users: int, n_items: int, share: float, seed: int = 0) -> Ratings:
    rng = np.random.default_rng(seed)
    users, items = np.nonzero(rng.random((n_users, n_items)) < share)
    stars = rng.integers(1, 6, len(users)).astype(np.float32)
    return Ratings(users, items, stars, n_users, n_items, 1.0, 5.0)


@pytest.mark.parametrize("cg_steps", [0, 60])
@pytest.mark.parametrize("factors", [1, 7, 16, 17, 64, 100])
def test_each_user_solves_its_normal_equations(factors: int, cg_steps: int) -> None:
    ratings = made(n_users=9, n_items=300, share=0.5)
    settings = replace(QUICK, factors=factors, cg_steps=cg_steps)
    model = sweeps(ratings, settings, 2)
    users, items = sides(model)
    stars = ratings.stars - model.mu
    expected = exact_half_sweep(ratings.users, ratings.items, stars, users, items, settings)
    assert_near(users, expected, atol=2e-5)


@pytest.mark.parametrize(
    ("cg_steps", "half_sweep"), [(0, exact_half_sweep), (1, cg_half_sweep), (3, cg_half_sweep)]
)
def test_a_sweep_solves_the_items_by_the_users_before_it_and_then_the_users_by_them(
    taste: Ratings, cg_steps: int, half_sweep: Callable[..., Side]
) -> None:
    settings = replace(QUICK, cg_steps=cg_steps)
    before, after = sweeps(taste, settings, 1), sweeps(taste, settings, 2)
    users, items = sides(before)
    stars = taste.stars - before.mu
    items = half_sweep(taste.items, taste.users, stars, items, users, settings)
    users = half_sweep(taste.users, taste.items, stars, users, items, settings)
    found_users, found_items = sides(after)
    assert_near(found_items, items, atol=1e-4)
    assert_near(found_users, users, atol=1e-4)


def test_the_training_rmse_is_that_of_the_model_after_the_sweep(taste: Ratings) -> None:
    for cg_steps in (0, 2):
        run = start_run(replace(QUICK, cg_steps=cg_steps), taste)
        for _ in range(4):
            told = run.epoch().train_rmse
            predicted = run.model().predict(taste.users, taste.items)
            assert told == pytest.approx(rmse(predicted, taste.stars), rel=1e-5)


def test_the_held_ratings_are_measured_after_each_sweep(taste: Ratings) -> None:
    apart = np.arange(len(taste.stars)) % 7 == 0
    held = taste.part(apart)
    run = start_run(QUICK, taste.part(~apart), held)
    told = [run.epoch().holdout_rmse for _ in range(3)][-1]
    predicted = run.model().predict(held.users, held.items)
    assert told == pytest.approx(rmse(predicted, held.stars), rel=1e-5)


def objective(model: FactorModel, ratings: Ratings, settings: AlsSettings) -> float:
    errors = model.predict(ratings.users, ratings.items).astype(float) - ratings.stars
    total = float(errors @ errors)
    for rows, n, bias, factors in (
        (ratings.users, ratings.n_users, model.user_bias, model.P),
        (ratings.items, ratings.n_items, model.item_bias, model.Q),
    ):
        scale = ridge_scale(np.bincount(rows, minlength=n))
        total += settings.reg_bias * float(scale @ bias.astype(float) ** 2)
        total += settings.reg * float(scale @ (factors.astype(float) ** 2).sum(axis=1))
    return total


@pytest.mark.parametrize("cg_steps", [0, 1, 3])
def test_every_sweep_lowers_the_objective(taste: Ratings, cg_steps: int) -> None:
    settings = replace(QUICK, cg_steps=cg_steps)
    run = start_run(settings, taste)
    values = []
    for _ in range(10):
        run.epoch()
        values.append(objective(run.model(), taste, settings))
    assert all(later < earlier + 1e-2 for earlier, later in pairwise(values))


def test_few_steps_of_conjugate_gradients_come_to_the_exact_optimum(taste: Ratings) -> None:
    settings = replace(QUICK, factors=3)
    exact = sweeps(taste, settings, 60)
    few = sweeps(taste, replace(settings, cg_steps=3), 60)
    pairs = taste.users, taste.items
    np.testing.assert_allclose(few.predict(*pairs), exact.predict(*pairs), atol=0.01)


def test_rows_of_many_ratings_are_solved_exactly_whatever_the_steps(
    taste: Ratings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(als_run, "_CAPACITY", 20)  # fewer than any row has
    few = sweeps(taste, replace(QUICK, cg_steps=1), 5)
    assert weights(few) == weights(sweeps(taste, QUICK, 5))


@pytest.mark.parametrize("factors", [1, 8, 40])
def test_folding_in_a_users_own_ratings_gives_the_trained_user(
    taste: Ratings, factors: int
) -> None:
    model = fit(taste, replace(QUICK, factors=factors)).model
    for user in (0, 17, 80):
        mine = taste.users == user
        fold = model.fold_in(taste.items[mine], taste.stars[mine])
        assert fold.bias == pytest.approx(float(model.user_bias[user]), abs=2e-5)
        np.testing.assert_allclose(fold.factors, model.P[user], atol=2e-5)


def test_after_conjugate_gradients_too_a_fold_in_predicts_as_the_trained_user(
    taste: Ratings,
) -> None:
    model = sweeps(taste, replace(QUICK, cg_steps=3), 20)
    for user in (0, 17, 80):
        mine = taste.users == user
        scores = model.score_all(model.fold_in(taste.items[mine], taste.stars[mine]))
        trained = model.predict(np.full(taste.n_items, user), np.arange(taste.n_items))
        np.testing.assert_allclose(scores, trained, atol=0.005)


@pytest.mark.parametrize("cg_steps", [0, 3])
def test_the_bytes_do_not_depend_on_the_threads_but_on_the_seed(
    taste: Ratings, cg_steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(als_run, "_PART_RATINGS", 300)  # several parts on little data
    settings = replace(QUICK, cg_steps=cg_steps, threads=1)
    assert len(AlsRun(taste, settings)._users.bounds) > 10
    *one, by_one = train(taste, settings)
    *two, by_two = train(taste, replace(settings, threads=2))
    assert isinstance(by_one, Trained)
    assert isinstance(by_two, Trained)
    assert weights(by_one.model) == weights(by_two.model)
    errors = [[step.train_rmse for step in s if isinstance(step, Epoch)] for s in (one, two)]
    assert len(errors[0]) >= settings.epochs
    assert errors[0] == errors[1]
    other = fit(taste, replace(settings, seed=1)).model
    assert weights(other) != weights(by_one.model)


def test_rows_without_ratings_have_no_bias_and_no_factors(taste: Ratings) -> None:
    for cg_steps in (0, 3):
        model = fit(taste, replace(QUICK, cg_steps=cg_steps)).model
        assert model.user_bias[-1] == model.item_bias[-1] == 0
        assert not model.P[-1].any()
        assert not model.Q[-1].any()


def test_training_learns_the_taste_that_made_the_ratings(taste: Ratings) -> None:
    trained = fit(taste, AlsSettings(factors=8))
    assert trained.holdout_rmse is not None
    assert trained.holdout_rmse < 0.7 * float(np.std(taste.stars))


def test_ratings_that_are_all_alike_are_predicted_as_such() -> None:
    n = 40
    ones = Ratings(np.arange(n) % 5, np.arange(n) % 8, np.full(n, 4, np.float32), 5, 8, 1, 5)
    for cg_steps in (0, 3):
        model = fit(ones, replace(QUICK, cg_steps=cg_steps)).model
        np.testing.assert_allclose(model.predict(ones.users, ones.items), 4, atol=1e-5)


@pytest.mark.parametrize("cg_steps", [0, 3])
def test_without_a_ridge_the_weights_stay_finite(taste: Ratings, cg_steps: int) -> None:
    settings = replace(QUICK, factors=100, reg=0.0, reg_bias=0.0, cg_steps=cg_steps)
    model = sweeps(taste, settings, 3)
    assert rmse(model.predict(taste.users, taste.items), taste.stars) < 0.3


def test_ids_may_be_of_any_integers_and_the_ratings_are_left_as_they_are(taste: Ratings) -> None:
    narrow = replace(taste, users=taste.users.astype(np.uint32), items=taste.items.astype(np.int32))
    before = [a.copy() for a in (narrow.users, narrow.items, narrow.stars)]
    assert weights(sweeps(narrow, QUICK, 2)) == weights(sweeps(taste, QUICK, 2))
    for array, old in zip((narrow.users, narrow.items, narrow.stars), before, strict=True):
        np.testing.assert_array_equal(array, old)


def test_large_data_are_left_to_conjugate_gradients() -> None:
    assert AlsSettings(factors=64).steps(100_000) == 0
    assert AlsSettings(factors=64).steps(20_000_000) == als.CG_STEPS
    assert AlsSettings(factors=64, cg_steps=0).steps(20_000_000) == 0
    assert AlsSettings(factors=64, cg_steps=5).steps(100_000) == 5


def test_settings_out_of_bounds_are_refused(taste: Ratings) -> None:
    with pytest.raises(ModelError, match="cg steps must be from -1 to 100, not 101"):
        fit(taste, replace(QUICK, cg_steps=101))
