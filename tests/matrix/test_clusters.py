"""Rows that point the same way are put together, whatever their length."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.matrix.clusters import CLUSTERS, cluster_rows


def three_ways(n: int = 90) -> np.ndarray:
    """Rows along three directions of four, at many lengths, with little noise."""
    rng = np.random.default_rng(4)
    ways = np.array([[1, 0.1, 0, 0], [0, 1, 0, 0.3], [0, 0, -1, 0.2]])
    rows = ways[np.arange(n) % 3] * rng.uniform(0.2, 5, (n, 1))
    return (rows + rng.normal(0, 0.001, rows.shape)).astype(np.float32)


def test_rows_of_one_cluster_point_the_same_way() -> None:
    clusters = cluster_rows(three_ways())
    for way in range(3):
        here, others = set(clusters[way::3].tolist()), set()
        for other in {0, 1, 2} - {way}:
            others |= set(clusters[other::3].tolist())
        assert not here & others


def test_clusters_that_are_alike_have_numbers_near_each_other() -> None:
    # A fan of directions from one side to the other: along it the numbers only rise or fall.
    angles = np.repeat(np.linspace(0, np.pi * 0.9, CLUSTERS), 20)
    fan = np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)
    clusters = cluster_rows(fan)
    steps = np.diff(clusters)
    assert len(set(clusters.tolist())) > 6
    assert (steps >= 0).all() or (steps <= 0).all()


def test_the_same_rows_give_the_same_clusters() -> None:
    rows = three_ways(30_000)
    np.testing.assert_array_equal(cluster_rows(rows), cluster_rows(rows.copy()))


def test_rows_that_point_nowhere_come_after_all_others() -> None:
    rows = three_ways()
    rows[[5, 17]] = 0
    clusters = cluster_rows(rows)
    assert clusters[5] == clusters[17] == CLUSTERS
    assert np.delete(clusters, [5, 17]).max() < CLUSTERS
    assert cluster_rows(np.zeros((4, 3), np.float32)).tolist() == [CLUSTERS] * 4
    assert cluster_rows(np.zeros((4, 0), np.float32)).tolist() == [CLUSTERS] * 4


@pytest.mark.parametrize("ways", [1, 2, 3, 5, CLUSTERS - 1])
def test_rows_of_few_directions_have_a_cluster_each(ways: int) -> None:
    rng = np.random.default_rng(ways)
    there = rng.normal(size=(ways, 7))
    which = np.arange(2_000) % ways
    rows = (there[which] * rng.uniform(0.1, 9, (2_000, 1))).astype(np.float32)
    clusters = cluster_rows(rows)
    groups = [set(clusters[which == way].tolist()) for way in range(ways)]
    assert all(len(group) == 1 for group in groups)
    assert set.union(*groups) == set(range(ways))


def test_rows_of_one_dimension_point_one_way_or_the_other() -> None:
    rows = np.random.default_rng(0).normal(size=(500, 1)).astype(np.float32)
    clusters = cluster_rows(rows)
    up, down = (set(clusters[rows[:, 0] * sign > 0].tolist()) for sign in (1, -1))
    assert len(up) == len(down) == 1
    assert up | down == {0, 1}
    assert cluster_rows(np.abs(rows)).tolist() == [0] * 500


def test_fewer_rows_than_clusters_are_clustered_too() -> None:
    assert len(set(cluster_rows(three_ways(3)).tolist())) == 3
    assert cluster_rows(np.ones((1, 2), np.float32)).tolist() == [0]
