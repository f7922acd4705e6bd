"""What Gibbs sampling does with rows of factors and their squares, as vectors of the processor.

Numba's cache on disk watches the file of a compiled loop alone: touch gibbs_kernels.py after a
change here.

Of all of these k is the width of a row, a multiple of LANES, and `used` the columns of it that
are not padding; both are constants.
"""

from __future__ import annotations

from typing import Any

from numba import types

from recflix_tui.kernels.vector_writer import LANES, Typed, Writer, intrinsic_of_constants, writes


@intrinsic_of_constants
def rating_step(
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
    """The error of one rating, float32; with d = [1, first[f] + second[s]], A[r] += d d' and
    c[r] += d error."""

    def write(w: Writer) -> Any:
        width = k.literal_value
        wide = width // LANES
        own, left, right = w.row(0, 1, width), w.row(2, 3, width), w.row(4, 5, width)
        square, linear = w.row(7, 1, width * width), w.row(8, 1, width)
        design, said, numbers = [], [], w.spare(width)
        for v in range(wide):
            a, b = left.load(v), right.load(v)
            offered, known = w.add(a, b), w.mul(a, b)
            if v == 0:
                # The first column holds biases: they add, and meet a 1.
                known = w.put(known, 0, w.extract(offered, 0))
                offered = w.put(offered, 0, 1.0)
            design.append(offered)
            said.append(w.add_product(known, own.load(v), offered))
            numbers.store(v, offered)
        error = w.sub(w.argument(6), w.sum(said))
        spread = w.everywhere(error)
        for v in range(wide):
            linear.add(v, spread, design[v])
        for row in range(used.literal_value):
            factor = numbers.everywhere(row)
            for v in range(wide):
                square.add(row * wide + v, factor, design[v])
        return error

    return types.float32(mine, r, first, f, second, s, star, A, c, k, used), writes(write)


@intrinsic_of_constants
def feature_take(
    _typing: Any, A: Any, c: Any, r: Any, value: Any, S: Any, b: Any, k: Any, used: Any
) -> Typed:
    """S[0] += value^2 A[r], b[0] += value c[r]."""

    def write(w: Writer) -> None:
        width = k.literal_value
        square, linear = w.row(0, 2, width * width), w.row(1, 2, width)
        squares, total = w.row(4, None, width * width), w.row(5, None, width)
        factor = w.everywhere(w.argument(3))
        factor_square = w.mul(factor, factor)
        for v in range(width // LANES):
            total.add(v, factor, linear.load(v))
        for v in range(used.literal_value * width // LANES):
            squares.add(v, factor_square, square.load(v))

    return types.none(A, c, r, value, S, b, k, used), writes(write)


@intrinsic_of_constants
def feature_give(
    _typing: Any, A: Any, c: Any, whole: Any, r: Any, value: Any, change: Any, k: Any, used: Any
) -> Typed:
    """whole[r] += value change[0], c[r] -= value A[r] change[0]."""

    def write(w: Writer) -> None:
        width = k.literal_value
        wide = width // LANES
        square, linear = w.row(0, 3, width * width), w.row(1, 3, width)
        row, moved = w.row(2, 3, width), w.row(5, None, width)
        factor = w.everywhere(w.argument(4))
        for v in range(wide):
            row.add(v, factor, moved.load(v))
        # A is symmetric: A change is the sum of its rows, each times a number of the change.
        # Four sums, so that the additions need not wait in line.
        sums = [[w.zero] * 4 for _ in range(wide)]
        for b in range(used.literal_value):
            number = moved.everywhere(b)
            for v in range(wide):
                part = square.load(b * wide + v)
                sums[v][b % 4] = w.add_product(sums[v][b % 4], number, part)
        back = w.negative(factor)
        for v in range(wide):
            linear.add(v, back, w.total(sums[v]))

    return types.none(A, c, whole, r, value, change, k, used), writes(write)


@intrinsic_of_constants
def normal_system(
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
    """Of the conditional of own[f], precision M = precision + alpha A[r] and
    right = pull + alpha (c[r] + A[r] own[f])."""

    def write(w: Writer) -> None:
        width = k.literal_value
        wide = width // LANES
        square, linear = w.row(0, 2, width * width), w.row(1, 2, width)
        vector, prior = w.row(3, 4, width), w.row(6, None, width * width)
        pulled, left, out = w.row(7, None, width), w.row(8, None, width), w.row(9, None, width)
        factor = w.everywhere(w.argument(5))
        sums = [[linear.load(v), w.zero, w.zero, w.zero] for v in range(wide)]
        for b in range(used.literal_value):
            number = vector.everywhere(b)
            for v in range(wide):
                part = square.load(b * wide + v)
                sums[v][b % 4] = w.add_product(sums[v][b % 4], number, part)
                entry = w.add_product(prior.load(b * wide + v), factor, part)
                left.store(b * wide + v, entry)
        for v in range(wide):
            out.store(v, w.add_product(pulled.load(v), factor, w.total(sums[v])))

    return types.none(A, c, r, own, f, alpha, precision, pull, M, right, k, used), writes(write)


@intrinsic_of_constants
def draw_narrow(_typing: Any, M: Any, right: Any, noise: Any, n: Any, used: Any) -> Typed:
    """right := a draw from the normal of precision M and mean M^-1 right, by noise[n]; for one
    vector's width of columns, which stay in registers."""

    def write(w: Writer) -> None:
        order = range(used.literal_value)
        left, side, chance = w.row(0, None, LANES), w.row(1, None, LANES), w.row(2, 3, LANES)
        rows = [left.load(j) for j in order]
        vector, solved = side.load(0), chance.load(0)
        roots = []
        for j in order:
            root = w.inverse_root(w.extract(rows[j], j))
            roots.append(root)
            rows[j] = w.mul(rows[j], w.everywhere(root))
            value = w.mul(w.extract(vector, j), root)
            vector = w.add_product(vector, w.negative(w.everywhere(value)), rows[j])
            solved = w.put(solved, j, w.add(w.extract(solved, j), value))
            for i in range(j + 1, len(order)):
                factor = w.negative(w.everywhere(w.extract(rows[j], i)))
                rows[i] = w.add_product(rows[i], factor, rows[j])
        result = w.zero
        for j in reversed(order):
            known = w.sum([w.mul(rows[j], result)])
            rest = w.sub(w.extract(solved, j), known)
            result = w.put(result, j, w.mul(rest, roots[j]))
        side.store(0, result)

    return types.none(M, right, noise, n, used), writes(write)
