"""The ratings that candidates are measured on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.tuning.folds import folds_of, sampled
from tests.tuning.guess import make_ratings


def test_the_folds_share_the_ratings_evenly() -> None:
    fold = folds_of(1003, seed=1)
    assert sorted(np.bincount(fold)) == [200, 200, 201, 201, 201]
    assert (fold == folds_of(1003, seed=1)).all()
    assert (fold != folds_of(1003, seed=2)).any()


def test_of_large_data_whole_users_are_drawn() -> None:
    ratings = make_ratings(400)  # ten of each user
    part = sampled(ratings, 105, seed=3)
    assert len(part.stars) == 100
    assert (np.bincount(part.users)[np.unique(part.users)] == 10).all()
    assert sampled(ratings, 400, seed=3) is ratings


def test_of_users_with_more_ratings_than_are_wanted_one_is_kept() -> None:
    ratings = make_ratings(400)  # ten of each user
    part = sampled(replace(ratings, users=ratings.users + 5, n_users=45), 9, seed=3)
    assert len(part.stars) == 10
    assert len(np.unique(part.users)) == 1
