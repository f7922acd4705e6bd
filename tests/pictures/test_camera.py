from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.pictures.camera import (
    CLOSEST,
    EYE,
    MARGIN,
    WIDEST,
    Camera,
    Projected,
    between,
    pick,
)

angles = st.floats(-7, 7)
places = st.tuples(*[st.floats(-1, 1)] * 3)
WIDTH, HEIGHT = 160, 120


def projected_by_hand(camera: Camera, point: tuple[float, float, float]) -> list[float]:
    """Turn around the upright axis, then around the level one, then divide by the distance."""
    x, y, z = point
    cos, sin = math.cos(camera.yaw), math.sin(camera.yaw)
    x, z = cos * x + sin * z, -sin * x + cos * z
    cos, sin = math.cos(camera.pitch), math.sin(camera.pitch)
    y, z = cos * y - sin * z, sin * y + cos * z
    scale = HEIGHT / 2 * MARGIN * camera.zoom * EYE / (EYE - z)
    return [WIDTH / 2 + scale * x, HEIGHT / 2 - scale * y, z]


@given(angles, angles)
def test_turning_changes_no_distance(yaw: float, pitch: float) -> None:
    turning = Camera(yaw, pitch).rotation().astype(np.float64)
    assert np.allclose(turning @ turning.T, np.eye(3), atol=1e-6)
    assert np.linalg.det(turning) == pytest.approx(1, abs=1e-6)


@given(angles, st.floats(-1.5, 1.5), st.floats(0.5, 3), places)
def test_points_stand_where_they_are_seen(
    yaw: float, pitch: float, zoom: float, point: tuple[float, float, float]
) -> None:
    camera = Camera(yaw, pitch, zoom)
    at = camera.project([point], WIDTH, HEIGHT)
    shown = [float(at.x[0]), float(at.y[0]), float(at.depth[0])]
    assert shown == pytest.approx(projected_by_hand(camera, point), abs=0.01)


def test_what_is_nearer_is_larger() -> None:
    at = Camera(0, 0).project([(0.5, 0, -1), (0.5, 0, 0), (0.5, 0, 1)], WIDTH, HEIGHT)
    assert at.x[0] < at.x[1] < at.x[2]
    assert list(at.depth) == [-1, 0, 1]


@given(places)
def test_a_point_that_is_faced_stands_in_the_middle_in_front(
    point: tuple[float, float, float],
) -> None:
    far = math.hypot(*point)
    if far < 0.01:
        return
    at = Camera(1, 1).facing(point).project([point], WIDTH, HEIGHT)
    assert float(at.x[0]) == pytest.approx(WIDTH / 2, abs=0.01)
    assert float(at.y[0]) == pytest.approx(HEIGHT / 2, abs=0.01)
    assert float(at.depth[0]) == pytest.approx(far, abs=1e-4)


def test_the_middle_lies_in_no_direction() -> None:
    assert Camera(1, 0.5).facing((0, 0, 0)) == Camera(1, 0.5)


def test_it_turns_all_around_but_not_over_the_top() -> None:
    camera = Camera(0, 0)
    for _ in range(8):
        camera = camera.turned(math.tau / 8, 0.5)
    assert camera.yaw == pytest.approx(0, abs=1e-9)
    assert camera.pitch == pytest.approx(math.pi / 2)


def test_the_zoom_has_two_ends() -> None:
    assert Camera().zoomed(3).zoomed(-3).zoom == pytest.approx(1)
    assert Camera().zoomed(99).zoom == CLOSEST
    assert Camera().zoomed(-99).zoom == WIDEST


def test_a_flight_takes_the_shorter_way_and_is_slow_at_both_ends() -> None:
    start, end = Camera(3.0, 0, 1), Camera(-3.0, 1, 4)
    assert between(start, end, 0) == start
    arrived = between(start, end, 1)
    assert (arrived.yaw, arrived.pitch, arrived.zoom) == pytest.approx((-3, 1, 4))
    middle = between(start, end, 0.5)
    assert abs(middle.yaw) == pytest.approx(math.pi)
    assert (middle.pitch, middle.zoom) == pytest.approx((0.5, 2))
    assert between(start, end, 0.1).pitch < 0.1 * 0.5


def test_the_nearest_to_the_eye_within_the_radius_is_picked() -> None:
    at = Projected(
        np.array([10, 12, 11, 40], np.float32),
        np.array([10, 10, 10, 10], np.float32),
        np.array([0.1, 0.5, 0.9, 1.0], np.float32),
    )
    assert pick(at, 10, 10, 3) == 2
    assert pick(at, 10, 10, 3, shown=[True, True, False, True]) == 1
    assert pick(at, 40, 12, 3) == 3
    assert pick(at, 80, 80, 3) is None
