"""What alternating least squares does with tiles and blocks of matrices, as vectors of the
processor.

Numba's cache on disk watches the file of a compiled loop alone: touch normal_equations.py after
a change here.

Matrices are flat float32 arrays, their rows of `width` numbers one after another, width a
multiple of LANES; a position is the index of a number in its array.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import llvmlite.binding as llvm  # type: ignore[import-untyped]
from numba import types

from recflix_tui.kernels.vector_writer import (
    Typed,
    Writer,
    intrinsic,
    intrinsic_of_constants,
    writes,
)

# Vectors of LANES numbers; tiles of ROWS by up to 3 vectors, which leave registers to load into.
# AVX-512 has 32 registers of 16 numbers, AVX2 16 of 8; of NEON's 32 of 4, two make a vector.
if llvm.get_host_cpu_features().get("avx512f"):
    LANES, ROWS = 16, 8
else:
    LANES, ROWS = 8, 4


@intrinsic
def pack_row(_typing: Any, Z: Any, z: Any, Q: Any, q: Any, vectors: Any) -> Typed:
    """Copy `vectors` vectors from position q of Q to z of Z, each LANES vectors apart."""

    def write(w: Writer) -> None:
        to, source, z_at, q_at = w.data(0), w.data(2), w.integer(1), w.integer(3)
        with w.loop(w.integer(4)) as v:
            vector = w.load(source, w.plus(q_at, w.times(v, LANES)))
            w.store(vector, to, w.plus(z_at, w.times(v, LANES * LANES)))

    return types.none(Z, z, Q, q, vectors), writes(write, LANES)


@intrinsic
def copy_row(_typing: Any, Z: Any, z: Any, Q: Any, q: Any, vectors: Any) -> Typed:
    """Copy `vectors` vectors from position q of Q to position z of Z."""

    def write(w: Writer) -> None:
        to, source, z_at, q_at = w.data(0), w.data(2), w.integer(1), w.integer(3)
        with w.loop(w.integer(4)) as v:
            step = w.times(v, LANES)
            w.store(w.load(source, w.plus(q_at, step)), to, w.plus(z_at, step))

    return types.none(Z, z, Q, q, vectors), writes(write, LANES)


@intrinsic
def prefetch_row(_typing: Any, Q: Any, q: Any, vectors: Any) -> Typed:
    """Ask for `vectors` vectors at position q of Q, to be read soon."""

    def write(w: Writer) -> None:
        data, at = w.data(0), w.integer(1)
        with w.loop(w.integer(2)) as v:
            w.prefetch(data, w.plus(at, w.times(v, LANES)))

    return types.none(Q, q, vectors), writes(write, LANES)


def tile_of(rows: int, wide: int, take_away: bool) -> Any:
    """A tile of a product, `rows` numbers by `wide` vectors: over n rows z of Z,
    A[a + i width ...] += z[left + i] z[right ...], or -= for `take_away`.
    """

    @intrinsic
    def tile(
        _typing: Any, A: Any, a: Any, Z: Any, left: Any, right: Any, width: Any, n: Any
    ) -> Typed:
        def write(w: Writer) -> None:
            to, at, source = w.data(0), w.integer(1), w.data(2)
            i_at, j_at, step, count = (w.integer(m) for m in (3, 4, 5, 6))
            sums = [w.variables(wide) for _ in range(rows)]
            with w.loop(count) as t:
                row = w.times(t, step)
                right_at = w.plus(row, j_at)
                vectors = [w.load(source, w.plus(right_at, v * LANES)) for v in range(wide)]
                left_at = w.plus(row, i_at)
                for i in range(rows):
                    number = w.everywhere(w.number(source, w.plus(left_at, i)))
                    for slot, vector in zip(sums[i], vectors, strict=True):
                        w.set(w.add_product(w.get(slot), number, vector), slot)
            for i in range(rows):
                start = w.plus(at, w.times(step, i))
                for v, slot in enumerate(sums[i]):
                    there = w.plus(start, v * LANES)
                    old, new = w.load(to, there), w.get(slot)
                    w.store(w.sub(old, new) if take_away else w.add(old, new), to, there)

        return types.none(A, a, Z, left, right, width, n), writes(write, LANES)

    return tile


@intrinsic
def factor_block(_typing: Any, A: Any, a: Any, width: Any, least: Any, inverse: Any) -> Typed:
    """Cholesky of the block of LANES x LANES at position a: A becomes upper triangular U, U'U = A.

    least: what no pivot is less than; inverse: its first LANES numbers become 1 / diagonal.
    """

    def write(w: Writer) -> None:
        data, at, step = w.data(0), w.integer(1), w.integer(2)
        least_vector = w.everywhere(w.argument(3))
        positions = [w.plus(at, w.times(step, p)) for p in range(LANES)]
        rows = [w.load(data, position) for position in positions]
        for p in range(LANES):
            scale = w.inverse_roots(w.lane(rows[p], p), least_vector)
            w.store_number(w.extract(scale, 0), w.data(4), p)
            rows[p] = w.from_lane(w.mul(rows[p], scale), p)
            w.store(rows[p], data, positions[p])
            for r in range(p + 1, LANES):
                rows[r] = w.less_product(rows[r], w.lane(rows[p], r), rows[p])

    return types.none(A, a, width, least, inverse), writes(write, LANES)


@intrinsic
def solve_block(
    _typing: Any, B: Any, b: Any, b_width: Any, U: Any, u: Any, width: Any, inverse: Any
) -> Typed:
    """B = U'^-1 B for the factored block U at position u and LANES rows of one vector at b."""

    def write(w: Writer) -> None:
        data, at, step = w.data(0), w.integer(1), w.integer(2)
        upper, u_at, u_step, inverse = w.data(3), w.integer(4), w.integer(5), w.data(6)
        positions = [w.plus(at, w.times(step, p)) for p in range(LANES)]
        rows = [w.load(data, position) for position in positions]
        for p in range(LANES):
            rows[p] = w.mul(rows[p], w.everywhere(w.number(inverse, p)))
            w.store(rows[p], data, positions[p])
            u_row = w.plus(u_at, w.times(u_step, p))
            for r in range(p + 1, LANES):
                number = w.everywhere(w.number(upper, w.plus(u_row, r)))
                rows[r] = w.less_product(rows[r], number, rows[p])

    return types.none(B, b, b_width, U, u, width, inverse), writes(write, LANES)


# The next three are on LANES rows of a matrix of some width, or on a packed block of them: the
# first vector of every row, then the second of every row, and so on. In a packed block the rows
# lie apart by a known distance, for which the processor needs one pointer, not LANES.
PACKED = -1  # instead of a width


def _vectors(w: Writer, z: int, width: Any) -> Callable[[Any], list[Any]]:
    """From v to the vectors v of LANES rows of argument z, which begin at the position after it."""
    data, at = w.data(z), w.integer(z + 1)
    if getattr(width, "literal_value", 0) == PACKED:

        def packed(v: Any) -> list[Any]:
            start = w.plus(at, w.times(v, LANES * LANES))
            return [w.load(data, w.plus(start, j * LANES)) for j in range(LANES)]

        return packed
    starts = [w.plus(at, w.times(w.integer(z + 2), j)) for j in range(LANES)]
    return lambda v: [w.load(data, w.plus(start, w.times(v, LANES))) for start in starts]


@intrinsic_of_constants
def dot_rows(
    _typing: Any, y: Any, at: Any, Z: Any, z: Any, width: Any, x: Any, x_at: Any, vectors: Any
) -> Typed:
    """y[at + j] = row j . x for LANES rows of `vectors` vectors at position z of Z."""

    def write(w: Writer) -> None:
        rows, x_data, x_at = _vectors(w, 2, width), w.data(5), w.integer(6)
        sums = w.variables(LANES)
        with w.loop(w.integer(7)) as v:
            vector = w.load(x_data, w.plus(x_at, w.times(v, LANES)))
            for slot, row in zip(sums, rows(v), strict=True):
                w.set(w.add_product(w.get(slot), row, vector), slot)
        w.store(w.sums([w.get(slot) for slot in sums]), w.data(0), w.integer(1))

    return types.none(y, at, Z, z, width, x, x_at, vectors), writes(write, LANES)


@intrinsic_of_constants
def add_rows(
    _typing: Any, y: Any, y_at: Any, Z: Any, z: Any, width: Any, x: Any, x_at: Any, vectors: Any
) -> Typed:
    """y[y_at ...] += sum over LANES rows j of x[x_at + j] times the row."""
    return types.none(y, y_at, Z, z, width, x, x_at, vectors), writes(
        _sum_rows(width, False), LANES
    )


@intrinsic_of_constants
def take_rows(
    _typing: Any, y: Any, y_at: Any, Z: Any, z: Any, width: Any, x: Any, x_at: Any, vectors: Any
) -> Typed:
    """y[y_at ...] -= sum over LANES rows j of x[x_at + j] times the row."""
    write = _sum_rows(width, take_away=True)
    return types.none(y, y_at, Z, z, width, x, x_at, vectors), writes(write, LANES)


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
