from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.kernels.vector_writer import padded
from recflix_tui.model.factors import WEEK
from recflix_tui.model.ratings import Features, Ratings, Side
from recflix_tui.solvers.fitting import Refit, Trained, fit, train
from recflix_tui.solvers.gibbs.blocks import make_blocks
from recflix_tui.solvers.gibbs.gibbs_kernels import kernels
from recflix_tui.solvers.gibbs.gibbs_settings import GibbsSettings
from recflix_tui.solvers.gibbs.hyperpriors import (
    draw_noise_precision,
    draw_normal_wishart,
    draw_scales,
)
from recflix_tui.solvers.run import Epoch
from tests.solvers.gibbs.gibbs_reference import conditional_mean, design_of, offset_of

QUICK = GibbsSettings(factors=3, epochs=30, burn_in=10, draws=16, chains=2, side=())


def random_rows(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    """Rows of k numbers, padded with zeros."""
    rows = np.zeros((n, padded(k)), np.float32)
    rows[:, :k] = rng.normal(0, 0.5, (n, k))
    return rows


def two_genres(n_items: int) -> Features:
    """Even items are of the first genre, odd ones of the second."""
    indices = (np.arange(n_items) % 2).astype(np.int32)
    return Features(np.arange(n_items + 1), indices, np.ones(n_items, np.float32), 2)


# --- the arithmetic -------------------------------------------------------------------------------


@pytest.fixture(params=[1, 6, 16, 17, 20])
def k(request: pytest.FixtureRequest) -> int:
    """Columns: a bias alone, less than a vector's width, just that, and more."""
    return int(request.param)


@pytest.fixture
def sums(k: int) -> dict[str, np.ndarray]:
    """Three users' ratings of five items in two weeks, and what `gather` makes of them."""
    rng = np.random.default_rng(4)
    starts, items = np.array([0, 3, 3, 7]), np.array([0, 2, 4, 1, 2, 3, 4], np.int32)
    weeks, stars = np.array([0, 1, 2, 2, 0, 1, 1], np.int32), rng.normal(0, 1, 7)
    X, Z, T = random_rows(rng, 3, k), random_rows(rng, 5, k), random_rows(rng, 3, k)
    T[2] = 0  # the week of ratings whose time is not known
    wide = padded(k)
    A, c = np.full((3, wide, wide), 9.0, np.float32), np.full((3, wide), 9.0, np.float32)
    gather = kernels(k).gather
    squares = gather(starts, items, weeks, stars.astype(np.float32), X, Z, T, A, c)
    return {
        "starts": starts, "items": items, "weeks": weeks, "stars": stars,
        "X": X, "Z": Z, "T": T, "A": A, "c": c, "squares": squares,
    }  # fmt: skip


def test_a_row_gathers_what_its_ratings_say(sums: dict[str, np.ndarray], k: int) -> None:
    X, Z, T, total = sums["X"].astype(float), sums["Z"], sums["T"], 0.0
    for r in range(3):
        A, c = np.zeros((padded(k), padded(k))), np.zeros(padded(k))
        for n in range(sums["starts"][r], sums["starts"][r + 1]):
            z, t = Z[sums["items"][n]].astype(float), T[sums["weeks"][n]].astype(float)
            bias = X[r, 0] + z[0] + t[0]
            dots = X[r, 1:] @ z[1:] + X[r, 1:] @ t[1:] + z[1:] @ t[1:]
            error = sums["stars"][n] - bias - dots
            design = np.append(1.0, z[1:] + t[1:])
            A, c, total = A + np.outer(design, design), c + error * design, total + error**2
        np.testing.assert_allclose(sums["A"][r], A, atol=1e-5)
        np.testing.assert_allclose(sums["c"][r], c, atol=1e-5)
    assert sums["squares"] == pytest.approx(total, rel=1e-5)


def precision_and_mean(k: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(8)
    root = rng.normal(0, 1 / np.sqrt(k), (k, k))
    precision = np.eye(padded(k))
    precision[:k, :k] = root @ root.T + np.eye(k)
    return precision, np.append(rng.normal(0, 1, k), np.zeros(padded(k) - k))


def test_without_noise_a_row_is_drawn_at_its_conditional_mean(
    sums: dict[str, np.ndarray], k: int
) -> None:
    precision, mean = precision_and_mean(k)
    own, whole, c = sums["X"].copy(), sums["X"] + 1, sums["c"].copy()
    pull, still = (precision @ mean).astype(np.float32), np.zeros_like(own)
    alpha = np.float32(1.7)
    kernels(k).draw_rows(sums["A"], c, alpha, precision.astype(np.float32), pull, still, own, whole)
    others, weeks = sums["Z"].astype(float)[sums["items"]], sums["T"].astype(float)[sums["weeks"]]
    for r in range(3):
        its = slice(sums["starts"][r], sums["starts"][r + 1])
        pairs = list(zip(others[its], weeks[its], strict=True))
        designs = np.array([design_of(*pair) for pair in pairs]).reshape(-1, padded(k))
        targets = sums["stars"][its] - [offset_of(*pair) for pair in pairs]
        expected = conditional_mean(designs, targets, precision, mean, 1.7)
        np.testing.assert_allclose(own[r], expected, atol=2e-4)
        # What depends on the row follows it.
        moved = own[r] - sums["X"][r]
        np.testing.assert_allclose(whole[r] - 1 - sums["X"][r], moved, atol=1e-5)
        np.testing.assert_allclose(c[r], sums["c"][r] - sums["A"][r] @ moved, atol=1e-4)


def test_a_rows_draws_have_the_inverse_precision_as_covariance(
    sums: dict[str, np.ndarray], k: int
) -> None:
    precision, _ = precision_and_mean(k)
    n = 10_000
    A = np.repeat(sums["A"][2:], n, axis=0)
    c, own = np.repeat(sums["c"][2:], n, axis=0), np.zeros((n, padded(k)), np.float32)
    noise = np.random.default_rng(0).standard_normal((n, padded(k)), np.float32)
    noise[:, k:] = 0
    pull = np.zeros(padded(k), np.float32)
    kernels(k).draw_rows(
        A, c, np.float32(1.7), precision.astype(np.float32), pull, noise, own, own.copy()
    )
    wanted = np.linalg.inv(precision + 1.7 * sums["A"][2])[:k, :k]
    spread = np.cov(own[:, :k].T)
    np.testing.assert_allclose(spread, wanted, atol=0.04 * wanted.max())
    assert not own[:, k:].any()


def test_a_feature_is_drawn_given_all_rows_that_have_it(
    sums: dict[str, np.ndarray], k: int
) -> None:
    precision, mean = precision_and_mean(k)
    weights = random_rows(np.random.default_rng(2), 2, k)
    before, c, whole = weights.copy(), sums["c"].copy(), sums["X"].copy()
    # The first feature is in the rows 0 and 2, the second in row 2.
    starts, rows = np.array([0, 2, 3]), np.array([0, 2, 2], np.int32)
    values = np.array([0.5, 0.8, 1.0], np.float32)
    pull, still = (precision @ mean).astype(np.float32), np.zeros_like(weights)
    kernels(k).draw_features(
        starts, rows, values, sums["A"], c, np.float32(1.7), precision.astype(np.float32),
        pull, still, weights, whole,
    )  # fmt: skip
    A, left_over, X = sums["A"].astype(float), sums["c"].astype(float), sums["X"].astype(float)
    for f, with_values in enumerate([{0: 0.5, 2: 0.8}, {2: 1.0}]):
        square = sum(v * v * A[r] for r, v in with_values.items())
        said = sum(v * left_over[r] for r, v in with_values.items())
        right = precision @ mean + 1.7 * (said + square @ before[f])
        expected = np.linalg.solve(precision + 1.7 * square, right)
        np.testing.assert_allclose(weights[f], expected, atol=2e-4)
        for r, v in with_values.items():
            X[r] += v * (expected - before[f])
            left_over[r] -= v * A[r] @ (expected - before[f])
    np.testing.assert_allclose(whole, X, atol=1e-3)
    np.testing.assert_allclose(c, left_over, atol=5e-3)


@pytest.mark.parametrize(("columns", "taken"), [(1, 16), (16, 16), (17, 32)])
def test_columns_are_padded_to_whole_vectors(columns: int, taken: int) -> None:
    assert padded(columns) == taken


def test_a_normal_wishart_draw_has_the_posteriors_expectations() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(0.3, 0.5, (40, 2)) @ np.array([[1.0, 0.6], [0.0, 1.0]])
    n, mean = 40, vectors.mean(axis=0)
    inverse = np.eye(2) / 2.0 + (vectors - mean).T @ (vectors - mean)
    inverse += 40 / 41 * np.outer(mean, mean)
    drawn = [draw_normal_wishart(vectors, 2.0, rng) for _ in range(4000)]
    # E[Wishart] is degrees of freedom times scale.
    expected = (n + 2) * np.linalg.inv(inverse)
    np.testing.assert_allclose(np.mean([p for _, p in drawn], axis=0), expected, rtol=0.03)
    np.testing.assert_allclose(np.mean([m for m, _ in drawn], axis=0), n * mean / 41, atol=0.01)


def test_scales_and_noise_follow_the_size_of_what_they_are_of() -> None:
    rng = np.random.default_rng(1)
    vectors = rng.normal(0, [0.5, 2.0], (5000, 2))
    np.testing.assert_allclose(draw_scales(vectors, rng), [4, 0.25], rtol=0.1)
    assert draw_noise_precision(0.64 * 10_000, 10_000, rng) == pytest.approx(1 / 0.64, rel=0.05)


def test_weeks_are_counted_from_the_first_and_unknown_times_have_none(taste: Ratings) -> None:
    when = np.zeros(len(taste.stars), np.int64)
    when[:3] = [5 * WEEK, 5 * WEEK + 10, 7 * WEEK]
    blocks = make_blocks(replace(taste, when=when), ("time",))
    assert blocks.first_week == 5
    assert np.diff(blocks.by_week.starts).tolist() == [2, 0, 1]
    assert blocks.by_user.stars.shape == taste.stars.shape


# --- the solver -----------------------------------------------------------------------------------


def test_the_mean_of_many_draws_beats_the_biases_on_unseen_ratings(taste: Ratings) -> None:
    steps = list(train(taste, QUICK))
    searched = [s for s in steps if isinstance(s, Epoch) and not s.refit]
    assert len(searched) == 30
    assert [s.epochs for s in steps if isinstance(s, Refit)] == [30]
    last = steps[-1]
    assert isinstance(last, Trained)
    assert last.holdout_rmse is not None
    assert last.holdout_rmse < 0.8 * np.std(taste.stars)
    assert last.model.P.shape == (taste.n_users, 16 * 3)
    assert last.model.prior.draws == 16


def in_four_weeks(taste: Ratings) -> Ratings:
    """With times, and half a star more in the last week."""
    week = np.random.default_rng(6).integers(0, 4, len(taste.stars))
    stars = taste.stars + np.where(week == 3, 0.5, 0).astype(np.float32)
    return replace(taste, stars=stars, when=(2000 + week) * WEEK)


@pytest.mark.parametrize("side", [(), ("implicit",), GibbsSettings().side])
def test_a_training_user_folded_in_is_predicted_as_trained(
    taste: Ratings, side: tuple[str, ...]
) -> None:
    ratings = in_four_weeks(taste)
    assert ratings.when is not None
    model = fit(ratings, replace(QUICK, side=side)).model
    for user in (0, 17, 80):
        own = np.flatnonzero(ratings.users == user)
        fold = model.fold_in(ratings.items[own], ratings.stars[own], ratings.when[own])
        folded = model.score_all(fold)
        trained = model.predict(np.full(model.n_items, user), np.arange(model.n_items))
        np.testing.assert_allclose(folded, trained, atol=5e-3)


def test_effects_add_up_in_a_model_of_many_draws(taste: Ratings) -> None:
    model = fit(taste, replace(QUICK, side=("implicit",))).model
    items, stars = np.array([3, 8, 20, 41]), [4.0, 1.5, 5.0, 3.0]
    scores = model.score_all(model.fold_in(items, stars))
    for item in (8, 55):
        baseline, effects = model.explain(items, stars, item)
        assert baseline + effects.sum() == pytest.approx(scores[item], abs=1e-4)


def test_a_prediction_grows_surer_with_ratings(taste: Ratings) -> None:
    model = fit(taste, QUICK).model
    own = np.flatnonzero(taste.users == 5)
    of = np.array([60, 61, 62])
    few, many = (
        model.uncertainty(taste.items[own[:n]], taste.stars[own[:n]], of) for n in (2, len(own))
    )
    none = model.uncertainty(np.array([], int), [], of)
    assert (many < few).all()
    assert (few < none).all()


def test_a_title_that_nobody_rated_is_placed_by_its_genre() -> None:
    rng = np.random.default_rng(3)
    n_users, n_items = 150, 60
    users, items = np.nonzero(rng.random((n_users, n_items)) < 0.3)
    known = items < 58
    users, items = users[known], items[known]
    likes = np.where(items % 2 == 0, 1.0, -1.0) * np.where(users % 2 == 0, 1.0, -1.0)
    stars = np.clip(3 + likes + rng.normal(0, 0.3, len(users)), 1, 5).astype(np.float32)
    ratings = Ratings(users, items, stars, n_users, n_items, 1, 5)
    told = replace(ratings, side=Side(genres=two_genres(n_items)))
    model = fit(told, replace(QUICK, side=("genres",))).model
    # The last two titles have no ratings; users 0, 2, ... like even titles, the others odd ones.
    first, second = model.predict(np.array([0, 0]), np.array([58, 59]))
    assert first > second + 1
    blind = fit(ratings, QUICK).model
    first, second = blind.predict(np.array([0, 0]), np.array([58, 59]))
    assert abs(first - second) < 0.5


def test_a_week_in_which_all_rate_lower_is_told_from_the_titles(taste: Ratings) -> None:
    rng = np.random.default_rng(6)
    week = rng.integers(0, 4, len(taste.stars))
    stars = taste.stars - np.where(week == 2, 1.0, 0.0).astype(np.float32)
    ratings = replace(taste, stars=stars, when=(2000 + week) * WEEK)
    model = fit(ratings, replace(QUICK, side=("time",))).model
    assert model.times is not None
    bias = model.times.bias.mean(axis=1)
    assert bias[2] == pytest.approx(-0.75, abs=0.2)
    assert np.mean(bias[week]) == pytest.approx(0, abs=1e-3)
    users, items = taste.users[:50], taste.items[:50]
    usual, low = (model.predict(users, items, np.full(50, w * WEEK)) for w in (2001, 2002))
    assert np.mean(usual - low) == pytest.approx(1, abs=0.25)
    timeless = model.predict(users, items)
    np.testing.assert_array_equal(model.predict(users, items, np.zeros(50, np.int64)), timeless)


def test_without_a_time_a_prediction_is_of_an_average_week(taste: Ratings) -> None:
    ratings = in_four_weeks(taste)
    model = fit(ratings, replace(QUICK, side=("time",))).model
    timeless = model.predict(ratings.users, ratings.items)
    assert np.mean(timeless) == pytest.approx(np.mean(ratings.stars), abs=0.02)


def test_times_in_other_units_are_no_times(taste: Ratings) -> None:
    when = np.full(len(taste.stars), 2000 * WEEK)
    when[5] *= 1000
    blocks = make_blocks(replace(taste, when=when), ("time",))
    assert np.diff(blocks.by_week.starts).tolist() == [len(when) - 1]


def test_people_of_a_kind_who_rated_nothing_are_predicted_by_their_kind(taste: Ratings) -> None:
    kind = Features(
        np.arange(taste.n_users + 1),
        (np.arange(taste.n_users) % 2).astype(np.int32),
        np.ones(taste.n_users, np.float32),
        2,
    )
    stars = taste.stars + np.where(taste.users % 2 == 0, 0.8, -0.8).astype(np.float32)
    ratings = replace(taste, stars=stars, side=Side(people=kind))
    model = fit(ratings, replace(QUICK, side=("people",))).model
    silent = taste.n_users - 1  # of the odd kind
    assert (taste.users != silent).all()
    assert model.user_bias[silent] < -0.3


def test_a_large_catalogue_keeps_fewer_draws(
    taste: Ratings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recflix_tui.solvers.gibbs import gibbs_run

    monkeypatch.setattr(gibbs_run, "_MOST_NUMBERS", taste.n_users * 4 * 6)
    assert fit(taste, QUICK).model.prior.draws == 6
