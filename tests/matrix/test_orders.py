"""Rows and columns in the order that was asked for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.matrix.counting.model_parts import ModelParts
from recflix_tui.matrix.orders import OrderBy, Sorter, parse_order
from recflix_tui.matrix.values import MatrixError, MatrixProfile
from recflix_tui.model.factors import FactorModel


@pytest.fixture
def sorter(dataset: Dataset, model: FactorModel, profiles: list[MatrixProfile]) -> Sorter:
    return Sorter(ModelParts(dataset, model), profiles)


@pytest.mark.parametrize("text", ["activity", "id", "factor:12", "cluster"])
def test_an_order_is_read_as_it_is_written(text: str) -> None:
    assert str(parse_order(text)) == text
    assert parse_order(f" {text.upper()} ") == parse_order(text)


@pytest.mark.parametrize(
    "text", ["", "factor", "factor:", "factor:0", "factor:-1", "factor:x", "id:2", "size", "²"]
)
def test_another_order_is_refused_with_those_that_there_are(text: str) -> None:
    with pytest.raises(MatrixError, match=r"activity, id, factor:N .* or cluster"):
        parse_order(text)


def test_by_activity_those_of_most_ratings_come_first_and_equals_by_index(
    dataset: Dataset, sorter: Sorter
) -> None:
    n_ratings = dict.fromkeys(range(80), 30) | {80: 30, 81: 2}
    rows = sorter.rows(OrderBy("activity")).tolist()
    assert rows == sorted(n_ratings, key=lambda row: (-n_ratings[row], row))
    counts = [len(dataset.by_item.row(item)[0]) for item in range(60)]
    columns = sorter.columns(OrderBy("activity")).tolist()
    assert columns == sorted(range(60), key=lambda item: (-counts[item], item))


def test_by_id_the_profiles_come_last(sorter: Sorter) -> None:
    assert sorter.rows(OrderBy("id")).tolist() == list(range(82))
    assert sorter.columns(OrderBy("id")).tolist() == list(range(60))


def test_by_a_factor_rows_and_columns_go_by_the_same_singular_vector(
    dataset: Dataset, model: FactorModel, profiles: list[MatrixProfile], sorter: Sorter
) -> None:
    # Beside NumPy's decomposition of the dense interaction of the dataset's own users.
    P, Q = model.P[: dataset.n_users].astype(float), model.Q.astype(float)
    U, s, Vt = np.linalg.svd(P @ Q.T, full_matrices=False)
    sign = np.sign((Vt[1] ** 3).sum())
    folds = [profile.fold_in for profile in profiles]
    own = [Q @ fold.factors @ Vt[1] / s[1] for fold in folds if fold is not None]
    at = sign * np.concatenate([U[:, 1], own])
    rows, columns = sorter.rows(OrderBy("factor", 2)), sorter.columns(OrderBy("factor", 2))
    assert len(set(rows.tolist())) == 82
    assert (np.diff(at[rows]) < 1e-6).all()
    assert (np.diff(sign * Vt[1][columns]) < 1e-6).all()


def test_a_factor_that_the_model_does_not_have_is_refused_with_those_it_has(
    sorter: Sorter,
) -> None:
    with pytest.raises(MatrixError, match="no factor 7; take factor:1 to factor:6"):
        sorter.rows(OrderBy("factor", 7))


def test_by_cluster_everyone_stands_once_and_in_runs_of_falling_activity(
    dataset: Dataset, sorter: Sorter
) -> None:
    for order, counts in (
        (sorter.rows(OrderBy("cluster")), [30] * 81 + [2]),
        (sorter.columns(OrderBy("cluster")), np.diff(dataset.by_item.indptr).tolist()),
    ):
        assert sorted(order.tolist()) == list(range(len(counts)))
        rises = [a for a, b in pairwise(order) if counts[b] > counts[a]]
        assert len(rises) < 12  # twelve clusters have eleven borders
