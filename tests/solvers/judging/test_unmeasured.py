"""Models of which nothing was held out: how sure they are where nobody measured them."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.judging.biases import fit_biases, left_out
from tests.examples.models import make_taste


def mean_square(errors: np.ndarray) -> float:
    return float(np.mean(np.square(errors, dtype=np.float64)))


def at_random(n_users: int, n_items: int, share: float) -> Ratings:
    """Biases and noise, half and half: nothing is there for factors to learn."""
    rng = np.random.default_rng(4)
    users, items = np.nonzero(rng.random((n_users, n_items)) < share)
    of_users, of_items = rng.normal(0, 0.5, n_users), rng.normal(0, 0.5, n_items)
    stars = 3 + of_users[users] + of_items[items] + rng.normal(0, 0.8, len(users))
    halves = np.clip(np.round(2 * stars) / 2, 0.5, 5)
    return Ratings(users, items, halves.astype(np.float32), n_users, n_items, 0.5, 5.0)


def doubts(model: FactorModel, ratings: Ratings) -> np.ndarray:
    """The ± of every title to each of the first users, folded in."""
    each = []
    for user in range(10):
        own = ratings.users == user
        given = ratings.items[own], ratings.stars[own]
        each.append(model.uncertainty(*given, np.arange(ratings.n_items)))
    return np.concatenate(each)


def test_the_error_of_biases_on_a_rating_left_out_is_that_of_fitting_them_without_it() -> None:
    ratings = at_random(12, 10, 0.5)
    found = left_out(fit_biases(ratings), ratings)
    really = []
    for place in range(len(ratings.stars)):
        others = np.arange(len(ratings.stars)) != place
        without = fit_biases(ratings.part(others))
        one = slice(place, place + 1)
        really += without.predict(ratings.users[one], ratings.items[one]).tolist()
    wanted = mean_square(np.array(really) - ratings.stars)
    assert mean_square(found - ratings.stars) == pytest.approx(wanted, rel=0.06)
    fitted = fit_biases(ratings).predict(ratings.users, ratings.items)
    assert mean_square(fitted - ratings.stars) < 0.85 * wanted


@pytest.mark.parametrize("solver", ["als", "sgd"])
def test_a_model_that_learnt_its_ratings_by_heart_is_no_surer_than_one_that_was_measured(
    solver: str,
) -> None:
    taste = make_taste()
    usual = {"side": (), "factors": 8, "reg_bias": 1.0}
    by_heart = settings_for(solver, **usual, holdout=0.0, reg=0.01, epochs=30)
    learnt = to_the_end(taste, by_heart).model
    fitted = learnt.predict(taste.users, taste.items) - taste.stars
    measured = to_the_end(taste, settings_for(solver, **usual, holdout=0.1)).model
    assert mean_square(fitted) < 0.5 * measured.calibrated.noise
    assert doubts(learnt, taste).mean() > 1.05 * doubts(measured, taste).mean()


@pytest.mark.parametrize("solver", SOLVERS)
def test_without_a_holdout_nine_of_ten_ratings_are_within_reach_all_the_same(solver: str) -> None:
    every = at_random(80, 60, 0.6)
    held = np.arange(len(every.stars)) % 7 == 0
    known, unseen = every.part(~held), every.part(held)
    settings = settings_for(solver, side=(), factors=4, holdout=0.0, epochs=20)
    model = to_the_end(known, settings).model
    variance = np.square(doubts(model, known)).mean() + model.calibrated.noise
    errors = model.predict(unseen.users, unseen.items) - unseen.stars
    assert np.mean(np.abs(errors) < 1.6 * np.sqrt(variance)) > 0.85
    assert variance == pytest.approx(mean_square(errors), rel=0.35)
