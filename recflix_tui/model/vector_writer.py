"""Vector instructions of the processor, as the intrinsics of compiled loops write them.

Matrices are flat float32 arrays; a place is the index of a number in its array. LLVM fits the
vectors to the registers that there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import llvmlite.binding as llvm  # type: ignore[import-untyped]
from llvmlite import ir
from numba.core import cgutils as _cgutils

cgutils: Any = _cgutils

# Vectors of LANES numbers; tiles of ROWS x WIDE vectors, which leave registers to load into.
# AVX-512 has 32 registers of 16 numbers, AVX2 16 of 8; of NEON's 32 of 4, two make a vector.
if llvm.get_host_cpu_features().get("avx512f"):
    LANES, ROWS, WIDE = 16, 8, 3
else:
    LANES, ROWS, WIDE = 8, 4, 3

_FLOAT, _INT32, _INT64 = ir.FloatType(), ir.IntType(32), ir.IntType(64)
_VECTOR = ir.VectorType(_FLOAT, LANES)
_FAST = ("fast",)  # sums may be taken in any order


class Writer:
    """Writes vector instructions for the arguments of one intrinsic."""

    def __init__(self, context: Any, builder: Any, signature: Any, args: Any) -> None:
        self._context, self._builder = context, builder
        self._kinds, self._args = signature.args, args

    def data(self, n: int) -> Any:
        """Where the numbers of argument n, an array, begin."""
        make = self._context.make_array(self._kinds[n])
        return make(self._context, self._builder, self._args[n]).data

    def integer(self, n: int) -> Any:
        """Argument n as a 64-bit integer."""
        value = self._args[n]
        return self._builder.sext(value, _INT64) if value.type.width < 64 else value

    def argument(self, n: int) -> Any:
        return self._args[n]

    def whole(self, n: int) -> Any:
        return _whole(n)

    def plus(self, a: Any, b: Any) -> Any:
        return self._builder.add(a, _whole(b) if isinstance(b, int) else b)

    def times(self, a: Any, b: Any) -> Any:
        return self._builder.mul(a, _whole(b) if isinstance(b, int) else b)

    @contextmanager
    def loop(self, count: Any) -> Iterator[Any]:
        with cgutils.for_range(self._builder, count) as steps:
            yield steps.index

    def zeros(self, count: int) -> list[Any]:
        """Vectors of zeros that LLVM will keep in registers."""
        places = [cgutils.alloca_once(self._builder, _VECTOR) for _ in range(count)]
        for place in places:
            self._builder.store(ir.Constant(_VECTOR, None), place)
        return places

    def get(self, place: Any) -> Any:
        return self._builder.load(place)

    def set(self, value: Any, place: Any) -> None:
        self._builder.store(value, place)

    def load(self, data: Any, at: Any) -> Any:
        vector = self._builder.load(self._vector_at(data, at))
        vector.align = 4
        return vector

    def store(self, vector: Any, data: Any, at: Any) -> None:
        self._builder.store(vector, self._vector_at(data, at)).align = 4

    def _vector_at(self, data: Any, at: Any) -> Any:
        return self._builder.bitcast(self._builder.gep(data, [at]), _VECTOR.as_pointer())

    def number(self, data: Any, at: Any) -> Any:
        return self._builder.load(self._builder.gep(data, [at]))

    def store_number(self, vector: Any, data: Any, at: int) -> None:
        """Stores the first lane."""
        first = self._builder.extract_element(vector, ir.Constant(_INT32, 0))
        self._builder.store(first, self._builder.gep(data, [_whole(at)]))

    def everywhere(self, number: Any) -> Any:
        """A vector with the same number in each lane."""
        empty = ir.Constant(_VECTOR, ir.Undefined)
        first = self._builder.insert_element(empty, number, ir.Constant(_INT32, 0))
        return self.shuffle(first, first, [0] * LANES)

    def lane(self, vector: Any, lane: int) -> Any:
        """A vector with one lane's number in each lane."""
        return self.shuffle(vector, vector, [lane] * LANES)

    def shuffle(self, a: Any, b: Any, lanes: list[int]) -> Any:
        mask = ir.Constant(ir.VectorType(_INT32, LANES), lanes)
        return self._builder.shuffle_vector(a, b, mask)

    def add(self, a: Any, b: Any) -> Any:
        return self._builder.fadd(a, b, flags=_FAST)

    def sub(self, a: Any, b: Any) -> Any:
        return self._builder.fsub(a, b, flags=_FAST)

    def mul(self, a: Any, b: Any) -> Any:
        return self._builder.fmul(a, b, flags=_FAST)

    def add_product(self, total: Any, a: Any, b: Any) -> Any:
        """total + a b, in one instruction where there is one."""
        return self.add(total, self.mul(a, b))

    def less_product(self, total: Any, a: Any, b: Any) -> Any:
        return self._builder.fsub(total, self.mul(a, b), flags=_FAST)

    def inverse_root(self, vector: Any, least: Any) -> Any:
        """1 / sqrt(max(vector, least)), lane by lane."""
        builder = self._builder
        small = builder.fcmp_ordered("<", vector, least)
        root = builder.module.declare_intrinsic(
            f"llvm.sqrt.v{LANES}f32", (), ir.FunctionType(_VECTOR, [_VECTOR])
        )
        one = ir.Constant(_VECTOR, [1.0] * LANES)
        return builder.fdiv(one, builder.call(root, [builder.select(small, least, vector)]))

    def from_lane(self, vector: Any, first: int) -> Any:
        """The vector with zeros in the lanes before `first`."""
        zero = ir.Constant(_VECTOR, None)
        return self.shuffle(zero, vector, [n + LANES * (n >= first) for n in range(LANES)])

    def sums(self, vectors: list[Any]) -> Any:
        """One vector of the sums of LANES vectors: lane j is the sum over vector j.

        Each round halves the vectors: s lanes of sums of one beside s lanes of the other.
        """
        s = 1
        while len(vectors) > 1:
            first, second = (_halves(s, half) for half in (0, 1))
            vectors = [
                self.add(self.shuffle(a, b, first), self.shuffle(a, b, second))
                for a, b in zip(vectors[::2], vectors[1::2], strict=True)
            ]
            s *= 2
        return vectors[0]

    def prefetch(self, data: Any, at: Any) -> None:
        """Asks for the line of memory at a place, to be read soon."""
        builder = self._builder
        pointer = builder.bitcast(builder.gep(data, [at]), ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [pointer.type, _INT32, _INT32, _INT32])
        ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(ask, [pointer] + [ir.Constant(_INT32, n) for n in (0, 3, 1)])


def _whole(n: int) -> Any:
    return ir.Constant(_INT64, n)


def _halves(s: int, half: int) -> list[int]:
    """The lanes of two vectors, of whose groups of 2 s lanes one half is taken: s lanes of the
    first vector beside s of the second, in turn.
    """
    return [
        start + half * s + lane + vector * LANES
        for start in range(0, LANES, 2 * s)
        for vector in (0, 1)
        for lane in range(s)
    ]
