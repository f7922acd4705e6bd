"""Ratings by row: a counting sort, the same as a sort by two keys."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.kernels.arrays import Ints
from recflix_tui.kernels.grouped import group
from recflix_tui.kernels.sorting import sort_by_row


@pytest.mark.parametrize("kind", [np.int32, np.int64, np.uint32])
def test_entries_stand_by_row_and_then_by_column(kind: type[np.integer]) -> None:
    rng = np.random.default_rng(2)
    rows: Ints = rng.integers(0, 12, 200).astype(kind)
    columns: Ints = rng.integers(0, 30, 200).astype(kind)
    values = rng.normal(size=200)
    grouped = group(rows, columns, values, 14)
    order = np.lexsort((columns, rows))
    np.testing.assert_array_equal(grouped.columns, columns[order])
    np.testing.assert_array_equal(grouped.values, values[order].astype(np.float32))
    np.testing.assert_array_equal(grouped.counts, np.bincount(rows, minlength=14))
    assert (grouped.indptr[0], grouped.indptr[-1]) == (0, 200)
    assert grouped.columns.dtype == np.int32


def test_without_entries_all_rows_are_empty() -> None:
    nothing = np.zeros(0, np.int64)
    grouped = group(nothing, nothing, nothing, 3)
    assert grouped.indptr.tolist() == [0, 0, 0, 0]
    assert not len(grouped.columns)


def test_within_a_row_the_order_given_stays() -> None:
    rows, others = np.array([2, 0, 2, 0], np.uint32), np.array([9, 4, 1, 3], np.uint32)
    starts, sorted_others, values = sort_by_row(rows, others, np.arange(4, dtype=np.float32), 3)
    assert starts.tolist() == [0, 2, 2, 4]
    assert sorted_others.tolist() == [4, 3, 9, 1]
    assert values.tolist() == [1, 3, 0, 2]
