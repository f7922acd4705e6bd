"""Vector instructions of both widths against the same in NumPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numba import njit, types

from recflix_tui.kernels.vector_writer import Writer, intrinsic, padded, writes


def loop(write: Callable[[Writer], Any], lanes: int, kind: Any = types.none) -> Any:
    """A compiled loop of what `write` writes for the arguments x, y (arrays) and n."""

    @intrinsic
    def instructions(_typing: Any, x: Any, y: Any, n: Any) -> Any:
        return kind(x, y, n), writes(write, lanes)

    return njit(lambda x, y, n: instructions(x, y, n))


def numbers(lanes: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(lanes)
    x, y = rng.normal(size=(2, 4, lanes)).astype(np.float32)
    return x, y


both = pytest.mark.parametrize("lanes", [8, 16])


@both
def test_a_row_is_multiplied_and_summed(lanes: int) -> None:
    def dot(w: Writer) -> Any:
        x, y = w.row(0, 2, 2 * lanes), w.row(1, 2, 2 * lanes)
        return w.sum([w.mul(x.load(v), y.load(v)) for v in range(2)])

    x, y = (array.reshape(2, -1) for array in numbers(lanes))
    for n in (np.int64(1), np.int32(1), np.uint32(1)):
        assert loop(dot, lanes, types.float32)(x, y, n) == pytest.approx(x[1] @ y[1], rel=1e-5)


@both
def test_lanes_are_taken_spread_and_put_back(lanes: int) -> None:
    def change(w: Writer) -> None:
        x, y = w.row(0, None, lanes), w.row(1, None, lanes)
        y.store(0, w.lane(x.load(0), 3))
        y.store(1, w.from_lane(x.load(0), 3))
        y.store(2, w.put(x.load(0), 3, 7.0))
        y.add(3, x.everywhere(1), x.load(0))

    x, y = numbers(lanes)
    last = y[3].copy()
    loop(change, lanes)(x, y, 0)
    kept = np.arange(lanes) >= 3
    np.testing.assert_array_equal(y[:2], [np.full(lanes, x[0, 3]), np.where(kept, x[0], 0)])
    np.testing.assert_array_equal(y[2], np.where(np.arange(lanes) == 3, 7, x[0]))
    np.testing.assert_allclose(y[3], last + x[0, 1] * x[0], rtol=1e-5)


@both
def test_as_many_vectors_as_lanes_are_summed_at_once(lanes: int) -> None:
    def sums(w: Writer) -> None:
        x, y = w.row(0, None, lanes), w.row(1, None, lanes)
        y.store(0, w.sums([x.load(v) for v in range(lanes)]))

    x = np.random.default_rng(0).normal(size=(lanes, lanes)).astype(np.float32)
    y = np.zeros(lanes, np.float32)
    loop(sums, lanes)(x, y, 0)
    np.testing.assert_allclose(y, x.sum(axis=1), rtol=1e-4)


@both
def test_roots_are_of_no_less_than_the_least(lanes: int) -> None:
    def roots(w: Writer) -> None:
        x, y = w.row(0, None, lanes), w.row(1, None, lanes)
        y.store(0, w.inverse_roots(x.load(0), x.everywhere(lanes)))

    x, y = np.linspace(0, 4, 2 * lanes, dtype=np.float32).reshape(2, lanes), np.zeros(lanes, "f4")
    loop(roots, lanes)(x, y, 0)
    np.testing.assert_allclose(y, 1 / np.sqrt(np.maximum(x[0], x[1, 0])), rtol=1e-6)


def test_columns_are_padded_to_whole_vectors() -> None:
    assert [padded(n) for n in (1, 16, 17, 64, 500)] == [16, 16, 32, 64, 512]
    assert [padded(n, 8) for n in (1, 16, 17)] == [8, 16, 24]
