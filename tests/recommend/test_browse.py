"""The whole catalogue, filtered and sorted."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend import well_known
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.browse import Filter, Sort, are_doubtful, select
from recflix_tui.recommend.taste import fold_in_profile


def test_genres_are_sorted_by_the_first_of_a_title(dataset: Dataset) -> None:
    taste = fold_in_profile(ProfileActivity(), dataset, None)
    items = select(taste, dataset, Filter(), Sort.GENRES, descending=False)
    names = [dataset.genres(int(item))[0] for item in items]
    assert names == sorted(names)
    assert len(names) == dataset.n_items


@pytest.mark.parametrize("descending", [True, False])
def test_by_prediction_open_titles_that_few_rated_come_last(
    dataset: Dataset, model: FactorModel, monkeypatch: pytest.MonkeyPatch, descending: bool
) -> None:
    median = int(np.median(dataset.counts))
    monkeypatch.setattr(well_known, "floor", lambda dataset, among: median)
    seldom = int(np.argmin(dataset.counts))
    taste = fold_in_profile(ProfileActivity(ratings={seldom: 5.0}), dataset, model)
    items = select(taste, dataset, Filter(), Sort.PREDICTED, descending)
    expected = [dataset.counts[item] < median and item != seldom for item in items]
    assert are_doubtful(taste, dataset, items).tolist() == expected
    assert 0 < sum(expected) < dataset.n_items
    assert expected == sorted(expected)
    assert taste.raw is not None
    for group in (items[: expected.count(False)], items[expected.count(False) :]):
        predicted = taste.raw[group].tolist()
        assert predicted == sorted(predicted, reverse=descending)
