"""The compiled loop of an epoch against the same sums in plain NumPy."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from recflix_tui.solvers.sgd import sgd_kernels as kernels
from tests.solvers.sgd.sgd_reference import Rates, Weights, sgd_epoch

N_USERS, N_ITEMS, K = 7, 9, 32
RATE, REG, REG_BIAS = 0.05, 0.3, 0.2


def state(seed: int = 3, n: int = 50) -> dict[str, Any]:
    rng = np.random.default_rng(seed)

    def normal(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.4, shape).astype(np.float32)

    return {
        "users": rng.integers(0, N_USERS, n).astype(np.uint32),
        "items": rng.integers(0, N_ITEMS, n).astype(np.uint32),
        "ratings": normal(n),
        "user_bias": normal(N_USERS),
        "item_bias": normal(N_ITEMS),
        "P": normal(N_USERS, K),
        "Q": normal(N_ITEMS, K),
        "user_weight": rng.random(N_USERS).astype(np.float32),
        "item_weight": rng.random(N_ITEMS).astype(np.float32),
    }


def run(s: dict[str, Any], runs: list[tuple[int, int]], rate: float = RATE) -> float:
    starts, ends = np.array(runs).T.copy()
    return kernels.epoch_kernel(K)(
        s["users"],
        s["items"],
        s["ratings"],
        starts,
        ends,
        s["user_bias"],
        s["item_bias"],
        s["P"],
        s["Q"],
        s["user_weight"],
        s["item_weight"],
        np.float32(rate),
        np.float32(REG),
        np.float32(REG_BIAS),
    )


def reference(s: dict[str, Any]) -> Weights:
    """The weights in double precision."""
    names = [field.name for field in fields(Weights)]
    return Weights(**{name: s[name].astype(float) for name in names})


def test_an_epoch_does_one_step_a_rating_in_the_order_given() -> None:
    ours, expected = state(), reference(state())
    order = [*range(32, 48), *range(16), *range(48, 50), *range(16, 32)]
    ratings = [(ours["users"][t], ours["items"][t], ours["ratings"][t]) for t in order]
    expected_total = sgd_epoch(expected, ratings, Rates(RATE, REG, REG_BIAS))
    total = run(ours, [(32, 48), (0, 16), (48, 50), (16, 32)])
    assert total == pytest.approx(expected_total, rel=1e-5)
    for name, weights in vars(expected).items():
        np.testing.assert_allclose(ours[name], weights, atol=1e-5, err_msg=name)


def test_a_step_follows_the_gradient_of_the_objective() -> None:
    start = state(n=1)
    u, i = int(start["users"][0]), int(start["items"][0])

    def objective(s: dict[str, np.ndarray]) -> float:
        error = start["ratings"][0] - s["user_bias"][u] - s["item_bias"][i] - s["P"][u] @ s["Q"][i]
        own, its = start["user_weight"][u], start["item_weight"][i]
        biases = own * s["user_bias"][u] ** 2 + its * s["item_bias"][i] ** 2
        factors = own * s["P"][u] @ s["P"][u] + its * s["Q"][i] @ s["Q"][i]
        return float(0.5 * (error**2 + REG_BIAS * biases + REG * factors))

    moved = state(n=1)
    run(moved, [(0, 1)], rate=1e-3)
    double = {k: start[k].astype(float) for k in ("user_bias", "item_bias", "P", "Q")}
    for name, at in (("user_bias", u), ("item_bias", i), ("P", (u, 5)), ("Q", (i, 30))):
        up, down = ({k: v.copy() for k, v in double.items()} for _ in range(2))
        up[name][at] += 1e-5
        down[name][at] -= 1e-5
        gradient = (objective(up) - objective(down)) / 2e-5
        step = float(moved[name][at]) - float(start[name][at])
        assert step == pytest.approx(-1e-3 * gradient, rel=1e-2, abs=1e-6)


def test_only_the_rows_of_a_rating_move() -> None:
    before, after = state(n=1), state(n=1)
    run(after, [(0, 1)])
    u, i = int(before["users"][0]), int(before["items"][0])
    np.testing.assert_array_equal(np.delete(before["P"], u, 0), np.delete(after["P"], u, 0))
    np.testing.assert_array_equal(np.delete(before["Q"], i, 0), np.delete(after["Q"], i, 0))
