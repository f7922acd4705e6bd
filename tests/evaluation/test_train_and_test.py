"""Metrics, and the evaluation that stands on them."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.evaluation.train_and_test import Triples, evaluate
from recflix_tui.kernels.rmse import mae, rmse
from recflix_tui.model.ratings import Features, ModelError, Ratings, Side
from recflix_tui.solvers import all_solvers
from recflix_tui.solvers.run import Run
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

QUICK = SgdSettings(factors=8, epochs=30)


def test_errors_are_measured_in_stars() -> None:
    assert rmse([1.0, 4.0], [4.0, 4.0]) == pytest.approx((9 / 2) ** 0.5)
    assert mae([1.0, 4.0], [4.0, 4.0]) == pytest.approx(1.5)
    assert np.isnan(rmse([], []))


def halves(taste: Ratings) -> tuple[Triples, Triples]:
    """The ratings under outside names, a fifth of them to test on."""
    test = np.random.default_rng(0).random(len(taste.stars)) < 0.2
    ids = taste.users * 1_000_003 - 17, taste.items * 10 + 10**12
    return (
        Triples(ids[0][~test], ids[1][~test], taste.stars[~test]),
        Triples(ids[0][test], ids[1][test], taste.stars[test]),
    )


def test_an_evaluation_beats_the_mean_by_far_and_counts_its_ratings(taste: Ratings) -> None:
    train, test = halves(taste)
    result = evaluate(train, test, SgdSettings(factors=8))
    assert result["n_train"] == len(train.stars)
    assert result["n_test"] == len(test.stars)
    assert result["train_seconds"] > 0
    assert result["mae"] < result["rmse"] < 0.65 * float(np.std(test.stars))


def test_users_and_titles_never_met_fall_back_on_the_mean_and_known_biases(
    taste: Ratings,
) -> None:
    train, _ = halves(taste)
    strangers = Triples(np.array([-99, 10**15]), np.array([5, 6]), np.array([3.0, 3.0]))
    result = evaluate(train, strangers, QUICK)
    assert result["rmse"] == pytest.approx(abs(float(train.stars.mean()) - 3.0), abs=1e-4)


def test_predictions_are_clipped_to_the_training_scale() -> None:
    """Two clear camps: the model would go past the ends of the scale."""
    users, movies = (a.ravel() for a in np.mgrid[0:30, 0:30])
    stars = np.where((users + movies) % 2, 5.0, 1.0)
    kept = (users + movies) % 7 != 0
    train = Triples(users[kept], movies[kept], stars[kept])
    test = Triples(users[~kept], movies[~kept], np.where(stars[~kept] > 3, 6.0, 0.0))
    assert evaluate(train, test, QUICK)["mae"] >= 1


def test_an_evaluation_gives_the_same_figures_each_time(taste: Ratings) -> None:
    train, test = halves(taste)
    first, second = (evaluate(train, test, QUICK) for _ in range(2))
    assert (first["rmse"], first["mae"]) == (second["rmse"], second["mae"])


def test_an_evaluation_without_ratings_says_so(taste: Ratings) -> None:
    train, test = halves(taste)
    nothing = Triples(np.array([], int), np.array([], int), np.array([]))
    with pytest.raises(ModelError, match="no ratings to test on"):
        evaluate(train, nothing, QUICK)
    with pytest.raises(ModelError, match="no ratings to train on"):
        evaluate(nothing, test, QUICK)


@pytest.fixture
def trained_on(monkeypatch: pytest.MonkeyPatch) -> list[Ratings]:
    """What `sgd` is given to train on from now on."""
    seen: list[Ratings] = []
    start = all_solvers.STARTS["sgd"]

    def watched(ratings: Ratings, settings: SgdSettings, held: Ratings | None) -> Run:
        seen.append(ratings)
        return start(ratings, settings, held)

    monkeypatch.setitem(all_solvers.STARTS, "sgd", watched)
    return seen


def last_digit(ids: np.ndarray) -> Features:
    """One feature, the last digit of an id; ids below 100 have none."""
    told = ids >= 100
    indptr = np.append(0, np.cumsum(told)).astype(np.int64)
    digits = (ids[told] % 10).astype(np.int32)
    return Features(indptr, digits, np.ones(len(digits), np.float32), 10)


def test_titles_and_users_of_the_test_have_rows_where_side_inputs_tell_of_them(
    trained_on: list[Ratings],
) -> None:
    train = Triples(
        np.array([205, 7, 205]),
        np.array([103, 103, 4]),
        np.array([4.0, 3.0, 2.0]),
        np.array([1_000_000_000, 0, 1_000_600_000]),
    )
    # Title 101 and user 202 are told of; title 5 and user 9 are not.
    test = Triples(np.array([202, 9, 7]), np.array([101, 5, 4]), np.array([4.0, 3.0, 2.0]))

    def side_of(items: np.ndarray, users: np.ndarray) -> Side:
        return Side(genres=last_digit(items), people=last_digit(users))

    sides = ("implicit", "genres", "decade", "time", "people")
    settings = SgdSettings(factors=2, epochs=1, holdout=0.0, side=sides)
    measured = evaluate(train, test, settings, side_of)
    (ratings,) = trained_on
    # Titles 4, 101, 103 and the strangers' row; users 7, 202, 205 and the strangers' row.
    assert (ratings.n_users, ratings.n_items) == (4, 4)
    assert ratings.items.tolist() == [2, 2, 0]
    assert ratings.users.tolist() == [2, 0, 2]
    assert ratings.side.genres is not None
    assert ratings.side.people is not None
    assert ratings.side.genres.indptr.tolist() == [0, 0, 1, 2, 2]
    assert ratings.side.genres.indices.tolist() == [1, 3]
    assert ratings.side.people.indices.tolist() == [2, 5]
    assert measured["sides"] == ["implicit", "genres", "time", "people"]
    assert measured["settings"]["side"] == list(sides)
    assert measured["solver"] == "sgd"
