"""How ratings are laid out for several threads: nothing shared, nothing lost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from recflix_tui.kernels import tiles
from recflix_tui.kernels.tiles import Grid, RowLayout, count_rows, in_one_tile, lay_out
from recflix_tui.model.ratings import Ratings

STRATA = 3


def laid_out(ratings: Ratings, rows_a_tile: int = 9, seed: int = 5) -> Grid:
    rng = np.random.default_rng(seed)
    users = count_rows(ratings.users, ratings.n_users)
    items = count_rows(ratings.items, ratings.n_items)
    return Grid(*(lay_out(counts, STRATA, rows_a_tile, rng) for counts in (users, items)))


def as_given(grid: Grid, records: tiles.Records) -> set[tuple[int, int, float]]:
    """Records as (user, item, stars over the mean), by the ids before they were laid out."""
    users, items = np.argsort(grid.users.position), np.argsort(grid.items.position)
    triples = zip(users[records.users], items[records.items], records.stars, strict=True)
    return {(int(u), int(i), float(stars)) for u, i, stars in triples}


def test_rows_are_spread_once_each_in_strata_of_equal_ratings() -> None:
    counts = np.random.default_rng(0).pareto(1.1, 1000).astype(np.int64)
    counts[:3] = 400
    rows = lay_out(counts, 4, 30, np.random.default_rng(1))
    assert sorted(rows.position) == list(range(1000))
    stratum = np.searchsorted(rows.strata, rows.tile, side="right") - 1
    assert np.bincount(stratum).tolist() == [250] * 4
    loads = np.bincount(stratum, weights=counts)
    assert loads.max() - loads.min() <= counts.max()
    assert np.bincount(rows.tile).max() <= 30


def test_a_tile_is_one_stretch_of_positions() -> None:
    rows = lay_out(np.arange(100) % 7, 4, 8, np.random.default_rng(1))
    for tile in range(rows.strata[-1]):
        positions = np.sort(rows.position[rows.tile == tile])
        assert (np.diff(positions) == 1).all()


def test_fewer_rows_than_strata_can_be_laid_out() -> None:
    rows = lay_out(np.array([5, 1]), 4, 8, np.random.default_rng(0))
    assert sorted(rows.position) == [0, 1]
    assert len(set(rows.tile)) == 2


def test_blocks_of_a_round_share_no_user_and_no_item(taste: Ratings) -> None:
    grid = laid_out(taste)
    records = grid.records(*taste.arrays, 0.0, map)
    for shift in range(STRATA):
        users: set[int] = set()
        items: set[int] = set()
        for a in range(STRATA):
            runs = [
                range(records.bounds[cell], records.bounds[cell + 1])
                for cell in grid.cells(a, (a + shift) % STRATA).ravel()
            ]
            own = [t for run in runs for t in run]
            assert own
            assert users.isdisjoint(records.users[own])
            assert items.isdisjoint(records.items[own])
            users |= set(records.users[own].tolist())
            items |= set(records.items[own].tolist())


def test_all_blocks_together_have_each_cell_and_each_rating_once(taste: Ratings) -> None:
    grid = laid_out(taste)
    cells = [c for a in range(STRATA) for b in range(STRATA) for c in grid.cells(a, b).ravel()]
    assert cells == list(range(len(cells)))
    records = grid.records(*taste.arrays, 2.5, map)
    assert records.bounds[-1] == len(records) == len(taste.stars)
    given = zip(taste.users, taste.items, taste.stars - 2.5, strict=True)
    expected = {(int(u), int(i), float(stars)) for u, i, stars in given}
    assert as_given(grid, records) == expected
    grid.shuffle(records, 3, map)
    assert as_given(grid, records) == expected


def test_a_rating_is_in_the_cell_of_its_tiles_and_stays_there(taste: Ratings) -> None:
    grid = laid_out(taste)
    records = grid.records(*taste.arrays, 0.0, map)
    grid.shuffle(records, 3, map)
    tile_of_user = grid.users.tile[np.argsort(grid.users.position)]
    tile_of_item = grid.items.tile[np.argsort(grid.items.position)]
    for cell in range(len(records.bounds) - 1):
        part = slice(records.bounds[cell], records.bounds[cell + 1])
        assert len(set(tile_of_user[records.users[part]])) <= 1
        assert len(set(tile_of_item[records.items[part]])) <= 1


def test_chunks_do_not_change_the_records(taste: Ratings, monkeypatch: pytest.MonkeyPatch) -> None:
    grid = laid_out(taste)
    at_once = grid.records(*taste.arrays, 0.0, map)
    monkeypatch.setattr(tiles, "_CHUNK", 100)
    chunked = grid.records(*taste.arrays, 0.0, map)
    for one, other in zip(at_once.arrays, chunked.arrays, strict=True):
        np.testing.assert_array_equal(one, other)


def test_the_records_of_a_user_stratum_are_of_its_users_alone(taste: Ratings) -> None:
    grid = laid_out(taste)
    records = grid.records(*taste.arrays, 0.0, map)
    parts = [set(records.users[part].tolist()) for part in grid.by_users(records)]
    assert sum(len(part) for part in parts) == len(set.union(*parts)) == taste.n_users - 1


def test_the_records_are_the_ratings_sorted_by_cell_in_each_as_they_came(taste: Ratings) -> None:
    grid = laid_out(taste)
    records = grid.records(*taste.arrays, 2.5, map)
    cell_of_tiles = np.empty((grid.users.strata[-1], grid.items.strata[-1]), int)
    for a, b in np.ndindex(STRATA, STRATA):
        users = slice(*grid.users.strata[a : a + 2])
        items = slice(*grid.items.strata[b : b + 2])
        cell_of_tiles[users, items] = grid.cells(a, b).T
    cell = cell_of_tiles[grid.users.tile[taste.users], grid.items.tile[taste.items]]
    order = np.argsort(cell, kind="stable")
    np.testing.assert_array_equal(records.users, grid.users.position[taste.users[order]])
    np.testing.assert_array_equal(records.items, grid.items.position[taste.items[order]])
    np.testing.assert_array_equal(records.stars, taste.stars[order] - np.float32(2.5))
    np.testing.assert_array_equal(np.diff(records.bounds), np.bincount(cell))


def shuffled(values: list[int], cell: int, seed: int) -> list[int]:
    """Fisher and Yates' shuffle, by SplitMix64 from a state of its own for each cell."""
    state, values = seed + cell * 0x94D049BB133111EB, values.copy()
    for n in range(1, len(values)):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        z = state
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        z = (z ^ z >> 27) * 0x94D049BB133111EB % 2**64
        z ^= z >> 31
        m = z % (n + 1)
        values[n], values[m] = values[m], values[n]
    return values


def test_each_cell_is_shuffled_as_in_plain_python(taste: Ratings) -> None:
    grid = laid_out(taste)
    records = grid.records(*taste.arrays, 0.0, map)
    runs = [slice(*bounds) for bounds in pairwise(records.bounds)]
    expected = [shuffled(records.items[run].tolist(), cell, 3) for cell, run in enumerate(runs)]
    grid.shuffle(records, 3, map)
    assert [records.items[run].tolist() for run in runs] == expected


def test_a_shuffle_is_fair_and_told_by_its_seed() -> None:
    three = Ratings(np.zeros(3, int), np.arange(3), np.array([1, 2, 3], np.float32), 1, 3, 1.0, 5.0)
    grid = Grid(in_one_tile(1), in_one_tile(3))

    def order(seed: int) -> str:
        records = grid.records(*three.arrays, 0.0, map)
        grid.shuffle(records, seed, map)
        return "".join(map(str, records.items))

    assert order(9) == order(9)
    seen = [order(seed) for seed in range(3000)]
    assert len(set(seen)) == 6
    assert all(seen.count(each) == pytest.approx(500, abs=100) for each in set(seen))


def test_users_can_be_their_own_tiles() -> None:
    """What implicit feedback is trained by: one cell a user."""
    own = RowLayout(np.arange(4, dtype=np.uint32), np.arange(4, dtype=np.int32), np.array([0, 4]))
    users, items = np.array([3, 0, 3, 2, 0, 0]), np.array([1, 0, 0, 1, 1, 2])
    ratings = Ratings(users, items, np.arange(6, dtype=np.float32), 4, 3, 0.0, 5.0)
    records = Grid(own, in_one_tile(3)).records(*ratings.arrays, 0.0, map)
    assert records.bounds.tolist() == [0, 3, 3, 4, 6]
    assert records.stars.tolist() == [1, 4, 5, 3, 0, 2]
