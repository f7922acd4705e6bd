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
        left = _row(context, builder, signature.args[0], args[0], args[1], k.literal_value)
        right = _row(context, builder, signature.args[2], args[2], args[3], k.literal_value)
        products = [
            builder.fmul(_load(builder, p), _load(builder, q), flags=_FAST)
            for p, q in zip(left, right, strict=True)
        ]
        while len(products) > 1:  # pairwise, so that the additions need not wait in line
            paired = [
                builder.fadd(a, b, flags=_FAST)
                for a, b in zip(products[::2], products[1::2], strict=False)
            ]
            products = paired + products[len(paired) * 2 :]
        add = builder.module.declare_intrinsic(
            f"llvm.vector.reduce.fadd.v{LANES}f32",
            (),
            ir.FunctionType(_FLOAT, [_FLOAT, _VECTOR]),
        )
        return builder.call(add, [ir.Constant(_FLOAT, 0.0), products[0]], fastmath=_FAST)

    return types.float32(P, u, Q, i, k), generate


def _row_step(
    _typing: Any, P: Any, u: Any, Q: Any, i: Any, keep_u: Any, keep_i: Any, step: Any, k: Any
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        left = _row(context, builder, signature.args[0], args[0], args[1], k.literal_value)
        right = _row(context, builder, signature.args[2], args[2], args[3], k.literal_value)
        keep_left, keep_right, pull = (_splat(builder, value) for value in args[4:7])
        for p_at, q_at in zip(left, right, strict=True):
            p, q = _load(builder, p_at), _load(builder, q_at)
            _store(builder, _mix(builder, p, keep_left, q, pull), p_at)
            _store(builder, _mix(builder, q, keep_right, p, pull), q_at)
        return context.get_dummy_value()

    return types.none(P, u, Q, i, keep_u, keep_i, step, k), generate


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
