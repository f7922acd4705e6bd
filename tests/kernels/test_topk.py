"""The compiled top list is a stable sort of the scores, without what is to be left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recflix_tui.model.factors import FactorModel, FoldIn
from tests.examples.models import make_model


def sorted_by_numpy(
    model: FactorModel, fold: FoldIn, n: int, exclude: list[int]
) -> tuple[np.ndarray, np.ndarray]:
    scores = model.score_all(fold)
    order = np.argsort(-scores, kind="stable")
    order = order[~np.isin(order, exclude)][:n]
    return order, scores[order]


@settings(deadline=None)
@given(
    st.integers(1, 70),
    st.integers(1, 40),
    st.integers(0, 80),
    st.lists(st.integers(0, 69), max_size=90),
    st.integers(0, 99),
)
def test_whole_numbers_rank_as_in_a_stable_sort_with_many_ties(
    n_items: int, k: int, n: int, exclude: list[int], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    model = make_model(n_items=n_items, k=k)
    whole = rng.integers(-1, 2, (n_items, k)).astype(np.float32)
    model = replace(model, Q=whole, item_bias=np.zeros(n_items, np.float32))
    fold = FoldIn(0.5, rng.integers(-1, 2, k).astype(np.float32))
    exclude = [item for item in exclude if item < n_items]
    items, scores = model.top_items(fold, n, np.array(exclude, np.int64))
    expected_items, expected_scores = sorted_by_numpy(model, fold, n, exclude)
    np.testing.assert_array_equal(items, expected_items)
    np.testing.assert_array_equal(scores, expected_scores)


@pytest.mark.parametrize("k", [3, 16, 37, 64])
def test_a_profile_folded_in_gets_the_best_by_numpys_scores(k: int) -> None:
    model = make_model(n_items=3000, k=k, seed=k)
    rated = np.arange(0, 200, 7)
    fold = model.fold_in(rated, np.linspace(0.5, 5, len(rated)))
    items, scores = model.top_items(fold, 20, rated)
    _, best_scores = sorted_by_numpy(model, fold, 20, rated.tolist())
    np.testing.assert_allclose(scores, best_scores, rtol=2e-6)
    np.testing.assert_allclose(model.score_all(fold)[items], best_scores, rtol=2e-6)
    assert len(set(items.tolist())) == 20
    assert not np.isin(items, rated).any()


def test_without_exclusions_all_items_can_be_asked_for() -> None:
    model = make_model(n_items=9)
    items, _ = model.top_items(FoldIn(0.0, np.zeros(6, np.float32)), 100)
    np.testing.assert_array_equal(items, np.argsort(-model.item_bias, kind="stable"))
