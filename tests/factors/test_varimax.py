"""The varimax rotation, beside a search through all angles."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recflix_tui.factors.varimax import varimax


def criterion(loadings: np.ndarray) -> float:
    rows = loadings / np.sqrt(np.square(loadings).sum(axis=1, keepdims=True))
    return float(sum(np.square(rows[:, f]).var() for f in range(rows.shape[1])))


def turned_by(angle: float) -> np.ndarray:
    return np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])


def made_loadings(c: int, seed: int = 0) -> np.ndarray:
    """Each row mostly on one column, the columns then mixed by some rotation."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(0, 0.2, (300, c))
    rows[np.arange(300), rng.integers(0, c, 300)] += rng.choice([-1, 1], 300) * 1.5
    mixed: np.ndarray = rows @ np.linalg.qr(rng.normal(size=(c, c)))[0]
    return mixed.astype(np.float32)


def test_of_all_angles_it_finds_the_best() -> None:
    loadings = made_loadings(2)
    angles = np.linspace(0, math.pi, 2001)
    best = max(criterion(loadings @ turned_by(angle)) for angle in angles)
    assert criterion(loadings @ varimax(loadings)) == pytest.approx(best, rel=1e-5)


@pytest.mark.parametrize("c", [2, 5, 12])
def test_it_is_a_rotation_that_no_small_turn_betters(c: int) -> None:
    loadings = made_loadings(c, seed=c)
    rotation = varimax(loadings)
    np.testing.assert_allclose(rotation.T @ rotation, np.eye(c), atol=1e-10)
    reached = criterion(loadings @ rotation)
    for f in range(c - 1):
        for angle in (-0.03, 0.03):
            turn = rotation.copy()
            turn[:, f : f + 2] = rotation[:, f : f + 2] @ turned_by(angle)
            assert criterion(loadings @ turn) < reached


def test_columns_that_were_mixed_are_found_again() -> None:
    rng = np.random.default_rng(4)
    simple = np.zeros((200, 4))
    simple[np.arange(200), rng.integers(0, 4, 200)] = rng.uniform(0.5, 2, 200)
    mixed = simple @ np.linalg.qr(rng.normal(size=(4, 4)))[0]
    found = np.abs(mixed @ varimax(mixed.astype(np.float32)))
    assert (np.sort(found, axis=1)[:, :3] < 1e-3).all()


def test_the_length_of_a_row_does_not_count() -> None:
    loadings = made_loadings(3)
    longer = loadings * np.linspace(0.1, 9, 300, dtype=np.float32)[:, np.newaxis]
    np.testing.assert_allclose(varimax(longer), varimax(loadings), atol=1e-5)


def test_where_there_is_nothing_to_turn_all_stays_as_it_is() -> None:
    np.testing.assert_array_equal(varimax(np.ones((5, 1), np.float32)), np.eye(1))
    np.testing.assert_array_equal(varimax(np.zeros((0, 3), np.float32)), np.eye(3))
    np.testing.assert_array_equal(varimax(np.zeros((4, 3), np.float32)), np.eye(3))


def test_of_very_many_rows_an_even_selection_decides() -> None:
    loadings = made_loadings(4)
    many = np.tile(loadings, (40, 1))
    all_angles = varimax(many)
    np.testing.assert_allclose(all_angles.T @ all_angles, np.eye(4), atol=1e-10)
    best = criterion(many @ varimax(loadings))
    assert criterion(many @ all_angles) == pytest.approx(best, rel=0.01)
    assert criterion(many) < 0.9 * best
