"""What stochastic gradient descent does with rows of factors, as vectors of the processor.

Numba's cache on disk watches the file of a compiled loop alone: touch sgd_kernels.py after a
change here.

Of all of these k, the width of a row, is a constant and a multiple of LANES.
"""

from __future__ import annotations

from typing import Any

from numba import types

from recflix_tui.kernels.vector_writer import (
    LANES,
    Row,
    Typed,
    Writer,
    intrinsic_of_constants,
    writes,
)


def _rows(w: Writer, at: tuple[int, ...], k: Any) -> tuple[range, list[Row]]:
    """The numbers of a row's vectors, and the rows of the arrays at these positions among the
    arguments; a row's index follows its array."""
    width = k.literal_value
    return range(width // LANES), [w.row(n, n + 1, width) for n in at]


@intrinsic_of_constants
def row_dot(_typing: Any, P: Any, u: Any, Q: Any, i: Any, k: Any) -> Typed:
    """P[u] . Q[i], float32."""

    def write(w: Writer) -> Any:
        vectors, (p, q) = _rows(w, (0, 2), k)
        return w.sum([w.mul(p.load(v), q.load(v)) for v in vectors])

    return types.float32(P, u, Q, i, k), writes(write)


@intrinsic_of_constants
def implied_dot(
    _typing: Any, P: Any, u: Any, X: Any, x: Any, Q: Any, i: Any, Z: Any, z: Any, k: Any
) -> Typed:
    """(P[u] + X[x]) . (Q[i] + Z[z]), float32."""

    def write(w: Writer) -> Any:
        vectors, (p, x_row, q, z_row) = _rows(w, (0, 2, 4, 6), k)
        products = []
        for v in vectors:
            left, right = w.add(p.load(v), x_row.load(v)), w.add(q.load(v), z_row.load(v))
            products.append(w.mul(left, right))
        return w.sum(products)

    return types.float32(P, u, X, x, Q, i, Z, z, k), writes(write)


@intrinsic_of_constants
def row_step(
    _typing: Any, P: Any, u: Any, Q: Any, i: Any, keep_u: Any, keep_i: Any, step: Any, k: Any
) -> Typed:
    """Both rows at once: P[u] = keep_u P[u] + step Q[i] and Q[i] = keep_i Q[i] + step P[u] (the
    P[u] before)."""

    def write(w: Writer) -> None:
        vectors, (p_row, q_row) = _rows(w, (0, 2), k)
        keep_own, keep_other, pull = (w.everywhere(w.argument(n)) for n in (4, 5, 6))
        for v in vectors:
            p, q = p_row.load(v), q_row.load(v)
            p_row.store(v, w.mixed(p, keep_own, q, pull))
            q_row.store(v, w.mixed(q, keep_other, p, pull))

    return types.none(P, u, Q, i, keep_u, keep_i, step, k), writes(write)


@intrinsic_of_constants
def implied_step(
    _typing: Any,
    P: Any,
    u: Any,
    X: Any,
    x: Any,
    Q: Any,
    i: Any,
    Z: Any,
    z: Any,
    G: Any,
    g: Any,
    keep_u: Any,
    keep_i: Any,
    step: Any,
    k: Any,
) -> Typed:
    """As row_step, where P[u] + X[x] meets Q[i] + Z[z]; G[g] += step (Q[i] + Z[z]) gathers what
    is to move X[x]."""

    def write(w: Writer) -> None:
        vectors, rows = _rows(w, (0, 2, 4, 6, 8), k)
        keep_own, keep_other, pull = (w.everywhere(w.argument(n)) for n in (10, 11, 12))
        for v in vectors:
            p, x_part, q, z_part, gathered = (row.load(v) for row in rows)
            left, right = w.add(p, x_part), w.add(q, z_part)
            pulled = w.mul(right, pull)
            rows[0].store(v, w.add(w.mul(p, keep_own), pulled))
            rows[4].store(v, w.add(gathered, pulled))
            rows[2].store(v, w.mixed(q, keep_other, left, pull))

    return types.none(P, u, X, x, Q, i, Z, z, G, g, keep_u, keep_i, step, k), writes(write)


@intrinsic_of_constants
def row_mix(_typing: Any, A: Any, a: Any, keep: Any, B: Any, b: Any, scale: Any, k: Any) -> Typed:
    """A[a] = keep A[a] + scale B[b]."""

    def write(w: Writer) -> None:
        vectors, (to, other) = _rows(w, (0, 3), k)
        kept, scaled = w.everywhere(w.argument(2)), w.everywhere(w.argument(5))
        for v in vectors:
            to.store(v, w.mixed(to.load(v), kept, other.load(v), scaled))

    return types.none(A, a, keep, B, b, scale, k), writes(write)


@intrinsic_of_constants
def fetch_row(_typing: Any, P: Any, u: Any, k: Any) -> Typed:
    """Ask for P[u] before it is needed."""

    def write(w: Writer) -> None:
        vectors, (row,) = _rows(w, (0,), k)
        for v in vectors:
            row.prefetch(v)

    return types.none(P, u, k), writes(write)
