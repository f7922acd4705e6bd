"""How ratings are laid out for training on several cores: strata, tiles and cells.

Users and items are spread over strata that carry equal ratings; ratings of different user strata
and different item strata share no row, so they can be trained on at once (Gemulla et al.,
"Large-scale matrix factorization with distributed stochastic gradient descent", 2011). Within a
stratum the rows stand in tiles whose factors fit a processor's cache. The ratings of one user
tile and one item tile are a cell: they lie together, in random order.

Nothing here depends on the number of threads. Imported only where a training runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats, Ids, Indices, Ints, Longs
from recflix_tui.kernels.compiling import compiled

# `map`, or that of a pool of threads.
Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]

_CHUNK = 1 << 22  # ratings laid out in one go, so that copies stay small
_PARTS = 8  # of the cells, to be shuffled at once


@dataclass(frozen=True)
class RowLayout:
    """Where each row of one side (users or items) stands in the arrays that training works on."""

    position: Ids
    """The index of each row in those arrays, (n_rows,) uint32, a permutation."""
    tile: Indices
    """The tile of each row, (n_rows,) int32, by the rows as they came."""
    strata: Longs
    """The first tile of each stratum, and the number of tiles, (n_strata + 1,) int64."""


@dataclass(frozen=True)
class Records:
    """Ratings by cells."""

    users: Ids
    """Positions of the users, (n,) uint32."""
    items: Ids
    """Positions of the items, (n,) uint32."""
    stars: Floats
    """Over the mean, (n,) float32."""
    bounds: Longs
    """Cell c has the ratings from bounds[c] to bounds[c + 1], (n_cells + 1,) int64."""

    def __len__(self) -> int:
        return len(self.stars)

    @property
    def arrays(self) -> tuple[Ids, Ids, Floats]:
        return self.users, self.items, self.stars


def lay_out(counts: Longs, n_strata: int, rows_a_tile: int, rng: np.random.Generator) -> RowLayout:
    """Spread rows with so many ratings each (n_rows,) over strata: by falling number of ratings,
    ties at random, there and back, so that strata carry equally many and busy rows stand
    together.
    """
    n = len(counts)
    order = rng.permutation(n)
    order = order[np.argsort(-counts[order], kind="stable")]
    turn = np.arange(n) % (2 * n_strata)
    stratum = np.minimum(turn, 2 * n_strata - 1 - turn)
    by_stratum = np.argsort(stratum, kind="stable")
    row_at = order[by_stratum]
    position, tile = np.empty(n, np.uint32), np.empty(n, np.int32)
    position[row_at] = np.arange(n, dtype=np.uint32)
    sizes = np.bincount(stratum, minlength=n_strata)
    tiles = np.maximum(1, -(-sizes // rows_a_tile))
    strata = np.concatenate([[0], np.cumsum(tiles)])
    within = np.arange(n) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    first, share = np.repeat(strata[:-1], sizes), np.repeat(-(-sizes // tiles), sizes)
    tile[row_at] = first + within // np.maximum(share, 1)
    return RowLayout(position, tile, strata)


def in_one_tile(n_rows: int) -> RowLayout:
    """All rows as they are, in one tile of one stratum."""
    positions = np.arange(n_rows, dtype=np.uint32)
    return RowLayout(positions, np.zeros(n_rows, np.int32), np.array([0, 1]))


class Grid:
    """Users and items laid out, and with them the cells: block by block of strata, in each the
    item tiles one after the other, in each of these the user tiles.
    """

    def __init__(self, users: RowLayout, items: RowLayout) -> None:
        self.users, self.items = users, items
        self.n_strata = len(items.strata) - 1
        sizes = np.outer(np.diff(users.strata), np.diff(items.strata)).ravel()
        self._first = np.concatenate([[0], np.cumsum(sizes)])  # cell of each block
        self._cells = np.empty((users.strata[-1], items.strata[-1]), np.int32)
        for block, (first, size) in enumerate(zip(self._first, sizes, strict=False)):
            here = self.cells(*divmod(block, self.n_strata))
            here[:] = np.arange(first, first + size).reshape(here.shape)

    def cells(self, a: int, b: int) -> Indices:
        """The cells of user stratum a and item stratum b: (item tiles, user tiles)."""
        users, items = self.users.strata, self.items.strata
        return self._cells[users[a] : users[a + 1], items[b] : items[b + 1]].T

    def by_users(self, records: Records) -> list[slice]:
        """The records of each user stratum."""
        ends = records.bounds[self._first[:: self.n_strata]].tolist()
        return [slice(start, end) for start, end in pairwise(ends)]

    def records(self, users: Ints, items: Ints, stars: Floats, mean: float, run: Map) -> Records:
        """Ratings (n,) by cells, in each as they came: a counting sort, chunk by chunk."""
        n, n_cells = len(stars), int(self._first[-1])
        chunks = [slice(start, start + _CHUNK) for start in range(0, n, _CHUNK)]
        tiles = self.users.tile, self.items.tile, self._cells

        def tally(chunk: slice) -> Longs:
            counts: Longs = _tally(*_ids(users, items, chunk), *tiles, n_cells)
            return counts

        # A cell has room for each chunk's ratings, one chunk after the other.
        room = np.stack(list(run(tally, chunks)), axis=1)
        starts = np.cumsum(room).reshape(room.shape) - room
        records = Records(
            np.empty(n, np.uint32),
            np.empty(n, np.uint32),
            np.empty(n, np.float32),
            np.append(starts[:, 0], n),
        )

        def copy(number: int) -> None:
            ids = _ids(users, items, chunks[number])
            over_mean = (stars[chunks[number]] - mean).astype(np.float32)
            positions = self.users.position, self.items.position
            next_free = np.ascontiguousarray(starts[:, number])
            _scatter(*ids, over_mean, *tiles, *positions, next_free, *records.arrays)

        list(run(copy, range(len(chunks))))
        return records

    def order(self, users: Ints, items: Ints) -> npt.NDArray[np.intp]:
        """The index of each of the records among the ratings (n,) that they were made of."""
        return np.argsort(
            self._cells[self.users.tile[users], self.items.tile[items]], kind="stable"
        )

    def shuffle(self, records: Records, seed: int, run: Map) -> None:
        """Bring the ratings of each cell into random order, within the arrays."""

        def shuffle(cells: Longs) -> None:
            _shuffle(*records.arrays, records.bounds, cells, np.uint64(seed))

        list(run(shuffle, np.array_split(np.arange(self._first[-1]), _PARTS)))


def _ids(users: Ints, items: Ints, chunk: slice) -> tuple[Ids, Ids]:
    """Users and items as the compiled loops take them, whatever they are kept as."""
    return users[chunk].astype(np.uint32), items[chunk].astype(np.uint32)


def count_rows(rows: Ints, n_rows: int) -> Longs:
    """How often each row occurs, (n_rows,): np.bincount, without a copy of them all as int64."""
    counts = np.zeros(n_rows, np.int64)
    for start in range(0, len(rows), _CHUNK):
        counts += np.bincount(rows[start : start + _CHUNK], minlength=n_rows)
    return counts


@compiled
def _tally(
    users: Ids, items: Ids, user_tile: Indices, item_tile: Indices, cells: Indices, n_cells: int
) -> Longs:
    """How many of the ratings are in each cell, (n_cells,)."""
    counts = np.zeros(n_cells, np.int64)
    for t in range(len(users)):
        counts[cells[user_tile[users[t]], item_tile[items[t]]]] += 1
    return counts


@compiled
def _scatter(
    users: Ids,
    items: Ids,
    stars: Floats,
    user_tile: Indices,
    item_tile: Indices,
    cells: Indices,
    user_position: Ids,
    item_position: Ids,
    next_free: Longs,
    to_users: Ids,
    to_items: Ids,
    to_stars: Floats,
) -> None:
    """Copy each rating to the next free index of its cell."""
    for t in range(len(users)):
        u, i = users[t], items[t]
        cell = cells[user_tile[u], item_tile[i]]
        at = next_free[cell]
        next_free[cell] = at + 1
        to_users[at], to_items[at] = user_position[u], item_position[i]
        to_stars[at] = stars[t]


@compiled
def _shuffle(
    users: Ids, items: Ids, stars: Floats, bounds: Longs, cells: Longs, seed: np.uint64
) -> None:
    """Fisher and Yates' shuffle, its random numbers from SplitMix64 (Steele, Lea, Flood 2014)."""
    for cell in cells:
        first, state = bounds[cell], seed + np.uint64(cell) * _MIX_2
        for n in range(1, bounds[cell + 1] - first):
            state += _GOLDEN
            z = (state ^ (state >> _S30)) * _MIX_1
            z = (z ^ (z >> _S27)) * _MIX_2
            z ^= z >> _S31
            a, b = first + n, first + np.int64(z % np.uint64(n + 1))
            users[a], users[b] = users[b], users[a]
            items[a], items[b] = items[b], items[a]
            stars[a], stars[b] = stars[b], stars[a]


_GOLDEN, _MIX_1, _MIX_2 = (
    np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)
