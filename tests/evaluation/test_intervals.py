from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.evaluation.intervals import REACH, interval_90, sureness_of
from recflix_tui.model.calibration import Calibration
from recflix_tui.model.ratings import Ratings
from recflix_tui.model.split import random_holdout
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.fitting import to_the_end
from tests.examples.models import make_model, make_taste


def test_intervals_are_counted_as_a_loop_over_the_ratings_counts_them() -> None:
    model = replace(make_model(), calibration=Calibration(0.4, 1.2, 0.05, 0.3))
    rng = np.random.default_rng(0)
    users, items = np.repeat(np.arange(5), 8), np.tile(np.arange(0, 40, 5), 5)
    stars = rng.integers(1, 11, 40).astype(np.float32) / np.float32(2)
    held = np.arange(40) % 3 == 0
    all_ratings = Ratings(users, items, stars, 5, 40, 0.5, 5.0)
    train, test = all_ratings.part(~held), all_ratings.part(held)
    predicted = model.predict(test.users, test.items)
    found = sureness_of(model, train, test, predicted, seed=0)
    assert found is not None
    within, widths, doubts = [], [], []
    for user, item, star, raw in zip(test.users, test.items, test.stars, predicted, strict=True):
        own = train.users == user
        doubt = model.uncertainty(train.items[own], train.stars[own], np.array([item]))[0]
        reach = REACH * (doubt**2 + 0.4) ** 0.5
        low, high = max(float(raw) - reach, 0.5), min(float(raw) + reach, 5.0)
        within.append(low <= star <= high)
        widths.append(high - low)
        doubts.append(doubt)
    assert found.n == len(within)
    assert found.coverage_90 == pytest.approx(np.mean(within))
    assert found.width_90 == pytest.approx(np.mean(widths))
    assert found.uncertainty == pytest.approx(np.mean(doubts))


def test_intervals_are_cut_off_at_the_ends_of_the_scale() -> None:
    low, high = interval_90(np.array([0.6, 4.9]), np.array([0.5, 0.5]), make_model())
    assert low[0] == 0.5
    assert high[1] == 5.0


@pytest.mark.parametrize("solver", ["sgd", "als", "gibbs"])
def test_about_nine_of_ten_ratings_are_within_whichever_the_solver(solver: str) -> None:
    data = make_taste(n_users=200, n_items=120, seed=5)
    held = random_holdout(data.users, 0.2, 3)
    train, test = data.part(~held), data.part(held)
    model = to_the_end(train, settings_for(solver, factors=3, side=()), whatever=True).model
    predicted = model.predict(test.users, test.items)
    found = sureness_of(model, train, test, predicted, seed=0)
    assert found is not None
    assert 0.84 < found.coverage_90 < 0.96


def test_of_nothing_held_out_nothing_is_said() -> None:
    data = make_taste()
    none = data.part(np.zeros(len(data.stars), bool))
    assert sureness_of(make_model(), data, none, np.zeros(0, np.float32), 0) is None
