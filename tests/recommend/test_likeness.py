"""How alike titles are, of those that are asked about."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.likeness import SHRINKAGE, likeness_to_each


def test_a_likeness_is_the_cosine_shrunk_where_few_rated_the_other_title(
    dataset: Dataset, model: FactorModel
) -> None:
    items, of = [4, 1], np.array([1, 2, 7])
    found = likeness_to_each(items, of, dataset, model)
    assert found.shape == (2, 3)
    for row, item in zip(found, items, strict=True):
        for alike, other in zip(row, of.tolist(), strict=True):
            lengths = np.linalg.norm(model.Q[item]) * np.linalg.norm(model.Q[other])
            n = float(dataset.counts[other])
            cosine = float(model.Q[item] @ model.Q[other]) / lengths
            expected = -np.inf if item == other else cosine * n / (n + SHRINKAGE)
            np.testing.assert_allclose(alike, expected, atol=1e-6)


def test_without_titles_on_either_side_there_is_nothing_to_compare(
    dataset: Dataset, model: FactorModel
) -> None:
    assert likeness_to_each([], np.arange(3), dataset, model).shape == (0, 3)
    assert likeness_to_each([2], np.arange(0), dataset, model).shape == (1, 0)
