from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from recflix_tui.model.choice import Weights
from recflix_tui.solvers.items import closed_form
from recflix_tui.solvers.items.closed_form import (
    common_entries,
    rows_by_people,
    rows_by_titles,
    strongest,
)
from recflix_tui.solvers.items.entries import Entries, by_renown, entries_of
from tests.examples.choices import two_camps

RIDGE = 3.0


def ease(X: npt.NDArray[np.float64], ridge: float) -> npt.NDArray[np.float64]:
    """EASE as its author writes it: B = I - P / diag(P), diagonal 0."""
    P = np.linalg.inv(X.T @ X + ridge * np.eye(X.shape[1]))
    B = -P / np.diag(P)[np.newaxis, :]
    np.fill_diagonal(B, 0)
    return B


def full(weights: Weights) -> npt.NDArray[np.float64]:
    n = len(weights.indptr) - 1
    rows = np.zeros((n, n))
    for item in range(n):
        titles, values = weights.row(item)
        rows[item, titles] = values
    return rows


@pytest.fixture
def entries() -> Entries:
    ratings = two_camps()
    return entries_of(ratings, by_renown(ratings))


def dense(entries: Entries) -> npt.NDArray[np.float32]:
    return entries.dense(np.arange(entries.n_people), entries.n_columns)


def test_the_best_known_title_is_the_first_column(entries: Entries) -> None:
    ratings = two_camps()
    order = by_renown(ratings)
    assert order[0] == 12
    assert 13 not in order
    counts = np.bincount(entries.columns)
    assert (np.diff(counts) <= 0).all()


def test_both_forms_give_the_weights_of_ease(entries: Entries) -> None:
    X = dense(entries)
    expected = ease(X.astype(np.float64), RIDGE)
    by_people = strongest(rows_by_people(X, RIDGE), X.shape[1], X.shape[1])
    by_titles = strongest(rows_by_titles(common_entries(entries, 1), RIDGE), X.shape[1], 99)
    np.testing.assert_allclose(full(by_people), expected, atol=1e-4)
    np.testing.assert_allclose(full(by_titles), expected, atol=1e-4)


@pytest.mark.parametrize("threads", [1, 2])
def test_common_raters_counted_one_by_one_are_those_of_the_product(
    entries: Entries, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closed_form, "_SPARSE_FROM", 0.0)
    monkeypatch.setattr(closed_form, "_ROWS_AT_ONCE", 5)
    X = dense(entries).astype(np.float64)
    np.testing.assert_allclose(common_entries(entries, threads), X.T @ X, rtol=1e-5)


def test_people_at_a_time_make_the_same_sum(
    entries: Entries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closed_form, "_PEOPLE_AT_ONCE", 7)
    X = dense(entries).astype(np.float64)
    np.testing.assert_allclose(common_entries(entries, 1), X.T @ X, rtol=1e-5)


def test_the_strongest_are_kept_whichever_way_they_point() -> None:
    rows = np.array([[0.0, -0.9, 0.1, 0.5], [0.2, 0.0, 0.2, 0.2]], np.float32)
    kept = strongest(iter([(0, rows)]), 2, 2)
    assert kept.row(0)[0].tolist() == [1, 3]
    np.testing.assert_allclose(kept.row(0)[1], [-0.9, 0.5])
    assert kept.row(1)[0].tolist() == [0, 2]  # of equals the better known


def test_rows_in_blocks_are_the_rows_at_once(
    entries: Entries, monkeypatch: pytest.MonkeyPatch
) -> None:
    X = dense(entries)
    whole = strongest(rows_by_people(X, RIDGE), X.shape[1], 4)
    monkeypatch.setattr(closed_form, "_ROWS_AT_ONCE", 5)
    parts = strongest(rows_by_people(X, RIDGE), X.shape[1], 4)
    np.testing.assert_allclose(full(parts), full(whole), atol=1e-6)
