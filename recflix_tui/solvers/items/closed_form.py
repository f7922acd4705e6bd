"""Item-to-item weights in closed form: EASE (Steck 2019), by whichever side is smaller.

With X the people's entries and P = (X'X + lambda I)^-1, the weights are B_ji = -P_ji / P_ii off the
diagonal. X'X is titles by titles; where there are fewer people than titles, P is worked out from
X X', people by people (Woodbury): lambda P = I - X' (X X' + lambda I)^-1 X. Of each
title's weights the strongest are kept, those below 0 too: what speaks against a pick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.choice import Weights
from recflix_tui.solvers.items.entries import Entries

_ROWS_AT_ONCE = 256
_PEOPLE_AT_ONCE = 2_048
_IN_DOUBLE = 2_048  # people up to whom memory and time allow for it
_SPARSE_FROM = 200e9  # multiplications from which on the common raters are counted one by one


def inverse_by_people(dense: Floats, ridge: float) -> tuple[Floats, Floats]:
    """K X and the diagonal of P, by the dual form: (n_people, n_columns) and (n_columns,) float32.

    K = (X X' + lambda I)^-1; dense: X, (n_people, n_columns).
    """
    common: npt.NDArray[np.floating] = dense @ dense.T
    right: npt.NDArray[np.floating] = dense
    if len(dense) <= _IN_DOUBLE:
        common, right = common.astype(np.float64), dense.astype(np.float64)
    common[np.diag_indices(len(common))] += ridge
    solved: Floats = np.linalg.solve(common, right).astype(np.float32)
    diagonal = 1 - np.einsum("uc,uc->c", dense, solved)
    return solved, np.maximum(diagonal, np.float32(1e-6)) / np.float32(ridge)


def rows_by_people(dense: Floats, ridge: float) -> Iterator[tuple[int, Floats]]:
    """The weights of some titles at a time: the first of them, and their rows (m, n_columns)."""
    solved, diagonal = inverse_by_people(dense, ridge)
    over = (1 / (ridge * diagonal)).astype(np.float32)
    for first in range(0, dense.shape[1], _ROWS_AT_ONCE):
        rows: Floats = dense[:, first : first + _ROWS_AT_ONCE].T @ solved
        rows *= over
        yield first, _without_own(rows, first)


def rows_by_titles(common: Floats, ridge: float) -> Iterator[tuple[int, Floats]]:
    """The same from X'X, (n_columns, n_columns), which is used up."""
    common[np.diag_indices(len(common))] += np.float32(ridge)
    inverse = np.linalg.inv(common)
    over = -1 / np.diag(inverse)
    for first in range(0, len(inverse), _ROWS_AT_ONCE):
        rows = (inverse[first : first + _ROWS_AT_ONCE] * over).astype(np.float32, copy=False)
        yield first, _without_own(rows, first)


def common_entries(entries: Entries, threads: int) -> Floats:
    """X'X, (n_columns, n_columns) float32."""
    n = entries.n_columns
    common = np.zeros((n, n), np.float32)
    if float(entries.n_people) * n * n < _SPARSE_FROM:
        for first in range(0, entries.n_people, _PEOPLE_AT_ONCE):
            people = np.arange(first, min(first + _PEOPLE_AT_ONCE, entries.n_people))
            rows = entries.dense(people, n)
            common += rows.T @ rows
        return common
    from recflix_tui.kernels.common_raters import common_rows
    from recflix_tui.kernels.grouped import group

    people = np.repeat(np.arange(entries.n_people, dtype=np.int32), np.diff(entries.indptr))
    by_title = group(entries.columns, people, entries.values, n)

    def count(first: int) -> None:
        common_rows(
            first,
            by_title.indptr,
            by_title.columns,
            by_title.values,
            entries.indptr,
            entries.columns,
            entries.values,
            common[first : first + _ROWS_AT_ONCE],
        )

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        list(pool.map(count, range(0, n, _ROWS_AT_ONCE)))
    return common


def strongest(rows: Iterable[tuple[int, Floats]], n_rows: int, neighbours: int) -> Weights:
    """The strongest weights of each row, as a sparse matrix; of equals the better known stay."""
    return joined((strongest_of(first, block, neighbours) for first, block in rows), n_rows)


@dataclass(frozen=True)
class SparseRows:
    """The strongest weights of some rows."""

    first: int
    """The first of the rows; the others follow it."""
    counts: npt.NDArray[np.int64]
    """How many weights each row has, (m,) int64."""
    indices: npt.NDArray[np.int32]
    """The column of each weight, row after row, ascending in each, (nnz,) int32."""
    values: Floats
    """(nnz,) float32."""


def strongest_of(first: int, block: Floats, neighbours: int) -> SparseRows:
    """The strongest weights of the rows from `first` on; block: the rows in full, (m, n)."""
    kept = _are_strongest(block, neighbours)
    columns = np.nonzero(kept)[1].astype(np.int32)
    return SparseRows(first, kept.sum(axis=1, dtype=np.int64), columns, block[kept])


def joined(parts: Iterable[SparseRows], n_rows: int) -> Weights:
    """All rows as one sparse matrix, from parts that follow each other."""
    counts = np.zeros(n_rows, np.int64)
    indices, values = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)]
    for part in parts:
        counts[part.first : part.first + len(part.counts)] = part.counts
        indices.append(part.indices)
        values.append(part.values)
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Weights(indptr, np.concatenate(indices), np.concatenate(values))


def _are_strongest(block: Floats, neighbours: int) -> npt.NDArray[np.bool_]:
    """Which entries of each row, (m, n), are its strongest, 0 aside."""
    strength = np.abs(block)
    least = np.zeros((len(block), 1), np.float32)
    for place, all_of_it in enumerate(strength):
        there = all_of_it[all_of_it > 0]  # few, in a row of the tail
        if len(there) > neighbours:
            n_less = len(there) - neighbours
            least[place] = np.partition(there, n_less)[n_less]
    kept = (strength > 0) & (strength >= least)
    for row in np.flatnonzero(kept.sum(axis=1) > neighbours):  # equals at the end of the list
        at = np.flatnonzero(kept[row])
        weaker = at[np.argsort(-strength[row, at], kind="stable")[neighbours:]]
        kept[row, weaker] = False
    return kept


def _without_own(rows: Floats, first: int) -> Floats:
    """The weights of the rows, (m, n): no title adds to its own score."""
    at = np.arange(len(rows))
    rows[at, first + at] = 0
    return rows
