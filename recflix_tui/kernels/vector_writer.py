"""Vector instructions of the processor, as the intrinsics of compiled loops write them.

Numba would have to prove that arrays do not overlap before it may keep rows in registers, and
unrolls short loops into single numbers; written as vector instructions, they take from half to
a tenth of the time. LLVM fits the vectors to the registers that there are.

Numba's cache on disk watches the file of a compiled loop alone: touch sgd_kernels.py,
gibbs_kernels.py and normal_equations.py after a change here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils as _cgutils
from numba.extending import intrinsic as _intrinsic

Typed = tuple[Any, Callable[..., Any]]  # what an intrinsic returns

intrinsic: Callable[..., Any] = _intrinsic
# One whose integers may be constants of the loop that it stands in.
intrinsic_of_constants: Callable[..., Any] = _intrinsic(prefer_literal=True)
cgutils: Any = _cgutils

LANES = 16  # numbers of a vector, where nothing else is said

_FLOAT, _INT32, _INT64 = ir.FloatType(), ir.IntType(32), ir.IntType(64)
_FAST = ("fast",)  # sums may be taken in any order


def padded(columns: int, lanes: int = LANES) -> int:
    """Columns as whole vectors take them; the extra ones hold zeros and stay zero."""
    return -(-columns // lanes) * lanes


def writes(write: Callable[[Writer], Any], lanes: int = LANES) -> Callable[..., Any]:
    """What generates the code that `write` writes; it returns the intrinsic's value, or None."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        value = write(Writer(context, builder, signature, args, lanes))
        return context.get_dummy_value() if value is None else value

    return generate


class Writer:
    """Writes instructions on vectors of so many numbers for the arguments of one intrinsic.

    Arrays are C-contiguous float32; an index is that of a number in its array's data, the value
    of an instruction or a plain int.
    """

    def __init__(self, context: Any, builder: Any, signature: Any, args: Any, lanes: int) -> None:
        self._context, self._builder = context, builder
        self._kinds, self._args = signature.args, args
        self._lanes, self._vector = lanes, ir.VectorType(_FLOAT, lanes)

    # Arguments, integers and loops.

    def data(self, n: int) -> Any:
        """Where the numbers of argument n, an array, begin."""
        make = self._context.make_array(self._kinds[n])
        return make(self._context, self._builder, self._args[n]).data

    def integer(self, n: int) -> Any:
        """Argument n as a 64-bit integer."""
        value = self._args[n]
        if value.type.width == 64:
            return value
        extend = self._builder.sext if self._kinds[n].signed else self._builder.zext
        return extend(value, _INT64)

    def argument(self, n: int) -> Any:
        return self._args[n]

    def row(self, n: int, at: int | None, width: int) -> Row:
        """The row of argument n, an array of rows of `width` numbers, whose index is argument
        `at`; its first row without one."""
        return Row(self, self.data(n), 0 if at is None else self.times(self.integer(at), width))

    def plus(self, a: Any, b: Any) -> Any:
        return self._builder.add(a, _whole(b))

    def times(self, a: Any, b: Any) -> Any:
        return self._builder.mul(a, _whole(b))

    @contextmanager
    def loop(self, count: Any) -> Iterator[Any]:
        with cgutils.for_range(self._builder, count) as steps:
            yield steps.index

    # Memory.

    def variables(self, count: int) -> list[Any]:
        """Vectors of zeros that LLVM will keep in registers, to `get` and `set`."""
        variables = [cgutils.alloca_once(self._builder, self._vector) for _ in range(count)]
        for variable in variables:
            self._builder.store(self.zero, variable)
        return variables

    def get(self, variable: Any) -> Any:
        return self._builder.load(variable)

    def set(self, value: Any, variable: Any) -> None:
        self._builder.store(value, variable)

    def spare(self, size: int) -> Row:
        """Room for so many numbers, for as long as the loop runs."""
        room = cgutils.alloca_once(self._builder, ir.ArrayType(_FLOAT, size))
        return Row(self, self._builder.bitcast(room, _FLOAT.as_pointer()), 0)

    def load(self, data: Any, at: Any) -> Any:
        vector = self._builder.load(self._vector_at(data, at))
        vector.align = 4
        return vector

    def store(self, vector: Any, data: Any, at: Any) -> None:
        self._builder.store(vector, self._vector_at(data, at)).align = 4

    def _vector_at(self, data: Any, at: Any) -> Any:
        pointer = self._builder.gep(data, [_whole(at)])
        return self._builder.bitcast(pointer, self._vector.as_pointer())

    def number(self, data: Any, at: Any) -> Any:
        return self._builder.load(self._builder.gep(data, [_whole(at)]))

    def store_number(self, number: Any, data: Any, at: Any) -> None:
        self._builder.store(number, self._builder.gep(data, [_whole(at)]))

    def prefetch(self, data: Any, at: Any, write: bool = False) -> None:
        """Ask for the line of memory at an index, to be read, or read and written, soon."""
        builder = self._builder
        pointer = builder.bitcast(builder.gep(data, [_whole(at)]), ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [pointer.type, _INT32, _INT32, _INT32])
        ask = builder.module.declare_intrinsic("llvm.prefetch.p0", (), kind)
        # Kept in every cache, data.
        builder.call(ask, [pointer] + [ir.Constant(_INT32, n) for n in (int(write), 3, 1)])

    # Lanes.

    @property
    def zero(self) -> Any:
        return ir.Constant(self._vector, None)

    def everywhere(self, number: Any) -> Any:
        """A vector with the same number in each lane."""
        first = self.put(ir.Constant(self._vector, ir.Undefined), 0, number)
        return self.lane(first, 0)

    def lane(self, vector: Any, lane: int) -> Any:
        """A vector with one lane's number in each lane."""
        return self.shuffle(vector, vector, [lane] * self._lanes)

    def extract(self, vector: Any, lane: int) -> Any:
        """The number in one lane."""
        return self._builder.extract_element(vector, ir.Constant(_INT32, lane))

    def put(self, vector: Any, lane: int, number: Any) -> Any:
        """The vector with another number in one lane."""
        if isinstance(number, float):
            number = ir.Constant(_FLOAT, number)
        return self._builder.insert_element(vector, number, ir.Constant(_INT32, lane))

    def shuffle(self, a: Any, b: Any, lanes: list[int]) -> Any:
        mask = ir.Constant(ir.VectorType(_INT32, len(lanes)), lanes)
        return self._builder.shuffle_vector(a, b, mask)

    def from_lane(self, vector: Any, first: int) -> Any:
        """The vector with zeros in the lanes before `first`."""
        lanes = range(self._lanes)
        return self.shuffle(self.zero, vector, [n + self._lanes * (n >= first) for n in lanes])

    # Arithmetic, on numbers or lane by lane.

    def add(self, a: Any, b: Any) -> Any:
        return self._builder.fadd(a, b, flags=_FAST)

    def sub(self, a: Any, b: Any) -> Any:
        return self._builder.fsub(a, b, flags=_FAST)

    def mul(self, a: Any, b: Any) -> Any:
        return self._builder.fmul(a, b, flags=_FAST)

    def negative(self, a: Any) -> Any:
        return self._builder.fneg(a)

    def add_product(self, total: Any, a: Any, b: Any) -> Any:
        """total + a b, in one instruction where there is one."""
        return self.add(self.mul(a, b), total)

    def less_product(self, total: Any, a: Any, b: Any) -> Any:
        return self.sub(total, self.mul(a, b))

    def mixed(self, a: Any, x: Any, b: Any, y: Any) -> Any:
        """a x + b y."""
        return self.add(self.mul(a, x), self.mul(b, y))

    def inverse_root(self, number: Any) -> Any:
        """1 / sqrt(number)."""
        return self._builder.fdiv(ir.Constant(_FLOAT, 1.0), self._root(number), flags=_FAST)

    def inverse_roots(self, vector: Any, least: Any) -> Any:
        """1 / sqrt(max(vector, least)), as exact as the processor has it."""
        small = self._builder.fcmp_ordered("<", vector, least)
        root = self._root(self._builder.select(small, least, vector))
        return self._builder.fdiv(ir.Constant(self._vector, [1.0] * self._lanes), root)

    def _root(self, value: Any) -> Any:
        name = f"v{self._lanes}f32" if value.type == self._vector else "f32"
        kind = ir.FunctionType(value.type, [value.type])
        root = self._builder.module.declare_intrinsic(f"llvm.sqrt.{name}", (), kind)
        return self._builder.call(root, [value])

    # Sums.

    def total(self, vectors: list[Any]) -> Any:
        """The sum of vectors, lane by lane; pairwise, so that additions need not wait in line."""
        while len(vectors) > 1:
            paired = [self.add(a, b) for a, b in zip(vectors[::2], vectors[1::2], strict=False)]
            vectors = paired + vectors[len(paired) * 2 :]
        return vectors[0]

    def sum(self, vectors: list[Any]) -> Any:
        """The sum of all lanes of all vectors."""
        kind = ir.FunctionType(_FLOAT, [_FLOAT, self._vector])
        name = f"llvm.vector.reduce.fadd.v{self._lanes}f32"
        add = self._builder.module.declare_intrinsic(name, (), kind)
        args = [ir.Constant(_FLOAT, 0.0), self.total(vectors)]
        return self._builder.call(add, args, fastmath=_FAST)

    def sums(self, vectors: list[Any]) -> Any:
        """One vector of the sums of as many vectors as it has lanes: lane j is the sum over
        vector j.

        Each round halves the vectors: s lanes of sums of one beside s lanes of the other.
        """
        s = 1
        while len(vectors) > 1:
            first, second = (_halves(self._lanes, s, half) for half in (0, 1))
            vectors = [
                self.add(self.shuffle(a, b, first), self.shuffle(a, b, second))
                for a, b in zip(vectors[::2], vectors[1::2], strict=True)
            ]
            s *= 2
        return vectors[0]


class Row:
    """A run of numbers in memory, vector by vector."""

    def __init__(self, writer: Writer, data: Any, start: Any) -> None:
        self._writer = writer
        self._lanes = writer._lanes
        self._data = writer._builder.gep(data, [_whole(start)])

    def load(self, vector: int) -> Any:
        return self._writer.load(self._data, vector * self._lanes)

    def store(self, vector: int, value: Any) -> None:
        self._writer.store(value, self._data, vector * self._lanes)

    def add(self, vector: int, a: Any, b: Any) -> None:
        """What stands there, plus a b."""
        self.store(vector, self._writer.add_product(self.load(vector), a, b))

    def everywhere(self, index: int) -> Any:
        """One of the numbers in every lane."""
        return self._writer.everywhere(self._writer.number(self._data, index))

    def prefetch(self, vector: int) -> None:
        """Asks for a vector, to be read and written soon."""
        self._writer.prefetch(self._data, vector * self._lanes, write=True)


def _whole(n: Any) -> Any:
    return ir.Constant(_INT64, n) if isinstance(n, int) else n


def _halves(lanes: int, s: int, half: int) -> list[int]:
    """The lanes of two vectors that make up one half of each group of 2 s lanes: s lanes of the
    first vector beside s of the second, in turn.
    """
    return [
        start + half * s + lane + vector * lanes
        for start in range(0, lanes, 2 * s)
        for vector in (0, 1)
        for lane in range(s)
    ]
