"""The loops of alternating least squares, in vectors of the processor.

A row's normal matrix is gathered in tiles whose sums stay in registers while its ratings pass
by, and factored in blocks of one vector by one vector. All loops take the number of factors at
run time, so that they are compiled once for every k. Imported only where a training runs.

Matrices are flat float32 arrays, their rows of `width` numbers one after another, width a
multiple of LANES; a place is the index of a number in its array. Numba's cache on disk watches
this file alone: touch it after a change in vector_writer.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.extending import intrinsic

from recflix_tui.model.vector_writer import LANES, ROWS, Writer

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ids = npt.NDArray[np.uint32]
Starts = npt.NDArray[np.int64]
Typed = tuple[Any, Callable[..., Any]]

_intrinsic: Callable[..., Any] = intrinsic
_compiled: Callable[..., Any] = njit(
    nogil=True, cache=True, fastmath=True, error_model="numpy", boundscheck=False
)

CHUNK = 128  # ratings summed at once: their factors stay in a cache from tile to tile
_AHEAD = 8  # ratings whose factors are asked for before they are read
_FEW = LANES  # ratings of a row so small that conjugate gradients are the quickest exact way
_ROUNDING = 1e-6  # of the numbers in a normal matrix; its ridge must stand out from it


def padded(factors: int) -> int:
    """Columns that `factors` take in the kernels; the extra ones hold zeros and stay zero."""
    return -(-factors // LANES) * LANES


# --- intrinsics ------------------------------------------------------------------------------


def _writes(write: Callable[[Writer], None]) -> Callable[..., Any]:
    """What generates the code that `write` writes."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        write(Writer(context, builder, signature, args))
        return context.get_dummy_value()

    return generate


@_intrinsic
def pack_row(_typing: Any, Z: Any, z: Any, Q: Any, q: Any, vectors: Any) -> Typed:
    """Copies `vectors` vectors from place q of Q to place z of Z, each LANES vectors apart."""

    def write(w: Writer) -> None:
        to, source, z_at, q_at = w.data(0), w.data(2), w.integer(1), w.integer(3)
        with w.loop(w.integer(4)) as v:
            vector = w.load(source, w.plus(q_at, w.times(v, LANES)))
            w.store(vector, to, w.plus(z_at, w.times(v, LANES * LANES)))

    return types.none(Z, z, Q, q, vectors), _writes(write)


@_intrinsic
def copy_row(_typing: Any, Z: Any, z: Any, Q: Any, q: Any, vectors: Any) -> Typed:
    """Copies `vectors` vectors from place q of Q to place z of Z."""

    def write(w: Writer) -> None:
        to, source, z_at, q_at = w.data(0), w.data(2), w.integer(1), w.integer(3)
        with w.loop(w.integer(4)) as v:
            step = w.times(v, LANES)
            w.store(w.load(source, w.plus(q_at, step)), to, w.plus(z_at, step))

    return types.none(Z, z, Q, q, vectors), _writes(write)


@_intrinsic
def prefetch_row(_typing: Any, Q: Any, q: Any, vectors: Any) -> Typed:
    """Asks for `vectors` vectors at place q of Q, to be read soon."""

    def write(w: Writer) -> None:
        data, at = w.data(0), w.integer(1)
        with w.loop(w.integer(2)) as v:
            w.prefetch(data, w.plus(at, w.times(v, LANES)))

    return types.none(Q, q, vectors), _writes(write)


def _tile(rows: int, wide: int, take_away: bool) -> Any:
    """A tile of a product, `rows` numbers by `wide` vectors: over n rows z of Z,
    A[a + i width ...] += z[left + i] z[right ...], or -= for `take_away`.
    """

    @_intrinsic
    def tile(
        _typing: Any, A: Any, a: Any, Z: Any, left: Any, right: Any, width: Any, n: Any
    ) -> Typed:
        def write(w: Writer) -> None:
            to, at, source = w.data(0), w.integer(1), w.data(2)
            i_at, j_at, step, count = (w.integer(m) for m in (3, 4, 5, 6))
            sums = [w.zeros(wide) for _ in range(rows)]
            with w.loop(count) as t:
                row = w.times(t, step)
                right_at = w.plus(row, j_at)
                vectors = [w.load(source, w.plus(right_at, v * LANES)) for v in range(wide)]
                left_at = w.plus(row, i_at)
                for i in range(rows):
                    number = w.everywhere(w.number(source, w.plus(left_at, i)))
                    for place, vector in zip(sums[i], vectors, strict=True):
                        w.set(w.add_product(w.get(place), number, vector), place)
            for i in range(rows):
                start = w.plus(at, w.times(step, i))
                for v, place in enumerate(sums[i]):
                    there = w.plus(start, v * LANES)
                    old, new = w.load(to, there), w.get(place)
                    w.store(w.sub(old, new) if take_away else w.add(old, new), to, there)

        return types.none(A, a, Z, left, right, width, n), _writes(write)

    return tile


@_intrinsic
def factor_block(_typing: Any, A: Any, a: Any, width: Any, least: Any, inverse: Any) -> Typed:
    """Cholesky of the block of LANES x LANES at place a: A becomes upper triangular U, U'U = A.

    least: what no pivot is less than; inverse: its first LANES numbers become 1 / diagonal.
    """

    def write(w: Writer) -> None:
        data, at, step = w.data(0), w.integer(1), w.integer(2)
        least_vector = w.everywhere(w.argument(3))
        places = [w.plus(at, w.times(step, p)) for p in range(LANES)]
        rows = [w.load(data, place) for place in places]
        for p in range(LANES):
            scale = w.inverse_root(w.lane(rows[p], p), least_vector)
            w.store_number(scale, w.data(4), p)
            rows[p] = w.from_lane(w.mul(rows[p], scale), p)
            w.store(rows[p], data, places[p])
            for r in range(p + 1, LANES):
                rows[r] = w.less_product(rows[r], w.lane(rows[p], r), rows[p])

    return types.none(A, a, width, least, inverse), _writes(write)


@_intrinsic
def solve_block(
    _typing: Any, B: Any, b: Any, b_width: Any, U: Any, u: Any, width: Any, inverse: Any
) -> Typed:
    """B = U'^-1 B for the factored block U at place u and LANES rows of one vector at place b."""

    def write(w: Writer) -> None:
        data, at, step = w.data(0), w.integer(1), w.integer(2)
        upper, u_at, u_step, inverse = w.data(3), w.integer(4), w.integer(5), w.data(6)
        places = [w.plus(at, w.times(step, p)) for p in range(LANES)]
        rows = [w.load(data, place) for place in places]
        for p in range(LANES):
            rows[p] = w.mul(rows[p], w.everywhere(w.number(inverse, w.whole(p))))
            w.store(rows[p], data, places[p])
            u_row = w.plus(u_at, w.times(u_step, p))
            for r in range(p + 1, LANES):
                number = w.everywhere(w.number(upper, w.plus(u_row, r)))
                rows[r] = w.less_product(rows[r], number, rows[p])

    return types.none(B, b, b_width, U, u, width, inverse), _writes(write)


# The next three are on LANES rows of a matrix of some width, or on a packed block of them: the
# first vector of every row, then the second of every row, and so on. In a packed block the rows
# lie apart by a known distance, for which the processor needs one pointer, not LANES.
PACKED = -1  # instead of a width


def _vectors(w: Writer, z: int, width: Any) -> Callable[[Any], list[Any]]:
    """From v to the vectors v of LANES rows of argument z, which begin at the place after it."""
    data, at = w.data(z), w.integer(z + 1)
    if getattr(width, "literal_value", 0) == PACKED:

        def packed(v: Any) -> list[Any]:
            start = w.plus(at, w.times(v, LANES * LANES))
            return [w.load(data, w.plus(start, j * LANES)) for j in range(LANES)]

        return packed
    starts = [w.plus(at, w.times(w.integer(z + 2), j)) for j in range(LANES)]
    return lambda v: [w.load(data, w.plus(start, w.times(v, LANES))) for start in starts]


def _dot_rows(
    _typing: Any, y: Any, at: Any, Z: Any, z: Any, width: Any, x: Any, x_at: Any, vectors: Any
) -> Typed:
    """y[at + j] = row j . x for LANES rows of `vectors` vectors at place z of Z."""

    def write(w: Writer) -> None:
        rows, x_data, x_at = _vectors(w, 2, width), w.data(5), w.integer(6)
        sums = w.zeros(LANES)
        with w.loop(w.integer(7)) as v:
            vector = w.load(x_data, w.plus(x_at, w.times(v, LANES)))
            for place, row in zip(sums, rows(v), strict=True):
                w.set(w.add_product(w.get(place), row, vector), place)
        w.store(w.sums([w.get(place) for place in sums]), w.data(0), w.integer(1))

    return types.none(y, at, Z, z, width, x, x_at, vectors), _writes(write)


def _add_rows(
    _typing: Any, y: Any, y_at: Any, Z: Any, z: Any, width: Any, x: Any, x_at: Any, vectors: Any
) -> Typed:
    """y[y_at ...] += sum over LANES rows j of x[x_at + j] times the row."""
    return types.none(y, y_at, Z, z, width, x, x_at, vectors), _writes(_sum_rows(width, False))


def _take_rows(
    _typing: Any, y: Any, y_at: Any, Z: Any, z: Any, width: Any, x: Any, x_at: Any, vectors: Any
) -> Typed:
    """y[y_at ...] -= sum over LANES rows j of x[x_at + j] times the row."""
    return types.none(y, y_at, Z, z, width, x, x_at, vectors), _writes(_sum_rows(width, True))


def _sum_rows(width: Any, take_away: bool) -> Callable[[Writer], None]:
    def write(w: Writer) -> None:
        to, to_at, rows_at = w.data(0), w.integer(1), _vectors(w, 2, width)
        x_data, x_at = w.data(5), w.integer(6)
        numbers = [w.everywhere(w.number(x_data, w.plus(x_at, j))) for j in range(LANES)]
        with w.loop(w.integer(7)) as v:
            there, rows = w.plus(to_at, w.times(v, LANES)), rows_at(v)
            chains = [w.mul(a, b) for a, b in zip(rows[:4], numbers[:4], strict=True)]
            for j in range(4, LANES):
                chains[j % 4] = w.add_product(chains[j % 4], rows[j], numbers[j])
            total = w.add(w.add(chains[0], chains[1]), w.add(chains[2], chains[3]))
            old = w.load(to, there)
            w.store(w.sub(old, total) if take_away else w.add(old, total), to, there)

    return write


_add_1, _add_2, _add_3 = (_tile(ROWS, wide, False) for wide in (1, 2, 3))
_take_1, _take_2, _take_3 = (_tile(ROWS, wide, True) for wide in (1, 2, 3))
_pair_1, _pair_4 = (_tile(2, wide, False) for wide in (1, 4))
_with_constants: Callable[..., Any] = intrinsic(prefer_literal=True)
dot_rows, add_rows = _with_constants(_dot_rows), _with_constants(_add_rows)
take_rows = _with_constants(_take_rows)


# --- products and Cholesky -------------------------------------------------------------------


@_compiled
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


@_compiled
def take_product(A: Floats, z: int, first: int, width: int, k: int, n: int) -> None:
    """A -= Z'Z in the rows from `first` on, Z the n rows of A that begin at place z."""
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


@_compiled
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


@_compiled
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


@_compiled
def _dot(x: Floats, y: Floats, k: int) -> float:
    total = np.float32(0)
    for c in range(k):
        total += x[c] * y[c]
    return float(total)


@_compiled
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


@_compiled
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
        if squared <= 1e-12 * start:
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


@_compiled
def half_sweep(
    first: int,
    last: int,
    starts: Starts,
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
    """Solves the rows from `first` to `last` of P and its biases, Q and its own held still;
    returns the sum of their squared errors after it.

    Row u has the ratings starts[u] to starts[u + 1] of `others` (rows of Q) and `stars` (over
    the mean); scale: growth of each row's ridge; least: of a ridge; steps: of conjugate
    gradients, 0 for exact solutions, which rows of very few ratings, or of more than `capacity`,
    get in any case.
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


@_compiled
def squared_errors(
    users: Ids,
    items: Ids,
    stars: Floats,
    P: Floats,
    p_bias: Floats,
    Q: Floats,
    q_bias: Floats,
    k: int,
) -> float:
    """The sum of squared errors over ratings (stars over the mean)."""
    total = 0.0
    for j in range(len(stars)):
        user, item = np.int64(users[j]), np.int64(items[j])
        dot = _dot(P[user * k : (user + 1) * k], Q[item * k : (item + 1) * k], k)
        error = stars[j] - p_bias[user] - q_bias[item] - dot
        total += error * error
    return total


@_compiled
def sort_by_row(rows: Ids, others: Ids, stars: Floats, n_rows: int) -> tuple[Starts, Ids, Floats]:
    """The ratings gathered by row, in the order given within each (a counting sort): where each
    row begins, (n_rows + 1,), and the others and the stars, (n,)."""
    starts = np.zeros(n_rows + 1, np.int64)
    for row in rows:
        starts[np.int64(row) + 1] += 1
    for row in range(n_rows):
        starts[row + 1] += starts[row]
    place = starts[:-1].copy()
    sorted_others, sorted_stars = np.empty(len(rows), np.uint32), np.empty(len(rows), np.float32)
    for j in range(len(rows)):
        row = np.int64(rows[j])
        sorted_others[place[row]] = others[j]
        sorted_stars[place[row]] = stars[j]
        place[row] += 1
    return starts, sorted_others, sorted_stars
