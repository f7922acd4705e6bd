from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.pictures.camera import EYE, Camera
from recflix_tui.pictures.dots import draw_lines, draw_points

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def some(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    points = rng.uniform(-1, 1, (n, 3)).astype(np.float32)
    return points, rng.integers(0, 9, n).astype(np.uint8), rng.random(n) < 0.7


@pytest.mark.parametrize("camera", [Camera(), Camera(2.5, -1.0, 3.0)])
def test_every_shown_point_is_a_dot_and_the_nearest_gives_its_cell_the_colour(
    camera: Camera,
) -> None:
    points, colours, shown = some(400)
    drawn = draw_points(points, colours, shown, camera, 30, 20)
    at = camera.project(points, 60, 80)
    bits: dict[tuple[int, int], int] = {}
    front: dict[tuple[int, int], int] = {}
    for i in np.flatnonzero(shown).tolist():
        x, y = float(at.x[i]), float(at.y[i])
        # The two sums may round a place to either side of a dot's edge.
        assert min(x % 1, 1 - x % 1, y % 1, 1 - y % 1) > 1e-4
        if 0 <= x < 60 and 0 <= y < 80:
            cell = int(y) // 4, int(x) // 2
            bits[cell] = bits.get(cell, 0) | BITS[int(y) % 4][int(x) % 2]
            if cell not in front or at.depth[i] > at.depth[front[cell]]:
                front[cell] = i
    for row in range(20):
        for column in range(30):
            cell = row, column
            assert drawn.bits[cell] == bits.get(cell, 0)
            if cell in front:
                assert drawn.owner[cell] == colours[front[cell]]
                assert drawn.depth[cell] == pytest.approx(at.depth[front[cell]], abs=1e-5)
            else:
                assert (drawn.owner[cell], drawn.depth[cell]) == (0, -EYE)


def test_without_points_nothing_is_drawn() -> None:
    points, colours, shown = some(0)
    assert not draw_points(points, colours, shown, Camera(), 4, 3).bits.any()
    assert draw_points(points, colours, shown, Camera(), 0, 3).bits.shape == (3, 0)


def test_a_line_has_a_dot_in_every_column_it_crosses_and_fades_on_its_way() -> None:
    lines = draw_lines([(0.5, 0.5)], [(19.5, 7.5)], [1.0], 10, 2, fade=0.5)
    columns = [
        any(lines.bits[y, x // 2] & BITS[line][x % 2] for y in range(2) for line in range(4))
        for x in range(20)
    ]
    assert all(columns)
    assert lines.glow[0, 0] == pytest.approx(1)
    ends = lines.glow.max(axis=0)
    assert list(ends) == sorted(ends, reverse=True)
    assert 0.5 <= ends[-1] < 0.6


def test_where_lines_cross_the_brighter_one_is_seen() -> None:
    lines = draw_lines([(0.5, 0.5), (0.5, 3.5)], [(19.5, 3.5), (19.5, 0.5)], [0.2, 0.9], 10, 1)
    assert np.allclose(lines.glow[0], 0.9)


def test_lines_beyond_the_picture_are_cut_off() -> None:
    lines = draw_lines([(-40, -40)], [(60, 60)], [1.0], 10, 5)
    assert lines.bits[0, 0]
    assert lines.bits[4, 9]
    assert not draw_lines([(-9, -9)], [(-2, 50)], [1.0], 10, 5).bits.any()
    assert not draw_lines([], [], [], 10, 5).bits.any()
