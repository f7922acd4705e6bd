"""The step that one rating gives, beside plain NumPy and the loop that trains."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.kernels.vector_writer import padded
from recflix_tui.lab.lesson.guess import Guess
from recflix_tui.lab.lesson.nudge import nudge
from recflix_tui.model.factors import FactorModel, FoldIn
from recflix_tui.solvers.sgd.sgd_kernels import epoch_kernel
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from tests.examples.models import make_model

ITEM, STARS, COUNTS = 7, 4.5, (3, 12)
SETTINGS = SgdSettings(learning_rate=0.05, reg=0.7, reg_bias=0.3)


@pytest.fixture
def model() -> FactorModel:
    return make_model()


@pytest.fixture
def fold(model: FactorModel) -> FoldIn:
    return model.fold_in(np.array([1, 2], np.int32), [5.0, 2.0])


def test_a_guess_is_the_sum_that_the_model_predicts(model: FactorModel, fold: FoldIn) -> None:
    guess = Guess.of(model, fold, ITEM)
    assert guess.total == pytest.approx(float(model.score_all(fold)[ITEM]), abs=1e-5)
    assert guess.shown == pytest.approx(float(model.on_scale(model.score_all(fold)[ITEM])))
    assert guess.factors == pytest.approx(
        sum(float(p) * float(q) for p, q in zip(fold.factors, model.Q[ITEM], strict=True))
    )


def test_each_number_moves_by_rate_times_error_and_is_pulled_back(
    model: FactorModel, fold: FoldIn
) -> None:
    found = nudge(model, fold, ITEM, STARS, COUNTS, SETTINGS)
    p, q = [float(x) for x in fold.factors], [float(x) for x in model.Q[ITEM]]
    b_u, b_i = fold.bias, float(model.item_bias[ITEM])
    e = STARS - (model.mu + b_u + b_i + sum(a * b for a, b in zip(p, q, strict=True)))
    l_u, l_i = math.sqrt(3 + 10) / 3, math.sqrt(12 + 10) / 12
    assert found.error == pytest.approx(e)
    assert found.pull_user == pytest.approx(0.7 * l_u)
    assert found.pull_item == pytest.approx(0.7 * l_i)
    assert found.user_bias == pytest.approx((b_u, b_u + 0.05 * (e - 0.3 * l_u * b_u)))
    assert found.item_bias == pytest.approx((b_i, b_i + 0.05 * (e - 0.3 * l_i * b_i)))
    row = [a + 0.05 * (e * b - 0.7 * l_u * a) for a, b in zip(p, q, strict=True)]
    column = [b + 0.05 * (e * a - 0.7 * l_i * b) for a, b in zip(p, q, strict=True)]
    assert found.row[1].tolist() == pytest.approx(row)
    assert found.column[1].tolist() == pytest.approx(column)
    moved = [abs(after - before) for before, after in zip(p, row, strict=True)]
    assert moved[found.farthest] == pytest.approx(max(moved))
    after = model.mu + found.user_bias[1] + found.item_bias[1]
    after += sum(a * b for a, b in zip(row, column, strict=True))
    assert found.predicted == pytest.approx((STARS - e, after))


def test_it_is_the_step_of_the_loop_that_trains(model: FactorModel, fold: FoldIn) -> None:
    found = nudge(model, fold, ITEM, STARS, COUNTS, SETTINGS)
    k = len(fold.factors)
    P, Q = np.zeros((1, padded(k)), np.float32), np.zeros((1, padded(k)), np.float32)
    P[0, :k], Q[0, :k] = fold.factors, model.Q[ITEM]
    user_bias = np.array([fold.bias], np.float32)
    item_bias = model.item_bias[ITEM : ITEM + 1].copy()
    weights = [np.array([math.sqrt(n + 10) / n], np.float32) for n in COUNTS]
    none, one = np.zeros(1, np.uint64), np.ones(1, np.int64)
    epoch_kernel(padded(k))(
        none.astype(np.uint32),
        none.astype(np.uint32),
        np.array([STARS - model.mu], np.float32),
        np.zeros(1, np.int64),
        one,
        user_bias,
        item_bias,
        P,
        Q,
        *weights,
        np.float32(0.05),
        np.float32(0.7),
        np.float32(0.3),
    )
    assert found.row[1].tolist() == pytest.approx(P[0, :k].tolist(), abs=1e-5)
    assert found.column[1].tolist() == pytest.approx(Q[0, :k].tolist(), abs=1e-5)
    assert found.user_bias[1] == pytest.approx(float(user_bias[0]), abs=1e-5)
    assert found.item_bias[1] == pytest.approx(float(item_bias[0]), abs=1e-5)


def test_a_step_leads_towards_the_stars_given(model: FactorModel, fold: FoldIn) -> None:
    found = nudge(model, fold, ITEM, STARS, COUNTS, SETTINGS)
    before, after = found.predicted
    assert abs(STARS - after) < abs(STARS - before)
