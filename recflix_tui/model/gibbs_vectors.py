"""What Gibbs sampling does with rows of factors and their squares, as vectors of the processor.

Written as vector instructions for the reason that `vectors` gives: Numba unrolls such short
loops into single numbers, which takes ten times as long.

Numba's cache on disk watches gibbs_kernels.py alone: touch that file after a change here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

LANES = 16
_FLOAT, _INT32, _INT64 = ir.FloatType(), ir.IntType(32), ir.IntType(64)
_VECTOR = ir.VectorType(_FLOAT, LANES)
_SPLAT = ir.Constant(ir.VectorType(_INT32, LANES), [0] * LANES)
_FIRST = ir.Constant(_INT32, 0)
_FAST = ("fast",)  # sums may be taken in any order

Typed = tuple[Any, Callable[..., Any]]


class _Rows:
    """The vectors of a C-contiguous float32 array, whose rows hold `width` numbers."""

    def __init__(self, context: Any, builder: Any, kind: Any, array: Any, row: Any, width: int):
        data = context.make_array(kind)(context, builder, array).data
        wide = builder.sext(row, _INT64) if row.type.width < 64 else row
        start = builder.gep(data, [builder.mul(wide, ir.Constant(_INT64, width))])
        self._builder = builder
        self._vectors = builder.bitcast(start, _VECTOR.as_pointer())
        self._numbers = start

    def load(self, place: int) -> Any:
        value = self._builder.load(self._at(place))
        value.align = 4
        return value

    def store(self, place: int, value: Any) -> None:
        self._builder.store(value, self._at(place)).align = 4

    def add(self, place: int, a: Any, b: Any) -> None:
        """What stands there, plus a b."""
        self.store(place, _multiply_add(self._builder, a, b, self.load(place)))

    def number(self, place: int) -> Any:
        """One number in every lane."""
        at = self._builder.gep(self._numbers, [ir.Constant(_INT64, place)])
        return _splat(self._builder, self._builder.load(at))

    def _at(self, place: int) -> Any:
        return self._builder.gep(self._vectors, [ir.Constant(_INT64, place)])


def _splat(builder: Any, number: Any) -> Any:
    empty = ir.Constant(_VECTOR, ir.Undefined)
    return builder.shuffle_vector(builder.insert_element(empty, number, _FIRST), empty, _SPLAT)


def _multiply_add(builder: Any, a: Any, b: Any, c: Any) -> Any:
    return builder.fadd(builder.fmul(a, b, flags=_FAST), c, flags=_FAST)


def _sum(builder: Any, vectors: list[Any]) -> Any:
    total = vectors[0]
    for vector in vectors[1:]:
        total = builder.fadd(total, vector, flags=_FAST)
    add = builder.module.declare_intrinsic(
        f"llvm.vector.reduce.fadd.v{LANES}f32", (), ir.FunctionType(_FLOAT, [_FLOAT, _VECTOR])
    )
    return builder.call(add, [ir.Constant(_FLOAT, 0.0), total], fastmath=_FAST)


def _rating_step(
    _typing: Any,
    mine: Any,
    r: Any,
    first: Any,
    f: Any,
    second: Any,
    s: Any,
    star: Any,
    A: Any,
    c: Any,
    k: Any,
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kinds, width = signature.args, k.literal_value
        vectors = range(width // LANES)
        own = _Rows(context, builder, kinds[0], args[0], args[1], width)
        left = _Rows(context, builder, kinds[2], args[2], args[3], width)
        right = _Rows(context, builder, kinds[4], args[4], args[5], width)
        square = _Rows(context, builder, kinds[7], args[7], args[1], width * width)
        linear = _Rows(context, builder, kinds[8], args[8], args[1], width)
        ones = cgutils.alloca_once(builder, ir.ArrayType(_FLOAT, width))  # type: ignore[no-untyped-call]
        design, said = [], []
        for v in vectors:
            a, b = left.load(v), right.load(v)
            offered, known = builder.fadd(a, b, flags=_FAST), builder.fmul(a, b, flags=_FAST)
            if v == 0:
                # The first column holds biases: they add, and meet a 1.
                both = builder.extract_element(offered, _FIRST)
                known = builder.insert_element(known, both, _FIRST)
                offered = builder.insert_element(offered, ir.Constant(_FLOAT, 1.0), _FIRST)
            design.append(offered)
            said.append(_multiply_add(builder, own.load(v), offered, known))
        error = builder.fsub(args[6], _sum(builder, said), flags=_FAST)
        numbers = builder.bitcast(ones, _FLOAT.as_pointer())
        for v in vectors:
            at = builder.gep(numbers, [ir.Constant(_INT64, v * LANES)])
            builder.store(design[v], builder.bitcast(at, _VECTOR.as_pointer())).align = 4
        spread = _splat(builder, error)
        for v in vectors:
            linear.add(v, spread, design[v])
        for row in range(width):
            at = builder.gep(numbers, [ir.Constant(_INT64, row)])
            factor = _splat(builder, builder.load(at))
            for v in vectors:
                square.add(row * (width // LANES) + v, factor, design[v])
        return error

    return types.float32(mine, r, first, f, second, s, star, A, c, k), generate


def _feature_take(
    _typing: Any, A: Any, c: Any, r: Any, value: Any, S: Any, b: Any, k: Any
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kinds, width = signature.args, k.literal_value
        zero = ir.Constant(_INT64, 0)
        square = _Rows(context, builder, kinds[0], args[0], args[2], width * width)
        linear = _Rows(context, builder, kinds[1], args[1], args[2], width)
        squares = _Rows(context, builder, kinds[4], args[4], zero, width * width)
        total = _Rows(context, builder, kinds[5], args[5], zero, width)
        factor = _splat(builder, args[3])
        factor_square = builder.fmul(factor, factor, flags=_FAST)
        for v in range(width // LANES):
            total.add(v, factor, linear.load(v))
        for v in range(width * width // LANES):
            squares.add(v, factor_square, square.load(v))
        return context.get_dummy_value()

    return types.none(A, c, r, value, S, b, k), generate


def _feature_give(
    _typing: Any, A: Any, c: Any, whole: Any, r: Any, value: Any, change: Any, k: Any
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kinds, width = signature.args, k.literal_value
        vectors = range(width // LANES)
        square = _Rows(context, builder, kinds[0], args[0], args[3], width * width)
        linear = _Rows(context, builder, kinds[1], args[1], args[3], width)
        row = _Rows(context, builder, kinds[2], args[2], args[3], width)
        moved = _Rows(context, builder, kinds[5], args[5], ir.Constant(_INT64, 0), width)
        factor = _splat(builder, args[4])
        for v in vectors:
            row.add(v, factor, moved.load(v))
        # A is symmetric: A change is the sum of its rows, each times a number of the change.
        sums = [[ir.Constant(_VECTOR, [0.0] * LANES)] * 2 for _ in vectors]
        for b in range(width):
            number = moved.number(b)
            for v in vectors:
                part = square.load(b * (width // LANES) + v)
                sums[v][b % 2] = _multiply_add(builder, number, part, sums[v][b % 2])
        back = builder.fneg(factor)
        for v in vectors:
            linear.add(v, back, builder.fadd(*sums[v], flags=_FAST))
        return context.get_dummy_value()

    return types.none(A, c, whole, r, value, change, k), generate


# rating_step(mine, r, first, f, second, s, star, A, c, k) -> float32, the error of one rating:
# with d = [1, first[f] + second[s]], A[r] += d d' and c[r] += d error.
rating_step: Any = intrinsic(prefer_literal=True)(_rating_step)

# feature_take(A, c, r, value, S, b, k): S[0] += value^2 A[r], b[0] += value c[r].
feature_take: Any = intrinsic(prefer_literal=True)(_feature_take)

# feature_give(A, c, whole, r, value, change, k): whole[r] += value change[0],
# c[r] -= value A[r] change[0].
feature_give: Any = intrinsic(prefer_literal=True)(_feature_give)
