"""The row of what the model is least sure of."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.rows import not_sure
from recflix_tui.recommend.rows.not_sure import NOT_SURE
from tests.recommend.crowd.rated import some_ratings, with_ratings
from tests.recommend.rows.by_signals import context_of, rows_of

RATINGS = {1: 5.0, 4: 4.5, 7: 4.0, 10: 4.5, 13: 5.0, 0: 2.0}
ACTIVITY = ProfileActivity(ratings=RATINGS)


def left_open(model: FactorModel, item: int) -> float:
    """What the ratings leave open of an item's prediction, but for the noise: x' A^-1 x, where A
    is the ridge, of 0.5, plus x x' of what was rated, for x = [1, factors]."""
    rows = [np.array([1.0, *model.Q[n].astype(float)]) for n in RATINGS]
    ridge = 0.5 * math.sqrt(len(rows) + 10)
    normal = np.eye(3) * ridge + sum(np.outer(row, row) for row in rows)
    x = np.array([1.0, *model.Q[item].astype(float)])
    return float(x @ np.linalg.solve(normal, x))


def test_it_has_those_of_the_likeliest_that_the_ratings_leave_most_open(
    dataset: Dataset, model: FactorModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(not_sure, "LIKELY", 24)
    context = context_of(dataset, model, ACTIVITY)
    worth = context.taste.worth
    assert worth is not None
    likely = [n for n in range(dataset.n_items) if n not in RATINGS]
    likely = sorted(likely, key=lambda n: -float(worth[n]))[:24]
    (row,) = rows_of(NOT_SURE, context)
    assert len(row.items) == 8
    spread = [left_open(model, item) for item in row.items]
    rest = [left_open(model, item) for item in likely if item not in row.items]
    assert set(row.items) <= set(likely)
    assert all(one >= next_ - 1e-6 for one, next_ in pairwise(spread))
    assert min(spread) >= max(rest) - 1e-6
    assert min(spread) > min(rest) + 0.01


def test_nothing_that_nobody_rated_stands_there(dataset: Dataset, model: FactorModel) -> None:
    known = [rating for rating in some_ratings(2000, seed=3) if rating[1] % 4]
    rated = with_ratings(dataset, known)
    (row,) = rows_of(NOT_SURE, context_of(rated, model, ACTIVITY))
    assert all(item % 4 for item in row.items)
    assert min(rated.counts[list(row.items)]) >= 5


def test_there_is_none_without_a_model_or_some_ratings_that_count(
    dataset: Dataset, model: FactorModel
) -> None:
    assert rows_of(NOT_SURE, context_of(dataset, None, ACTIVITY)) == []
    assert rows_of(NOT_SURE, context_of(dataset, model, ACTIVITY, off=("ratings",))) == []
    four = ProfileActivity(ratings=dict(list(RATINGS.items())[:4]))
    assert rows_of(NOT_SURE, context_of(dataset, model, four)) == []
