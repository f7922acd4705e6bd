"""The grid is fine where ratings are many, and no finer than it may be."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.matrix.counting import sides
from recflix_tui.matrix.counting.sides import Side, grid_edges, places_of
from recflix_tui.matrix.zoom import grid_step


def before(counts: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(counts)])


def test_few_ratings_leave_the_grid_as_it_is() -> None:
    edges = grid_edges(before(np.ones(10_000, np.int64)))
    assert edges.tolist() == [*range(0, 10_000, grid_step(10_000)), 10_000]


def test_squares_with_many_ratings_near_are_halved_and_all_begin_at_multiples_of_their_size() -> (
    None
):
    counts = np.ones(200_000, np.int64)
    counts[:4000] = 3000
    edges = grid_edges(before(counts))
    sizes = np.diff(edges)
    step = grid_step(200_000)
    assert sizes[0] < step
    assert sizes[-2] == step
    assert set(sizes[:-1].tolist()) <= {1, 2, 4, 8, 16, 32, 64, 128}
    assert (edges[:-2] % sizes[:-1] == 0).all()


def test_the_grid_never_grows_over_its_most(monkeypatch: pytest.MonkeyPatch) -> None:
    edges = grid_edges(before(np.full(200_000, 100_000, np.int64)))
    assert len(edges) - 1 <= sides._MOST
    assert (np.diff(edges) > 0).all()
    monkeypatch.setattr(sides, "_LIMIT", 0)
    one = grid_edges(before(np.full(1, 7, np.int64)))
    assert one.tolist() == [0, 1]


def test_a_side_knows_its_edges_bins_and_ratings() -> None:
    side = Side.of(np.array([3, 1, 0, 2], np.int32), np.array([5, 1, 2]))
    assert side.before.tolist() == [0, 0, 1, 6, 8]
    assert side.bins(1, 2, 2).tolist() == [1, 3, 4]
    assert side.ratings(np.array([1, 3])) == 6
    assert side.square_of().tolist() == [2, 1, 3, 0]
    assert side.edge_at.tolist() == [0, 1, 2, 3, 4]


def test_places_are_where_each_id_stands() -> None:
    order = np.array([2, 0, 3, 1], np.int32)
    assert places_of(order).tolist() == [1, 3, 0, 2]
