"""Ratings counted and added up by squares, and rows of factors by bins, compiled by Numba.

A tally is two numbers, how many ratings there are and the sum of their values: (..., 2) float64.
They stand side by side so that a rating touches one line of memory. Counts are exact up to 2**53.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Doubles, Floats, Indices, Longs
from recflix_tui.kernels.compiling import compiled

Shorts = npt.NDArray[np.int16]

# Ratings that are out of the window are tallied too, in bins of their own: a loop without a branch
# is quicker, and so many bins keep one addition from waiting for the one before.
SPILL = 16


@compiled
def tally_rows(
    indptr: Longs,
    indices: Indices,
    values: Floats,
    rows: Indices,
    edges: Longs,
    first_bin: int,
    last_bin: int,
    bin_of_column: Indices,
    tallies: Doubles,
) -> None:
    """Add the ratings of rows to the tallies (h, w, 2) of the bins from `first_bin` up to
    `last_bin`.

    indptr, indices, values: ratings as compressed sparse rows; rows: row numbers in the order in
    which they are shown, of which bin b has those from edges[b] up to edges[b + 1]; what is no row
    of the ratings adds nothing. bin_of_column: the bin, from 0, of each column, (n_columns,).
    """
    n_known = len(indptr) - 1
    for b in range(first_bin, last_bin):
        for place in range(edges[b], edges[b + 1]):
            row = rows[place]
            if row >= n_known:
                continue
            for j in range(indptr[row], indptr[row + 1]):
                c = bin_of_column[indices[j]]
                tallies[b, c, 0] += 1.0
                tallies[b, c, 1] += values[j]


@compiled
def accumulate(tallies: Doubles) -> None:
    """Turn tallies (h, w, 2) into those of all that is above and left of each, itself included:
    an integral image (Crow, "Summed-area tables for texture mapping", 1984)."""
    for r in range(tallies.shape[0]):
        count, total = 0.0, 0.0
        for c in range(tallies.shape[1]):
            count += tallies[r, c, 0]
            total += tallies[r, c, 1]
            if r:
                tallies[r, c, 0] = tallies[r - 1, c, 0] + count
                tallies[r, c, 1] = tallies[r - 1, c, 1] + total
            else:
                tallies[r, c, 0], tallies[r, c, 1] = count, total


@compiled
def sum_rows(table: Floats, bias: Floats, rows: Indices, edges: Longs, sums: Doubles) -> None:
    """Add up the rows of a table (n, k), and their biases (n,), bin by bin.

    Bin b has the rows that stand in `rows` from edges[b] up to edges[b + 1]; what is no row of the
    table adds nothing. sums: (n_bins, k + 1), the sum of the biases last.
    """
    n, k = table.shape
    for b in range(len(edges) - 1):
        for place in range(edges[b], edges[b + 1]):
            row = rows[place]
            if row >= n:
                continue
            for j in range(k):
                sums[b, j] += table[row, j]
            sums[b, k] += bias[row]


@compiled
def add_products(rows: Doubles, columns: Doubles, mean: float, sums: Doubles) -> None:
    """Fill `sums` (h, w) with the mean, the biases and the product of factors of each row of the
    one and of the other: (h, k + 1) and (w, k + 1), the biases last.

    On one thread: for so few numbers, waking those of a matrix product can take far longer.
    """
    k = rows.shape[1] - 1
    for r in range(len(rows)):
        for c in range(len(columns)):
            total = mean + rows[r, k] + columns[c, k]
            for f in range(k):
                total += rows[r, f] * columns[c, f]
            sums[r, c] = total


@compiled
def write_errors(
    indptr: Longs,
    indices: Indices,
    values: Floats,
    mean: float,
    user_bias: Floats,
    item_bias: Floats,
    P: Floats,
    Q: Floats,
    units: float,
    first: int,
    last: int,
    errors: Shorts,
) -> None:
    """Write rating less prediction, in so many `units` a star and rounded, of the users from
    `first` up to `last` to `errors` (n_ratings,) int16, each where its rating stands; what does
    not fit is held to the largest that does.
    """
    for user in range(first, last):
        base = mean + user_bias[user]
        for j in range(indptr[user], indptr[user + 1]):
            item, dot = indices[j], np.float32(0)
            for f in range(P.shape[1]):
                dot += P[user, f] * Q[item, f]
            error = (values[j] - base - item_bias[item] - dot) * units
            errors[j] = np.int16(np.rint(min(max(error, -32767.0), 32767.0)))


@compiled
def regroup(columns: Indices, numbers: Shorts, next_free: Longs, grouped: Shorts) -> None:
    """Write the numbers (n,) int16 of a sparse matrix, one row after the other, to where they
    stand column by column, in each by row.

    next_free: where each column begins, (n_columns,); it is used up. grouped: (n,) int16. Where
    the columns begin elsewhere than they should, what would be written beyond is left out.
    """
    for j in range(len(columns)):
        at = next_free[columns[j]]
        if at < len(grouped):
            grouped[at] = numbers[j]
            next_free[columns[j]] = at + 1
