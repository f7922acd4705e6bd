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


def _total(builder: Any, vectors: list[Any]) -> Any:
    """The sum of vectors, lane by lane."""
    total = vectors[0]
    for vector in vectors[1:]:
        total = builder.fadd(total, vector, flags=_FAST)
    return total


def _sum(builder: Any, vectors: list[Any]) -> Any:
    """The sum of all lanes of all vectors."""
    total = _total(builder, vectors)
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
    used: Any,
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
        for row in range(used.literal_value):
            at = builder.gep(numbers, [ir.Constant(_INT64, row)])
            factor = _splat(builder, builder.load(at))
            for v in vectors:
                square.add(row * (width // LANES) + v, factor, design[v])
        return error

    return types.float32(mine, r, first, f, second, s, star, A, c, k, used), generate


def _feature_take(
    _typing: Any, A: Any, c: Any, r: Any, value: Any, S: Any, b: Any, k: Any, used: Any
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
        for v in range(used.literal_value * width // LANES):
            squares.add(v, factor_square, square.load(v))
        return context.get_dummy_value()

    return types.none(A, c, r, value, S, b, k, used), generate


def _feature_give(
    _typing: Any, A: Any, c: Any, whole: Any, r: Any, value: Any, change: Any, k: Any, used: Any
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
        # Four sums, so that the additions need not wait in line.
        sums = [[ir.Constant(_VECTOR, [0.0] * LANES)] * 4 for _ in vectors]
        for b in range(used.literal_value):
            number = moved.number(b)
            for v in vectors:
                part = square.load(b * (width // LANES) + v)
                sums[v][b % 4] = _multiply_add(builder, number, part, sums[v][b % 4])
        back = builder.fneg(factor)
        for v in vectors:
            linear.add(v, back, _total(builder, sums[v]))
        return context.get_dummy_value()

    return types.none(A, c, whole, r, value, change, k, used), generate


def _normal_system(
    _typing: Any,
    A: Any,
    c: Any,
    r: Any,
    own: Any,
    f: Any,
    alpha: Any,
    precision: Any,
    pull: Any,
    M: Any,
    right: Any,
    k: Any,
    used: Any,
) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kinds, width = signature.args, k.literal_value
        zero, wide = ir.Constant(_INT64, 0), width // LANES
        square = _Rows(context, builder, kinds[0], args[0], args[2], width * width)
        linear = _Rows(context, builder, kinds[1], args[1], args[2], width)
        vector = _Rows(context, builder, kinds[3], args[3], args[4], width)
        prior = _Rows(context, builder, kinds[6], args[6], zero, width * width)
        pulled = _Rows(context, builder, kinds[7], args[7], zero, width)
        left = _Rows(context, builder, kinds[8], args[8], zero, width * width)
        out = _Rows(context, builder, kinds[9], args[9], zero, width)
        factor = _splat(builder, args[5])
        zeros = [ir.Constant(_VECTOR, [0.0] * LANES)] * 3
        sums = [[linear.load(v), *zeros] for v in range(wide)]
        for b in range(used.literal_value):
            number = vector.number(b)
            for v in range(wide):
                part = square.load(b * wide + v)
                sums[v][b % 4] = _multiply_add(builder, number, part, sums[v][b % 4])
                entry = _multiply_add(builder, factor, part, prior.load(b * wide + v))
                left.store(b * wide + v, entry)
        for v in range(wide):
            total = _total(builder, sums[v])
            out.store(v, _multiply_add(builder, factor, total, pulled.load(v)))
        return context.get_dummy_value()

    return types.none(A, c, r, own, f, alpha, precision, pull, M, right, k, used), generate


def _draw_narrow(_typing: Any, M: Any, right: Any, noise: Any, n: Any, used: Any) -> Typed:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kinds, zero = signature.args, ir.Constant(_INT64, 0)
        left = _Rows(context, builder, kinds[0], args[0], zero, LANES * LANES)
        side = _Rows(context, builder, kinds[1], args[1], zero, LANES)
        chance = _Rows(context, builder, kinds[2], args[2], args[3], LANES)
        order = range(used.literal_value)
        rows = [left.load(j) for j in order]
        vector, solved = side.load(0), chance.load(0)
        one = ir.Constant(_FLOAT, 1.0)
        root_of = builder.module.declare_intrinsic(
            "llvm.sqrt.f32", (), ir.FunctionType(_FLOAT, [_FLOAT])
        )
        roots = []
        for j in order:
            lane = ir.Constant(_INT32, j)
            pivot = builder.extract_element(rows[j], lane)
            root = builder.fdiv(one, builder.call(root_of, [pivot]), flags=_FAST)
            roots.append(root)
            rows[j] = builder.fmul(rows[j], _splat(builder, root), flags=_FAST)
            value = builder.fmul(builder.extract_element(vector, lane), root, flags=_FAST)
            back = builder.fneg(_splat(builder, value))
            vector = _multiply_add(builder, back, rows[j], vector)
            drawn = builder.fadd(builder.extract_element(solved, lane), value, flags=_FAST)
            solved = builder.insert_element(solved, drawn, lane)
            for i in range(j + 1, len(order)):
                number = builder.extract_element(rows[j], ir.Constant(_INT32, i))
                factor = builder.fneg(_splat(builder, number))
                rows[i] = _multiply_add(builder, factor, rows[j], rows[i])
        result = ir.Constant(_VECTOR, [0.0] * LANES)
        for j in reversed(order):
            lane = ir.Constant(_INT32, j)
            known = _sum(builder, [builder.fmul(rows[j], result, flags=_FAST)])
            rest = builder.fsub(builder.extract_element(solved, lane), known, flags=_FAST)
            value = builder.fmul(rest, roots[j], flags=_FAST)
            result = builder.insert_element(result, value, lane)
        side.store(0, result)
        return context.get_dummy_value()

    return types.none(M, right, noise, n, used), generate


# Of all of these k is the width of a row and `used` the columns of it that are not padding.

# rating_step(mine, r, first, f, second, s, star, A, c, k, used) -> float32, the error of one
# rating: with d = [1, first[f] + second[s]], A[r] += d d' and c[r] += d error.
rating_step: Any = intrinsic(prefer_literal=True)(_rating_step)

# feature_take(A, c, r, value, S, b, k, used): S[0] += value^2 A[r], b[0] += value c[r].
feature_take: Any = intrinsic(prefer_literal=True)(_feature_take)

# feature_give(A, c, whole, r, value, change, k, used): whole[r] += value change[0],
# c[r] -= value A[r] change[0].
feature_give: Any = intrinsic(prefer_literal=True)(_feature_give)

# normal_system(A, c, r, own, f, alpha, precision, pull, M, right, k, used): of the conditional
# of own[f], precision M = precision + alpha A[r] and right = pull + alpha (c[r] + A[r] own[f]).
normal_system: Any = intrinsic(prefer_literal=True)(_normal_system)

# draw_narrow(M, right, noise, n, used): right := a draw from the normal of precision M and mean
# M^-1 right, by noise[n]; for one vector's width of columns, which stay in registers.
draw_narrow: Any = intrinsic(prefer_literal=True)(_draw_narrow)
