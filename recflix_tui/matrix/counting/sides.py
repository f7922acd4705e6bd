"""Rows of the matrix, or columns, in their order, and the squares of the grid along them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.kernels.arrays import Indices, Longs
from recflix_tui.matrix.zoom import GRID, grid_step

_MOST = GRID + GRID // 4  # squares along a side, refined
_REACH = 64  # bins to either side that a window through a square may reach, about
_LIMIT = 1_500_000  # ratings within that reach that are counted one by one soon enough


@dataclass(frozen=True)
class Side:
    """The rows of the matrix, or its columns: what stands where."""

    order: Indices
    """The id at each place, (n,) int32."""
    places: Indices
    """The place of each id, (n,) int32."""
    before: Longs
    """How many of the dataset's ratings stand at the places before each, and all: (n + 1,)."""
    edges: Longs
    """The place where each square of the grid begins, and n: (n_squares + 1,) int64."""
    edge_at: Indices
    """Which edge is at each place, -1 where none is: (n + 1,) int32."""

    @classmethod
    def of(cls, order: Indices, counts: NDArray[np.integer]) -> Side:
        """The side in an order; counts: the ratings of each id, those of further ids are 0."""
        own = np.zeros(len(order), np.int64)
        own[: len(counts)] = counts
        before = np.zeros(len(order) + 1, np.int64)
        np.cumsum(own[order], out=before[1:])
        edges = grid_edges(before)
        edge_at = np.full(len(before), -1, np.int32)
        edge_at[edges] = np.arange(len(edges), dtype=np.int32)
        return cls(order, places_of(order), before, edges, edge_at)

    def __len__(self) -> int:
        return len(self.order)

    def bins(self, first: int, size: int, n: int) -> Longs:
        """Where each of n bins begins and the last ends, (n + 1,) places within the side."""
        return np.minimum(first + size * np.arange(n + 1, dtype=np.int64), len(self))

    def ratings(self, bins: Longs) -> int:
        """How many of the dataset's ratings stand in the bins."""
        return int(self.before[bins[-1]] - self.before[bins[0]])

    def square_of(self) -> Indices:
        """The square that each id stands in, (n,) int32."""
        sizes = np.diff(self.edges)
        at_place = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        return at_place[self.places]


def places_of(order: Indices) -> Indices:
    """The place of each id, the inverse of an order: (n,) int32."""
    places = np.empty_like(order)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def grid_edges(before: Longs) -> Longs:
    """Where the squares of the grid begin, and the end: ascending places, int64.

    before: as in `Side`. Squares are `grid_step` wide; those near which so many ratings stand that
    counting a window's would take long are halved, and their halves again, down to single places:
    those of most ratings first, as far as the grid may grow.
    """
    n = len(before) - 1
    size = grid_step(n)
    edges = np.append(np.arange(0, n, size, dtype=np.int64), n)
    wide = edges[:-1]  # the squares of the present size
    while size > 1:
        size //= 2
        near = before[np.minimum(wide + (_REACH + 2) * size, n)]
        near = near - before[np.maximum(wide - _REACH * size, 0)]
        halved = np.flatnonzero((near > _LIMIT) & (wide + size < n))
        most = np.argsort(-near[halved], kind="stable")[: max(_MOST + 1 - len(edges), 0)]
        wide = np.sort(wide[halved[most]])
        edges = np.union1d(edges, wide + size)
        wide = np.sort(np.concatenate([wide, wide + size]))
    return edges
