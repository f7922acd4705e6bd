"""What the newest ratings gained."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.asking.sharpness import HARDLY, LATELY, gain
from recflix_tui.recommend.taste import Taste, fold_in_profile

RATED = {1: 5.0, 4: 4.5, 7: 4.0, 0: 1.0, 2: 2.0, 30: 3.0}


def taste_of(ratings: dict[int, float], dataset: Dataset, model: FactorModel | None) -> Taste:
    return fold_in_profile(ProfileActivity(ratings), dataset, model)


def mean_spread(
    model: FactorModel, dataset: Dataset, by: dict[int, float], open_to: dict[int, float]
) -> float:
    """The mean ± over the titles that are open to a profile, title by title."""
    items, stars = np.array(list(by), np.int32), np.array(list(by.values()), np.float32)
    spreads = [
        float(model.uncertainty(items, stars, np.array([item], np.int32))[0])
        for item in range(dataset.n_items)
        if item not in open_to
    ]
    return sum(spreads) / len(spreads)


def test_the_gain_is_what_the_newest_rating_took_out_of_the_mean_uncertainty(
    dataset: Dataset, model: FactorModel
) -> None:
    for n in range(1, len(RATED) + 1):
        ratings = dict(list(RATED.items())[:n])
        before = dict(list(RATED.items())[: n - 1])
        found = gain(taste_of(ratings, dataset, model), dataset, model)
        assert found is not None
        now = mean_spread(model, dataset, ratings, ratings)
        then = mean_spread(model, dataset, before, ratings)
        assert found.newest == pytest.approx(1 - now / then, abs=1e-6)
        assert not found.is_spent


def test_answers_are_spent_once_the_last_ten_took_out_next_to_nothing(
    dataset: Dataset, model: FactorModel
) -> None:
    spent = []
    for n in range(LATELY + 1, 56):
        ratings = dict.fromkeys(range(n), 3.0)
        before = dict.fromkeys(range(n - LATELY), 3.0)
        found = gain(taste_of(ratings, dataset, model), dataset, model)
        assert found is not None
        now = mean_spread(model, dataset, ratings, ratings)
        then = mean_spread(model, dataset, before, ratings)
        assert found.is_spent == ((1 - now / then) / LATELY < HARDLY)
        spent.append(found.is_spent)
    assert not spent[0]


def test_without_a_rating_or_a_model_there_is_no_gain_to_tell(
    dataset: Dataset, model: FactorModel
) -> None:
    assert gain(taste_of({}, dataset, model), dataset, model) is None
    assert gain(taste_of(RATED, dataset, None), dataset, None) is None


def test_where_no_title_is_open_there_is_no_gain_to_tell(
    dataset: Dataset, model: FactorModel
) -> None:
    everything = dict.fromkeys(range(dataset.n_items), 3.0)
    assert gain(taste_of(everything, dataset, model), dataset, model) is None
