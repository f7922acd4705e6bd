"""Ratings into rows: user-sorted and item-sorted, without a loop over the ratings."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.values import CsrRatings

Number = TypeVar("Number", bound=np.generic)
# Ratings are taken so many at a time: what is made of them stays in the processor's cache.
_BLOCK = 1 << 20


def ids_to_positions(ascending: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.int32]:
    """Where each of `ids` (n,), none negative, stands in `ascending`, -1 where not: (n,) int32.

    By a table over the ids, where they are dense enough: 20 times faster than a search.
    """
    top = int(ascending[-1])
    if top > 50_000_000:
        return positions(ascending, ids)
    table = np.full(top + 2, -1, dtype=np.int32)
    table[ascending] = np.arange(len(ascending), dtype=np.int32)
    return np.take(table, ids, mode="clip")  # larger ones take the last, which is -1


def distinct(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """The different values of `ids`, ascending; quick where equal ones stand together."""
    starts = np.ones(len(ids), dtype=bool)
    np.not_equal(ids[1:], ids[:-1], out=starts[1:])
    return np.unique(ids[starts])


def group(
    rows: NDArray[np.int32],
    columns: NDArray[np.int32],
    values: NDArray[np.float32],
    times: NDArray[np.int64],
    n_rows: int,
) -> CsrRatings:
    """The ratings sorted by row, then by column."""
    if not _ascends(rows, columns):
        order = _stable_order(columns)
        order = order[_stable_order(rows[order])]
        rows, columns = rows[order], columns[order]
        values, times = values[order], times[order]
    return CsrRatings(_pointers(rows, n_rows), columns, values, times)


def transpose(csr: CsrRatings, n_columns: int) -> CsrRatings:
    """The same ratings grouped by column, within it by ascending row."""
    pointers = _pointers(csr.indices, n_columns)
    rows = np.repeat(np.arange(len(csr.indptr) - 1, dtype=np.int32), np.diff(csr.indptr))
    whole = CsrRatings(
        pointers,
        np.empty_like(rows),
        np.empty_like(csr.values),
        np.empty_like(csr.times),
    )
    # Each block is sorted by itself, and its run of a column goes where that of the blocks before
    # it ended.
    ends = pointers[:-1].copy()
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        columns = csr.indices[block]
        order = _stable_order(columns)
        counts = np.bincount(columns, minlength=n_columns)
        targets = np.arange(len(columns))
        targets += np.repeat(ends - (np.cumsum(counts) - counts), counts)
        whole.indices[targets] = rows[block][order]
        whole.values[targets] = csr.values[block][order]
        whole.times[targets] = csr.times[block][order]
        ends += counts
    return whole


def first_repeat(csr: CsrRatings) -> tuple[int, int] | None:
    """The first (row, column) that stands twice, or None."""
    same = csr.indices[1:] == csr.indices[:-1]
    starts = csr.indptr[1:-1]
    same[starts[(starts > 0) & (starts < len(csr.indices))] - 1] = False
    if not same.any():
        return None
    first = int(np.argmax(same))
    row = int(np.searchsorted(csr.indptr, first, side="right")) - 1
    return row, int(csr.indices[first])


def rows_together(
    csr: CsrRatings, rows: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """The ratings of some `rows` (m,), one row's after the other's: how many of each, (m,) int64,
    their indices, (n,) int32, and their stars, (n,) float32."""
    lengths, spans = spans_of(csr, rows)
    return lengths, together(csr.indices, spans), together(csr.values, spans)


def spans_of(
    csr: CsrRatings, rows: NDArray[np.int32]
) -> tuple[NDArray[np.int64], list[slice[int, int, None]]]:
    """How many ratings each of some `rows` (m,) has, (m,) int64, and where they are."""
    starts = csr.indptr[rows]
    lengths = csr.indptr[rows + 1] - starts
    ends = (starts + lengths).tolist()
    return lengths, [slice(*span) for span in zip(starts.tolist(), ends, strict=True)]


def together(values: NDArray[Number], spans: list[slice[int, int, None]]) -> NDArray[Number]:
    """What stands at some places, one after the other, (n,)."""
    # Span by span: three times as fast as places worked out for all ratings.
    return np.concatenate([values[:0], *(values[span] for span in spans)])


def means_of(by_item: CsrRatings) -> NDArray[np.float32]:
    """The mean stars of each row, (n_rows,) float32, NaN where it has no ratings."""
    counts = np.diff(by_item.indptr)
    rated = counts > 0
    totals = np.add.reduceat(by_item.values, by_item.indptr[:-1][rated], dtype=np.float64)
    means = np.full(len(counts), np.nan, dtype=np.float32)
    means[rated] = totals / counts[rated]
    return means


def _ascends(rows: NDArray[np.int32], columns: NDArray[np.int32]) -> bool:
    later = rows[1:] > rows[:-1]
    later |= (rows[1:] == rows[:-1]) & (columns[1:] >= columns[:-1])
    return bool(later.all())


def _pointers(rows: NDArray[np.int32], n_rows: int) -> NDArray[np.int64]:
    pointers = np.zeros(n_rows + 1, dtype=np.int64)
    for start in range(0, len(rows), _BLOCK):
        pointers[1:] += np.bincount(rows[start : start + _BLOCK], minlength=n_rows)
    return np.cumsum(pointers, out=pointers)


def _stable_order(values: NDArray[np.int32]) -> NDArray[np.int64]:
    """The stable order of values from 0, 16 bits at a time: NumPy sorts those by radix."""
    order = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    if len(values) and int(values.max()) > 0xFFFF:
        high = (values >> 16).astype(np.uint16)[order]
        order = order[np.argsort(high, kind="stable")]
    return order


def positions(ascending: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.int32]:
    """Where each of `ids` (n,) stands in `ascending`, -1 where it does not: (n,) int32."""
    if not len(ascending):
        return np.full(len(ids), -1, dtype=np.int32)
    found = np.searchsorted(ascending, ids).astype(np.int32)
    np.minimum(found, len(ascending) - 1, out=found)
    found[ascending[found] != ids] = -1
    return found
