"""How alike titles are, of those that are asked about."""

from __future__ import annotations

import math

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.kind import nearness
from recflix_tui.recommend.alike.likeness import likeness_to_each
from recflix_tui.recommend.alike.picked import pickers_in_common
from tests.recommend.alike.conftest import BY_NOBODY, DARK, DARKER, NO_YEAR, SONG


def test_likeness_is_pickers_in_common_over_those_by_chance_and_what_the_titles_are(
    dataset: Dataset,
) -> None:
    items, of = [4, 1], np.array([1, 2, 7, 40])
    found = likeness_to_each(items, of, dataset)
    assert found.shape == (2, 4)
    for row, item in zip(found, items, strict=True):
        near = nearness(item, of, dataset)
        each = zip(*pickers_in_common(item, of, dataset), strict=True)
        for j, (common, chance) in enumerate(each):
            alike = math.log((common + 5) / (chance + 5)) + near[j]
            known = 0.3 * math.log((chance + 5) / 5)
            there = alike > 0.5 and item != of[j]
            np.testing.assert_allclose(row[j], alike + known if there else -np.inf, atol=1e-5)
    assert np.isfinite(found).any()
    assert np.isneginf(found).sum() > 1  # more than the item itself


def test_a_title_that_nobody_rated_is_like_those_of_its_kind(with_unrated: Dataset) -> None:
    (found,) = likeness_to_each([BY_NOBODY], np.arange(with_unrated.n_items), with_unrated)
    assert found[DARK] > found[DARKER] > found[NO_YEAR] > 0
    assert np.isneginf(found[[SONG, BY_NOBODY]]).all()


def test_without_titles_on_either_side_there_is_nothing_to_compare(dataset: Dataset) -> None:
    assert likeness_to_each([], np.arange(3), dataset).shape == (0, 3)
    assert likeness_to_each([2], np.arange(0), dataset).shape == (1, 0)
