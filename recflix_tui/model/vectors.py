"""Rows of factors as vectors of the processor, for the compiled loops.

Numba would have to prove that P and Q do not overlap before it may keep rows in vector
registers, and unrolls short rows into single numbers; written as vector instructions, an
epoch takes half the time. LLVM fits the vectors to the registers that there are.

Numba's cache on disk watches kernels.py alone: touch that file after a change here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic

LANES = 16
_FLOAT, _INT64 = ir.FloatType(), ir.IntType(64)
_VECTOR = ir.VectorType(_FLOAT, LANES)
_SPLAT = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
_FAST = ("fast",)  # sums may be taken in any order

Typed = tuple[Any, Callable[..., Any]]


def _row_dot(_typing: Any, P: Any, u: Any, Q: Any, i: Any, k: Any) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        left, right = _rows(context, builder, signature, args, (0, 2), k)
        return _sum_of_products(
            builder,
            [(_load(builder, p), _load(builder, q)) for p, q in zip(left, right, strict=True)],
        )

    return types.float32(P, u, Q, i, k), generate


def _implied_dot(
    _typing: Any, P: Any, u: Any, X: Any, x: Any, Q: Any, i: Any, Z: Any, z: Any, k: Any
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        places = _rows(context, builder, signature, args, (0, 2, 4, 6), k)
        pairs = []
        for each in zip(*places, strict=True):
            p, x, q, z = (_load(builder, place) for place in each)
            left, right = builder.fadd(p, x, flags=_FAST), builder.fadd(q, z, flags=_FAST)
            pairs.append((left, right))
        return _sum_of_products(builder, pairs)

    return types.float32(P, u, X, x, Q, i, Z, z, k), generate


def _sum_of_products(builder: Any, pairs: list[tuple[Any, Any]]) -> Any:
    """The sum over all pairs of vectors and all their lanes."""
    products = [builder.fmul(a, b, flags=_FAST) for a, b in pairs]
    while len(products) > 1:  # pairwise, so that the additions need not wait in line
        paired = [
            builder.fadd(a, b, flags=_FAST)
            for a, b in zip(products[::2], products[1::2], strict=False)
        ]
        products = paired + products[len(paired) * 2 :]
    add = builder.module.declare_intrinsic(
        f"llvm.vector.reduce.fadd.v{LANES}f32", (), ir.FunctionType(_FLOAT, [_FLOAT, _VECTOR])
    )
    return builder.call(add, [ir.Constant(_FLOAT, 0.0), products[0]], fastmath=_FAST)


def _row_step(
    _typing: Any, P: Any, u: Any, Q: Any, i: Any, keep_u: Any, keep_i: Any, step: Any, k: Any
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        left, right = _rows(context, builder, signature, args, (0, 2), k)
        keep_left, keep_right, pull = (_splat(builder, value) for value in args[4:7])
        for p_at, q_at in zip(left, right, strict=True):
            p, q = _load(builder, p_at), _load(builder, q_at)
            _store(builder, _mix(builder, p, keep_left, q, pull), p_at)
            _store(builder, _mix(builder, q, keep_right, p, pull), q_at)
        return context.get_dummy_value()

    return types.none(P, u, Q, i, keep_u, keep_i, step, k), generate


def _implied_step(
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
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        places = _rows(context, builder, signature, args, (0, 2, 4, 6, 8), k)
        keep_own, keep_other, pull = (_splat(builder, value) for value in args[10:13])
        for each in zip(*places, strict=True):
            p, x, q, z, g = (_load(builder, place) for place in each)
            left, right = builder.fadd(p, x, flags=_FAST), builder.fadd(q, z, flags=_FAST)
            pulled = builder.fmul(right, pull, flags=_FAST)
            kept = builder.fmul(p, keep_own, flags=_FAST)
            _store(builder, builder.fadd(kept, pulled, flags=_FAST), each[0])
            _store(builder, builder.fadd(g, pulled, flags=_FAST), each[4])
            _store(builder, _mix(builder, q, keep_other, left, pull), each[2])
        return context.get_dummy_value()

    return types.none(P, u, X, x, Q, i, Z, z, G, g, keep_u, keep_i, step, k), generate


def _row_mix(_typing: Any, A: Any, a: Any, keep: Any, B: Any, b: Any, scale: Any, k: Any) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        to, other = _rows(context, builder, signature, args, (0, 3), k)
        kept, scaled = _splat(builder, args[2]), _splat(builder, args[5])
        for to_at, other_at in zip(to, other, strict=True):
            mixed = _mix(builder, _load(builder, to_at), kept, _load(builder, other_at), scaled)
            _store(builder, mixed, to_at)
        return context.get_dummy_value()

    return types.none(A, a, keep, B, b, scale, k), generate


def _fetch_row(_typing: Any, P: Any, u: Any, k: Any) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        whole = ir.IntType(32)
        place = ir.IntType(8).as_pointer()
        fetch = builder.module.declare_intrinsic(
            "llvm.prefetch.p0", (), ir.FunctionType(ir.VoidType(), [place, whole, whole, whole])
        )
        for vector in _row(context, builder, signature.args[0], args[0], args[1], k.literal_value):
            # To be written, kept in every cache, data.
            how = [ir.Constant(whole, n) for n in (1, 3, 1)]
            builder.call(fetch, [builder.bitcast(vector, place), *how])
        return context.get_dummy_value()

    return types.none(P, u, k), generate


def _rows(
    context: Any, builder: Any, signature: Any, args: Any, at: tuple[int, ...], k: Any
) -> list[list[Any]]:
    """`_row` of each array among the arguments, given its place; its row's number follows it."""
    kinds = signature.args
    return [_row(context, builder, kinds[n], args[n], args[n + 1], k.literal_value) for n in at]


def _row(context: Any, builder: Any, kind: Any, array: Any, row: Any, k: int) -> list[Any]:
    """Where the vectors of one row of a C-contiguous (n, k) float32 array are."""
    data = context.make_array(kind)(context, builder, array).data
    index = builder.zext(row, _INT64) if row.type.width < 64 else row
    start = builder.gep(data, [builder.mul(index, ir.Constant(_INT64, k))])
    vectors = builder.bitcast(start, _VECTOR.as_pointer())
    return [builder.gep(vectors, [ir.Constant(_INT64, j)]) for j in range(k // LANES)]


def _load(builder: Any, place: Any) -> Any:
    value = builder.load(place)
    value.align = 4
    return value


def _store(builder: Any, value: Any, place: Any) -> None:
    builder.store(value, place).align = 4


def _splat(builder: Any, number: Any) -> Any:
    """A vector with the same number in each lane."""
    empty = ir.Constant(_VECTOR, ir.Undefined)
    first = builder.insert_element(empty, number, ir.Constant(ir.IntType(32), 0))
    return builder.shuffle_vector(first, empty, _SPLAT)


def _mix(builder: Any, a: Any, x: Any, b: Any, y: Any) -> Any:
    """a x + b y, lane by lane."""
    scaled = builder.fmul(a, x, flags=_FAST)
    return builder.fadd(scaled, builder.fmul(b, y, flags=_FAST), flags=_FAST)


# row_dot(P, u, Q, i, k) -> float32: P[u] . Q[i]. u, i: unsigned; k: a constant, and a
# multiple of LANES.
row_dot: Any = intrinsic(prefer_literal=True)(_row_dot)

# row_step(P, u, Q, i, keep_u, keep_i, step, k): both rows at once,
# P[u] = keep_u P[u] + step Q[i] and Q[i] = keep_i Q[i] + step P[u] (the P[u] before).
row_step: Any = intrinsic(prefer_literal=True)(_row_step)

# fetch_row(P, u, k): asks for P[u] before it is needed.
fetch_row: Any = intrinsic(prefer_literal=True)(_fetch_row)

# implied_dot(P, u, X, x, Q, i, Z, z, k) -> float32: (P[u] + X[x]) . (Q[i] + Z[z]).
implied_dot: Any = intrinsic(prefer_literal=True)(_implied_dot)

# implied_step(P, u, X, x, Q, i, Z, z, G, g, keep_u, keep_i, step, k): as row_step, where
# P[u] + X[x] meets Q[i] + Z[z]; G[g] += step (Q[i] + Z[z]) gathers what is to move X[x].
implied_step: Any = intrinsic(prefer_literal=True)(_implied_step)

# row_mix(A, a, keep, B, b, scale, k): A[a] = keep A[a] + scale B[b].
row_mix: Any = intrinsic(prefer_literal=True)(_row_mix)
