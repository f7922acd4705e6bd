"""Which title to ask about next."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.elicit import next_to_rate
from recflix_tui.recommend.taste import ProfileActivity, fold_in_profile

RATINGS = {1: 5.0, 4: 4.5, 0: 1.0}


def test_the_next_title_to_rate_is_unrated_and_not_skipped(
    dataset: Dataset, model: FactorModel
) -> None:
    asked: set[int] = set()
    for _ in range(20):
        item = next_to_rate(
            fold_in_profile(ProfileActivity(RATINGS), dataset, model), dataset, model, asked
        )
        assert item is not None
        assert item not in asked | set(RATINGS)
        asked.add(item)


def test_after_a_rating_another_kind_of_title_is_asked_about(
    dataset: Dataset, model: FactorModel
) -> None:
    rated = dict.fromkeys(range(1, 60, 3), 4.0)
    item = next_to_rate(fold_in_profile(ProfileActivity(rated), dataset, model), dataset, model, ())
    assert item is not None
    assert item % 3 != 1


def test_without_a_model_the_most_rated_title_is_asked_about(dataset: Dataset) -> None:
    item = next_to_rate(fold_in_profile(ProfileActivity(), dataset, None), dataset, None, ())
    assert item == int(np.argmax(dataset.counts))


def test_nothing_is_left_to_ask_when_all_is_rated(dataset: Dataset, model: FactorModel) -> None:
    everything = dict.fromkeys(range(dataset.n_items), 3.0)
    assert (
        next_to_rate(
            fold_in_profile(ProfileActivity(everything), dataset, model), dataset, model, ()
        )
        is None
    )
