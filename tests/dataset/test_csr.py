"""Ratings grouped into rows, for whatever may come."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset import csr
from recflix_tui.dataset.csr import positions
from recflix_tui.dataset.values import HALF_STARS

Ratings = dict[tuple[int, int], float]
RATINGS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 70_000)),
    st.sampled_from(HALF_STARS.stars),
    min_size=1,
    max_size=60,
)


@given(RATINGS, st.randoms(use_true_random=False))
def test_ratings_come_back_from_rows_and_from_columns(
    ratings: Ratings, order: random.Random
) -> None:
    pairs = list(ratings)
    order.shuffle(pairs)
    rows = np.array([row for row, _ in pairs], dtype=np.int32)
    columns = np.array([column for _, column in pairs], dtype=np.int32)
    values = np.array([ratings[pair] for pair in pairs], dtype=np.float32)
    times = np.arange(len(pairs), dtype=np.int64)
    by_row = csr.group(rows, columns, values, times, 10)
    assert csr.first_repeat(by_row) is None
    by_column = csr.transpose(by_row, 70_001)
    back = csr.transpose(by_column, 10)
    expected = sorted(ratings)
    assert [(r, int(c)) for r in range(10) for c in by_row.row(r)[0]] == expected
    assert by_row.values.tolist() == [ratings[pair] for pair in expected]
    assert [pairs[int(time)] for time in by_row.times] == expected
    for name in ("indptr", "indices", "values", "times"):
        assert getattr(back, name).tolist() == getattr(by_row, name).tolist()
        assert getattr(back, name).dtype == getattr(by_row, name).dtype
    across = [(int(r), c) for c in np.unique(columns).tolist() for r in by_column.row(c)[0]]
    assert across == sorted(expected, key=lambda pair: (pair[1], pair[0]))


@pytest.mark.parametrize("block", [1, 7, 64, 10_000])
def test_the_size_of_a_block_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csr, "_BLOCK", block)
    rng = np.random.default_rng(3)
    pairs = rng.choice(20 * 50, 300, replace=False)
    rows, columns = (pairs // 50).astype(np.int32), (pairs % 50).astype(np.int32)
    values, times = rng.random(300).astype(np.float32), np.arange(300, dtype=np.int64)
    by_column = csr.transpose(csr.group(rows, columns, values, times, 20), 50)
    order = np.lexsort((rows, columns))
    assert by_column.indptr.tolist() == [int((columns < c).sum()) for c in range(51)]
    assert by_column.indices.tolist() == rows[order].tolist()
    assert by_column.values.tolist() == values[order].tolist()
    assert by_column.times.tolist() == times[order].tolist()


@given(RATINGS, st.data())
def test_a_pair_that_stands_twice_is_found(ratings: Ratings, data: st.DataObject) -> None:
    pairs = [*ratings, data.draw(st.sampled_from(list(ratings)))]
    rows, columns = (np.array(side, dtype=np.int32) for side in zip(*pairs, strict=True))
    values = np.ones(len(pairs), dtype=np.float32)
    grouped = csr.group(rows, columns, values, np.zeros(len(pairs), dtype=np.int64), 10)
    assert csr.first_repeat(grouped) == pairs[-1]


@given(
    st.sets(st.integers(0, 200), min_size=1),
    st.lists(st.integers(0, 300)),
    st.sampled_from([0, 10**9]),
)
def test_positions_of_ids_are_the_same_by_table_and_by_search(
    known: set[int], asked: list[int], far: int
) -> None:
    ascending = np.array(sorted(known), dtype=np.int64) + far
    ids = np.array(asked, dtype=np.int64) + far
    expected = [sorted(known).index(one) if one in known else -1 for one in asked]
    assert csr.ids_to_positions(ascending, ids).tolist() == expected
    assert positions(ascending, ids).tolist() == expected
