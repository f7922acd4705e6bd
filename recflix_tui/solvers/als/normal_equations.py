"""The loops of alternating least squares, in vectors of the processor.

A row's normal matrix is gathered in tiles whose sums stay in registers while its ratings pass
by, and factored in blocks of one vector by one vector. All loops take the number of factors at
run time, so that they are compiled once for every k. Imported only where a training runs.

Matrices are flat, and positions are as in als_vectors.py.
"""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Floats, Ids, Longs
from recflix_tui.kernels.compiling import compiled, compiled_within
from recflix_tui.solvers.als.als_vectors import (
    LANES,
    PACKED,
    ROWS,
    add_rows,
    copy_row,
    dot_rows,
    factor_block,
    pack_row,
    prefetch_row,
    solve_block,
    take_rows,
    tile_of,
)

CHUNK = 128  # ratings summed at once: their factors stay in a cache from tile to tile
_AHEAD = 8  # ratings whose factors are asked for before they are read
_FEW = LANES  # ratings of a row so small that conjugate gradients are the quickest exact way
_NOTHING = 1e-30  # a squared residual with which a step would be lost in rounding
_ROUNDING = 1e-6  # of the numbers in a normal matrix; its ridge must stand out from it

_add_1, _add_2, _add_3 = (tile_of(ROWS, wide, False) for wide in (1, 2, 3))
_take_1, _take_2, _take_3 = (tile_of(ROWS, wide, True) for wide in (1, 2, 3))
_pair_1, _pair_4 = (tile_of(2, wide, False) for wide in (1, 4))

# --- products and Cholesky -------------------------------------------------------------------


@compiled_within
def add_product(A: Floats, Z: Floats, width: int, k: int, n: int) -> None:
    """A += Z'Z over n rows of Z, of k columns: the blocks of A on and above its diagonal."""
    for row in range(0, k, ROWS):
        column = row // LANES * LANES
        while column < k:
            left, at = (k - column) // LANES, row * width + column
            if left == 3 or left > 4:
                _add_3(A, at, Z, row, column, width, n)
                column += 3 * LANES
            elif left >= 2:
                _add_2(A, at, Z, row, column, width, n)
                column += 2 * LANES
            else:
                _add_1(A, at, Z, row, column, width, n)
                column += LANES


@compiled_within
def take_product(A: Floats, z: int, first: int, width: int, k: int, n: int) -> None:
    """A -= Z'Z in the rows from `first` on, Z the n rows of A that begin at position z."""
    for row in range(first, k, ROWS):
        column = row // LANES * LANES
        while column < k:
            left, at = (k - column) // LANES, row * width + column
            if left == 3 or left > 4:
                _take_3(A, at, A, z + row, z + column, width, n)
                column += 3 * LANES
            elif left >= 2:
                _take_2(A, at, A, z + row, z + column, width, n)
                column += 2 * LANES
            else:
                _take_1(A, at, A, z + row, z + column, width, n)
                column += LANES


@compiled_within
def add_sides(A: Floats, Z: Floats, width: int, k: int, n: int) -> None:
    """Rows k and k + 1 of A += the columns k and k + 1 of Z times its first k, over n rows."""
    column = 0
    while column < k:
        if k - column >= 4 * LANES:
            _pair_4(A, k * width + column, Z, k, column, width, n)
            column += 4 * LANES
        else:
            _pair_1(A, k * width + column, Z, k, column, width, n)
            column += LANES


@compiled_within
def solve(
    A: Floats, width: int, k: int, least: np.float32, x: Floats, inverses: Floats, spare: Floats
) -> None:
    """x = A^-1 x by Cholesky, for the symmetric A whose upper blocks are given; A is spoilt.

    least: what no pivot can be less than (the ridge), where rounding would have it so;
    inverses: (k, LANES), spare: (LANES,), both written over.
    """
    one = np.float32(1)
    for j in range(0, k, LANES):
        at = j * (width + 1)
        factor_block(A, at, width, least, spare)
        for column in range(LANES, k - j, LANES):
            solve_block(A, at + column, width, A, at, width, spare)
        # The inverse of the block's own U', to solve for LANES unknowns at once below.
        inverses[j * LANES : (j + LANES) * LANES] = 0
        for p in range(LANES):
            inverses[(j + p) * LANES + p] = one
        solve_block(inverses, j * LANES, LANES, A, at, width, spare)
        take_product(A, j * width, j + LANES, width, k, LANES)
    for j in range(0, k, LANES):  # U'y = x
        dot_rows(spare, 0, inverses, j * LANES, LANES, x, j, 1)
        copy_row(x, j, spare, 0, 1)
        after = (k - j) // LANES - 1
        take_rows(x, j + LANES, A, j * (width + 1) + LANES, width, x, j, after)
    for j in range(k - LANES, -1, -LANES):  # U x = y
        after = (k - j) // LANES - 1
        dot_rows(spare, 0, A, j * (width + 1) + LANES, width, x, j + LANES, after)
        for p in range(LANES):
            x[j + p] -= spare[p]
        spare[:] = 0
        add_rows(spare, 0, inverses, j * LANES, LANES, x, j, 1)
        copy_row(x, j, spare, 0, 1)


# --- a row -----------------------------------------------------------------------------------


@compiled_within
def _dot(x: Floats, y: Floats, k: int) -> float:
    total = np.float32(0)
    for c in range(k):
        total += x[c] * y[c]
    return float(total)


@compiled_within
def _solve_row(
    others: Ids,
    stars: Floats,
    Q: Floats,
    q_bias: Floats,
    k: int,
    ridge: np.float32,
    ridge_bias: np.float32,
    x: Floats,
    work: Floats,
) -> tuple[float, float]:
    """The exact bias and factors x of one row, from its n ratings: the bias, and the sum of the
    squared errors it leaves.

    The bias is eliminated first: with s the sum of the q, b that of t q, t the ratings' targets
    and m = n + ridge_bias, (Q'Q + ridge - s s'/m) x = b - s sum(t)/m.
    """
    n, width = len(stars), k + LANES
    end = (k + 2) * width
    A, Z = work[:end], work[end : end + CHUNK * width]
    end += CHUNK * width
    inverses, spare = work[end : end + k * LANES], work[end + k * LANES : end + (k + 1) * LANES]
    vectors = k // LANES
    A[:] = 0
    sum_t, sum_tt = 0.0, 0.0
    for start in range(0, n, CHUNK):
        size = min(CHUNK, n - start)
        for j in range(size):
            if start + j + _AHEAD < n:
                prefetch_row(Q, np.int64(others[start + j + _AHEAD]) * k, vectors)
            other = np.int64(others[start + j])
            copy_row(Z, j * width, Q, other * k, vectors)
            t = stars[start + j] - q_bias[other]
            Z[j * width + k] = t
            Z[j * width + k + 1] = 1
            sum_t += t
            sum_tt += t * t
        add_product(A, Z, width, k, size)
        add_sides(A, Z, width, k, size)
    b, s = A[k * width : k * width + k], A[(k + 1) * width : (k + 1) * width + k]
    m = n + ridge_bias
    root = np.float32(1 / np.sqrt(m))
    mean = np.float32(sum_t / m)
    trace = np.float32(0)
    for c in range(k):
        trace += A[c * (width + 1)]
    ridge = max(ridge, trace * np.float32(_ROUNDING))
    for c in range(k):
        x[c] = b[c] - s[c] * mean
        s[c] *= root
        A[c * (width + 1)] += ridge
    take_product(A, (k + 1) * width, 0, width, k, 1)
    solve(A, width, k, ridge, x, inverses, spare)
    bias = mean - float(root) * _dot(s, x, k)
    left = sum_tt - bias * sum_t - _dot(b, x, k)
    return bias, left - ridge * _dot(x, x, k) - ridge_bias * bias * bias


@compiled_within
def _improve_row(
    others: Ids,
    stars: Floats,
    Q: Floats,
    q_bias: Floats,
    k: int,
    ridge: np.float32,
    ridge_bias: np.float32,
    steps: int,
    x: Floats,
    work: Floats,
) -> tuple[float, float]:
    """x after `steps` of conjugate gradients on the equations of `_solve_row`, from the x given;
    returns as that does.

    Takács, Pilászy and Tikk, "Applications of the conjugate gradient method for implicit
    feedback collaborative filtering" (2011). What is solved for is the change d of x, from what
    the ratings leave over x as it stands; its products are over the gathered rows of Q alone.
    """
    n, vectors = len(stars), k // LANES
    blocks = -(-n // LANES)
    s, d, r = work[:k], work[k : 2 * k], work[2 * k : 3 * k]
    p, Ap, b = work[3 * k : 4 * k], work[4 * k : 5 * k], work[5 * k : 6 * k]
    end = 6 * k
    spare, ones = work[end : end + LANES], work[end + LANES : end + 2 * LANES]
    end += 2 * LANES
    t = work[end : end + blocks * LANES]
    Z = work[end + blocks * LANES : end + blocks * LANES * (k + 1)]
    work[: 6 * k] = 0
    ones[:] = 1
    t[n:] = 0
    Z[n // LANES * LANES * k :] = 0
    for j in range(n):
        if j + _AHEAD < n:
            prefetch_row(Q, np.int64(others[j + _AHEAD]) * k, vectors)
        other = np.int64(others[j])
        pack_row(Z, j // LANES * LANES * k + j % LANES * LANES, Q, other * k, vectors)
        t[j] = stars[j] - q_bias[other]
    sum_t, sum_tt = 0.0, 0.0
    for block in range(blocks):
        j, z = block * LANES, block * LANES * k
        dot_rows(spare, 0, Z, z, PACKED, x, 0, vectors)
        part, squares = np.float32(0), np.float32(0)
        for lane in range(LANES):
            left = t[j + lane] - spare[lane]
            t[j + lane] = left
            part += left
            squares += left * left
        sum_t += float(part)
        sum_tt += float(squares)
        add_rows(b, 0, Z, z, PACKED, t, j, vectors)
        add_rows(s, 0, Z, z, PACKED, ones, 0, vectors)
    m = n + ridge_bias
    mean = np.float32(sum_t / m)
    for c in range(k):
        r[c] = b[c] - s[c] * mean - ridge * x[c]
        p[c] = r[c]
    squared = start = _dot(r, r, k)
    for _ in range(steps):
        if squared <= max(1e-12 * start, _NOTHING):
            break
        across = np.float32(_dot(s, p, k) / m)
        for c in range(k):
            Ap[c] = ridge * p[c] - across * s[c]
        for block in range(blocks):
            z = block * LANES * k
            dot_rows(spare, 0, Z, z, PACKED, p, 0, vectors)
            add_rows(Ap, 0, Z, z, PACKED, spare, 0, vectors)
        alpha = np.float32(squared / _dot(p, Ap, k))
        for c in range(k):
            d[c] += alpha * p[c]
            r[c] -= alpha * Ap[c]
        before, squared = squared, _dot(r, r, k)
        beta = np.float32(squared / before)
        for c in range(k):
            p[c] = r[c] + beta * p[c]
    for c in range(k):
        x[c] += d[c]
    bias = mean - _dot(s, d, k) / m
    left = sum_tt - bias * sum_t - _dot(b, d, k) - ridge_bias * bias * bias
    return bias, left - _dot(d, r, k) - ridge * _dot(d, x, k)


def work_size(k: int, capacity: int) -> int:
    """Numbers that `half_sweep` works in, for padded k and rows of at most `capacity` ratings
    by conjugate gradients."""
    exact = (k + 2 + CHUNK) * (k + LANES) + (k + 1) * LANES
    rows = -(-max(capacity, _FEW) // LANES) * LANES
    return max(exact, 6 * k + 2 * LANES + rows * (k + 1))


@compiled
def half_sweep(
    first: int,
    last: int,
    starts: Longs,
    others: Ids,
    stars: Floats,
    scale: Floats,
    Q: Floats,
    q_bias: Floats,
    P: Floats,
    p_bias: Floats,
    k: int,
    reg: float,
    reg_bias: float,
    least: float,
    steps: int,
    capacity: int,
    x: Floats,
    work: Floats,
) -> float:
    """Solve the rows from `first` to `last` of P and its biases, Q and its own held still.

    Return the sum of their squared errors after it.

    first, last: rows of P, the last one not included
    starts: (n_rows + 1,) int64; row u has the ratings from starts[u] to starts[u + 1]
    others, stars: (n,) the row of Q that each rating is of, and its stars over the mean
    scale: (n_rows,) float32, by which the ridge of each row grows
    Q, q_bias, P, p_bias: float32 factors, flat, in rows of `k` (padded), and biases
    least: the lowest that a ridge can be
    steps: of conjugate gradients, 0 for exact solutions, which rows of very few ratings, or of
        more than `capacity`, get in any case
    x, work: float32 scratch of a thread: a row's solution, and `work_size` numbers
    """
    total = 0.0
    vectors = k // LANES
    for u in range(first, last):
        begin, end = starts[u], starts[u + 1]
        if begin == end:
            continue  # zero from the start
        ridge = np.float32(max(reg * scale[u], least))
        ridge_bias = np.float32(max(reg_bias * scale[u], least))
        mine, theirs = others[begin:end], stars[begin:end]
        n = end - begin
        # With n ratings the matrix has n + 1 eigenvalues at most, and so many steps are exact.
        most = n + 1 if n <= _FEW else steps if n <= capacity else 0
        if most > 0:
            copy_row(x, 0, P, u * k, vectors)
            bias, left = _improve_row(mine, theirs, Q, q_bias, k, ridge, ridge_bias, most, x, work)
        else:
            bias, left = _solve_row(mine, theirs, Q, q_bias, k, ridge, ridge_bias, x, work)
        copy_row(P, u * k, x, 0, vectors)
        p_bias[u] = bias
        total += max(left, 0.0)
    return total
