from __future__ import annotations

import numpy as np

from recflix_tui.kernels.point_raster import raster

DOTS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint8)


def drawn(points: list[tuple[float, float, float]], shown: list[bool]) -> tuple[np.ndarray, ...]:
    """Straight from the front, ten dots a unit, into 2 x 2 cells with the middle at (2, 4)."""
    bits, owner = np.full((2, 2, 2), 9, np.uint8)
    depth = np.full((2, 2), 9, np.float32)
    raster(
        np.array(points, np.float32),
        np.arange(1, len(points) + 1).astype(np.uint8),
        np.array(shown),
        np.eye(3, dtype=np.float32),
        *(np.float32(value) for value in (4, 10, 2, 4)),
        DOTS,
        bits,
        owner,
        depth,
    )
    return bits, owner, depth


def test_a_point_sets_its_dot_and_of_two_in_a_cell_the_nearer_one_gives_the_colour() -> None:
    points = [(0.05, 0.25, 0.0), (0.02, -0.02, -1.0), (0.02, -0.02, 0.5), (-0.15, 0.35, 0.0)]
    bits, owner, depth = drawn(points, [True] * 4)
    # The last: x = 2 - 1.5, y = 4 - 3.5. The first: x = 2.5, y = 1.5. Those between: y = 4.2.
    assert bits.tolist() == [[0x01, 0x02], [0, 0x01]]
    assert owner.tolist() == [[4, 1], [0, 3]]
    assert depth.tolist() == [[0, 0], [-4, 0.5]]


def test_what_is_hidden_or_off_the_picture_leaves_nothing() -> None:
    points = [(0.05, 0.25, 0.0), (0.3, 0.0, 0.0), (0.0, 0.5, 0.0), (-0.3, 0.0, 0.0)]
    bits, owner, _ = drawn(points, [False, True, True, True])
    assert not bits.any()
    assert not owner.any()
