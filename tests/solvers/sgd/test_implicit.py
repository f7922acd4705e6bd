"""SGD with implicit feedback: its loops against plain sums, and what the model makes of it."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from recflix_tui.kernels.rmse import rmse
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.all_solvers import start_run
from recflix_tui.solvers.fitting import fit
from recflix_tui.solvers.sgd import sgd_kernels as kernels
from recflix_tui.solvers.sgd import sgd_run
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.solvers.sgd.sgd_reference import ImplicitWeights, Rates, svd_plus_plus_pass

N_USERS, N_ITEMS, K = 3, 6, 16
BOUNDS = np.array([0, 4, 4, 6])  # users 0 and 2 rated, user 1 did not
ITEMS = np.array([5, 0, 2, 3, 2, 1], np.uint32)
REG, REG_BIAS, RATE_IMPLIED, REG_IMPLIED = 0.3, 0.2, 0.5, 0.7
QUICK = SgdSettings(factors=8, epochs=30, side=("implicit",))

State = dict[str, np.ndarray]


def state(seed: int = 3) -> State:
    rng = np.random.default_rng(seed)

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.4, shape).astype(np.float32)

    return {
        "ratings": normal(len(ITEMS)),
        "user_bias": normal(N_USERS),
        "item_bias": normal(N_ITEMS),
        "P": normal(N_USERS, K),
        "Q": normal(N_ITEMS, K),
        "y_bias": normal(N_ITEMS),
        "Y": normal(N_ITEMS, K),
        "implied_bias": normal(N_ITEMS),
        "implied": normal(N_ITEMS, K),
        "user_weight": rng.random(N_USERS).astype(np.float32),
        "item_weight": rng.random(N_ITEMS).astype(np.float32),
    }


def run(s: State, rate: float, implied: float = RATE_IMPLIED) -> float:
    order = (2, 0, 1)
    numbers: list[Any] = [np.float32(n) for n in (REG, REG_BIAS, implied, REG_IMPLIED)]
    return kernels.implicit_kernel(K)(
        BOUNDS, np.array(order), ITEMS, *s.values(), np.float32(rate), *numbers
    )


def reference(s: State) -> ImplicitWeights:
    """The weights in double precision."""
    names = [field.name for field in fields(ImplicitWeights)]
    return ImplicitWeights(**{name: s[name].astype(float) for name in names})


def test_a_pass_does_what_svd_plus_plus_says() -> None:
    ours, expected = state(), reference(state())
    rated, stars = ([of[a:b] for a, b in pairwise(BOUNDS)] for of in (ITEMS, ours["ratings"]))
    by = Rates(0.05, REG, REG_BIAS, RATE_IMPLIED, REG_IMPLIED)
    expected_total = svd_plus_plus_pass(expected, rated, stars, (2, 0, 1), by)
    assert run(ours, 0.05) == pytest.approx(expected_total, rel=1e-5)
    for name, weights in vars(expected).items():
        np.testing.assert_allclose(ours[name], weights, atol=1e-5, err_msg=name)


def objective(s: State) -> float:
    """Half of the squared errors, and of the ridges that the ratings carry."""
    total = 0.0
    for u in range(N_USERS):
        rated = ITEMS[BOUNDS[u] : BOUNDS[u + 1]]
        stars = s["ratings"][BOUNDS[u] : BOUNDS[u + 1]]
        root = np.sqrt(max(len(rated), 1))
        x = s["P"][u] + s["Y"][rated].sum(axis=0) / root
        biases = s["user_bias"][u] + s["y_bias"][rated].sum() / root
        biases = biases + s["item_bias"][rated] + s["implied_bias"][rated]
        total += np.sum((stars - biases - (s["Q"] + s["implied"])[rated] @ x) ** 2)
        own, its = s["user_weight"][u], s["item_weight"][rated]
        total += (
            len(rated) * own * (REG_BIAS * s["user_bias"][u] ** 2 + REG * s["P"][u] @ s["P"][u])
        )
        total += its @ (REG_BIAS * s["item_bias"][rated] ** 2)
        total += its @ (REG * (s["Q"][rated] ** 2).sum(axis=1))
        total += its @ (REG_IMPLIED * s["y_bias"][rated] ** 2)
        total += its @ (REG_IMPLIED * (s["Y"][rated] ** 2).sum(axis=1))
    return total / 2


@pytest.mark.parametrize(
    ("name", "at", "share"),
    [
        ("item_bias", 2, 1.0),
        ("Q", (2, 7), 1.0),
        ("y_bias", 3, RATE_IMPLIED),
        ("Y", (2, 4), RATE_IMPLIED),
        ("Y", (4, 4), RATE_IMPLIED),  # nobody rated item 4
    ],
)
def test_a_small_pass_follows_the_gradient_of_the_objective(
    name: str, at: Any, share: float
) -> None:
    rate = 1e-3
    start, moved = state(), state()
    run(moved, rate)
    up, down = ({key: value.astype(float) for key, value in start.items()} for _ in range(2))
    up[name][at] += 1e-5
    down[name][at] -= 1e-5
    gradient = (objective(up) - objective(down)) / 2e-5
    step = float(moved[name][at]) - float(start[name][at])
    assert step == pytest.approx(-rate * share * gradient, rel=2e-2, abs=2e-6)


@pytest.mark.parametrize(("name", "at"), [("user_bias", 0), ("P", (2, 5))])
def test_where_nothing_is_implied_the_users_follow_the_gradient_too(name: str, at: Any) -> None:
    start, moved = state(), state()
    run(moved, 1e-3, implied=0.0)
    np.testing.assert_array_equal(moved["Y"], start["Y"])
    up, down = ({key: value.astype(float) for key, value in start.items()} for _ in range(2))
    up[name][at] += 1e-5
    down[name][at] -= 1e-5
    gradient = (objective(up) - objective(down)) / 2e-5
    step = float(moved[name][at]) - float(start[name][at])
    assert step == pytest.approx(-1e-3 * gradient, rel=2e-2, abs=2e-6)


def test_what_is_implied_is_the_sum_over_the_root_of_the_number() -> None:
    s = state()
    bias, rows = s["user_bias"].copy(), s["P"].copy()
    kernels.implied_kernel(K)(BOUNDS, 0, N_USERS, ITEMS, s["y_bias"], s["Y"], bias, rows)
    np.testing.assert_allclose(rows[0], s["P"][0] + s["Y"][[5, 0, 2, 3]].sum(0) / 2, rtol=1e-5)
    np.testing.assert_array_equal(rows[1], s["P"][1])
    assert bias[2] == pytest.approx(s["user_bias"][2] + s["y_bias"][[2, 1]].sum() / 2**0.5)


def selective(n_users: int = 150, n_items: int = 60, seed: int = 2) -> Ratings:
    """Ratings by people who watch what they will like: what they rated tells their taste."""
    rng = np.random.default_rng(seed)
    P, Q = rng.normal(0, 1, (n_users, 2)), rng.normal(0, 1, (n_items, 2))
    liking = P @ Q.T
    users, items = np.nonzero(liking + rng.normal(0, 1, liking.shape) > 1.0)
    exact = 3 + 0.5 * liking[users, items] + rng.normal(0, 0.4, len(users))
    stars = np.clip(np.rint(exact * 2) / 2, 0.5, 5).astype(np.float32)
    return Ratings(users, items, stars, n_users, n_items, 0.5, 5.0)


def test_implicit_feedback_gains_where_choice_tells_of_taste() -> None:
    ratings = selective()
    known = np.random.default_rng(0).random(len(ratings.stars)) < 0.7
    unseen = ratings.part(~known)

    def error(settings: SgdSettings) -> float:
        model = fit(ratings.part(known), settings).model
        return rmse(model.predict(unseen.users, unseen.items), unseen.stars)

    plain = SgdSettings(factors=8)
    assert error(replace(plain, side=("implicit",))) < 0.97 * error(plain)


def test_a_fold_in_of_a_users_own_ratings_agrees_with_the_training(taste: Ratings) -> None:
    model = fit(taste, replace(QUICK, epochs=200)).model
    differences = []
    for user in range(40):
        own = taste.users == user
        folded = model.fold_in(taste.items[own], taste.stars[own])
        trained = model.predict(np.full(taste.n_items, user), np.arange(taste.n_items))
        differences.append(model.score_all(folded) - trained)
    assert rmse(np.concatenate(differences), np.zeros(40 * taste.n_items)) < 0.05


def test_the_model_is_the_same_bytes_again_on_any_number_of_threads(
    taste: Ratings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sgd_run, "_TILED_FROM", 1)  # else one thread does it all
    one, three = (fit(taste, replace(QUICK, threads=n)).model for n in (1, 3))
    for name in ("user_bias", "item_bias", "P", "Q"):
        assert getattr(one, name).tobytes() == getattr(three, name).tobytes()
    assert one.prior.implicit is not None
    assert three.prior.implicit is not None
    assert one.prior.implicit.tobytes() == three.prior.implicit.tobytes()
    assert one.prior.implicit.shape == (taste.n_items, 9)
    assert one.prior.implicit.dtype == np.float32


def test_the_errors_an_epoch_tells_are_those_of_the_model(taste: Ratings) -> None:
    held = taste.part(np.arange(len(taste.stars)) % 7 == 0)
    run = start_run(replace(QUICK, learning_rate=1e-6), taste, held)
    for _ in range(2):  # one by users, one by items
        epoch, model = run.epoch(), run.model()
        for told, ratings in ((epoch.train_rmse, taste), (epoch.holdout_rmse, held)):
            predicted = model.predict(ratings.users, ratings.items)
            assert told == pytest.approx(rmse(predicted, ratings.stars), rel=1e-4)


def test_users_and_items_without_ratings_stay_at_zero(taste: Ratings) -> None:
    model = fit(taste, QUICK).model
    assert model.user_bias[-1] == model.item_bias[-1] == 0
    assert not model.P[-1].any()
    assert not model.Q[-1].any()
