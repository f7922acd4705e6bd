"""The comparison of ways to choose what is asked next."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.asking import ASKED, OURS, WAYS, Known, ask, error, known_from, measure, table
from recflix_tui.model.ratings import Ratings
from recflix_tui.solvers.all_solvers import settings_for
from tests.examples.models import make_taste

QUICK = settings_for("sgd", factors=4, epochs=2, holdout=0)


@pytest.fixture(scope="module")
def ratings() -> Ratings:
    return make_taste(40, 30)


@pytest.fixture(scope="module")
def known(ratings: Ratings) -> Known:
    return known_from(ratings, QUICK, seed=1)


def test_only_what_was_seen_is_answered_and_nothing_is_asked_twice(known: Known) -> None:
    seen = {int(item): 4.0 for item in known.candidates[::3]}
    for name, worth in WAYS.items():
        after = ask(known, worth, seen, len(known.candidates))
        assert after[-1] == seen, name
        counts = [len(answers) for answers in after]
        assert (np.diff(counts) >= 0).all()
        assert (np.diff(counts) <= 1).all()


def test_by_popularity_the_best_known_titles_are_asked_about_first(
    ratings: Ratings, known: Known
) -> None:
    seen = {int(item): 3.0 for item in range(ratings.n_items)}
    after = ask(known, WAYS["popular"], seen, 10)
    counts = np.bincount(ratings.items, minlength=ratings.n_items)
    assert [counts[item] for item in after[-1]] == sorted(counts, reverse=True)[:10]


def test_the_error_is_that_of_the_predictions_after_the_answers(known: Known) -> None:
    model = known.model
    items, stars = np.array([3, 5, 8]), np.array([4.0, 2.0, 3.5])
    fold = model.fold_in(np.array([1], np.int32), np.array([5.0]))
    predicted = np.clip(model.score_all(fold)[items], model.low, model.high)
    expected = np.sqrt(np.mean((predicted - stars) ** 2))
    assert error(model, {1: 5.0}, items, stars) == pytest.approx(expected, abs=1e-6)


def test_every_person_is_asked_once_and_each_way_has_its_line(ratings: Ratings) -> None:
    errors, answered = measure(ratings, QUICK)
    people = len(np.unique(ratings.users))
    assert all(found.shape == (people, len(ASKED)) for found in errors.values())
    lines = table(errors, answered)
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:-2]] == list(errors)
    ours = next(line for line in lines if line.startswith(f"| {OURS}"))
    assert f"{errors[OURS][:, 0].mean():.4f}" in ours
