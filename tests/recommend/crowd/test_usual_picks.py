"""How well known the titles are that people pick first."""

from __future__ import annotations

import math

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.crowd.usual_picks import renown, usual_renown
from tests.recommend.crowd.rated import some_ratings, with_ratings


def test_renown_is_standardised_over_all_ratings(dataset: Dataset) -> None:
    ratings = some_ratings(700, seed=8)
    rated = with_ratings(dataset, ratings)
    logs = [math.log1p(rated.counts[item]) for _, item, _, _ in ratings]
    mean = sum(logs) / len(logs)
    spread = math.sqrt(sum((of - mean) ** 2 for of in logs) / len(logs))
    expected = [(math.log1p(count) - mean) / spread for count in rated.counts]
    np.testing.assert_allclose(renown(rated), expected)


def test_usual_renown_is_of_the_first_picks_of_those_who_made_so_many(dataset: Dataset) -> None:
    ratings = some_ratings(700, seed=8)
    rated = with_ratings(dataset, ratings)
    known, found = renown(rated), usual_renown(rated)
    of_users = [
        [known[item] for when, item in sorted((w, i) for u, i, _, w in ratings if u == user)]
        for user in range(80)
    ]
    for n, usual in enumerate(found.tolist(), 1):
        means = [sum(picks[:n]) / n for picks in of_users if len(picks) >= n]
        assert len(means) >= 5
        assert math.isclose(usual, sum(means) / len(means), abs_tol=1e-9)
    assert sum(len(picks) > len(found) for picks in of_users) < 5
