"""The compiled loops against the same sums in plain Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from recflix_tui.solvers.sgd import sgd_kernels as kernels

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


def by_hand(s: dict[str, Any], order: list[int]) -> tuple[float, dict[str, np.ndarray]]:
    """One step a rating, in plain double precision."""
    names = ("user_bias", "item_bias", "P", "Q")
    w = {name: s[name].astype(float) for name in names}
    total = 0.0
    for t in order:
        u, i = int(s["users"][t]), int(s["items"][t])
        error = s["ratings"][t] - w["user_bias"][u] - w["item_bias"][i] - w["P"][u] @ w["Q"][i]
        total += error**2
        own, its = float(s["user_weight"][u]), float(s["item_weight"][i])
        p, q = w["P"][u].copy(), w["Q"][i].copy()
        w["user_bias"][u] += RATE * (error - REG_BIAS * own * w["user_bias"][u])
        w["item_bias"][i] += RATE * (error - REG_BIAS * its * w["item_bias"][i])
        w["P"][u] += RATE * (error * q - REG * own * p)
        w["Q"][i] += RATE * (error * p - REG * its * q)
    return total, w


def test_an_epoch_does_one_step_a_rating_in_the_order_given() -> None:
    ours = state()
    expected_total, expected = by_hand(
        state(), [*range(32, 48), *range(16), *range(48, 50), *range(16, 32)]
    )
    total = run(ours, [(32, 48), (0, 16), (48, 50), (16, 32)])
    assert total == pytest.approx(expected_total, rel=1e-5)
    for name, weights in expected.items():
        np.testing.assert_allclose(ours[name], weights, atol=1e-5)


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
