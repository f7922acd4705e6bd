"""Points and lines as braille dots: two across and four down in each cell of the terminal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.pictures.camera import EYE, Camera

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

ACROSS, DOWN = 2, 4  # dots of a cell
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint8)


@dataclass(frozen=True)
class PointDots:
    """Points, drawn."""

    bits: Bytes
    """The dots of each cell as those of a braille character, (h, w)."""
    owner: Bytes
    """The colour of each cell: that of its nearest point, (h, w); 0 where there is none."""
    depth: Floats
    """How far towards the eye that point is, (h, w); -EYE where there is none."""


@dataclass(frozen=True)
class LineDots:
    """Lines, drawn."""

    bits: Bytes
    """The dots of each cell, (h, w)."""
    glow: Floats
    """How bright the brightest line in each cell is there, (h, w), 0 to 1."""


def draw_points(
    points: Floats,
    colours: Bytes,
    shown: npt.NDArray[np.bool_],
    camera: Camera,
    width: int,
    height: int,
) -> PointDots:
    """Draw points (n, 3) float32 of colours (n,) uint8, those of them that are `shown` (n,), into
    `width` x `height` cells. The points are finite and within EYE of the middle.

    The loop is compiled at the first call in a home, which takes seconds: see `warm`.
    """
    from recflix_tui.kernels.point_raster import raster

    bits, owner = np.empty((2, height, width), np.uint8)
    depth = np.empty((height, width), np.float32)
    view = camera.view(width * ACROSS, height * DOWN)
    eye, scale, x, y = (np.float32(value) for value in (EYE, view.scale, view.x, view.y))
    raster(points, colours, shown, view.rotation, eye, scale, x, y, _BITS, bits, owner, depth)
    return PointDots(bits, owner, depth)


def draw_lines(
    starts: npt.ArrayLike,
    ends: npt.ArrayLike,
    strengths: npt.ArrayLike,
    width: int,
    height: int,
    fade: float = 0.0,
) -> LineDots:
    """Draw lines between places (m, 2) in dots, x and y, into `width` x `height` cells.

    strengths: (m,), how bright each begins, 0 to 1; fade: the share of it that is lost at its
    end. What is off the picture is left out.
    """
    bits = np.zeros((height, width), np.uint8)
    glow = np.zeros((height, width), np.float32)
    begins, reach = np.asarray(starts, np.float64), np.asarray(ends, np.float64)
    begins, reach = begins.reshape(-1, 2), reach.reshape(-1, 2)
    if len(begins):
        steps = int(np.clip(np.ceil(np.abs(reach - begins).max()), 1, 4 * (width + height) * DOWN))
        part = np.linspace(0, 1, steps + 1)
        places = begins[:, None] + (reach - begins)[:, None] * part[:, None]
        bright = np.asarray(strengths, np.float64)[:, None] * (1 - fade * part)
        dots = np.floor(places).astype(np.int64)
        inside = ((dots >= 0) & (dots < (width * ACROSS, height * DOWN))).all(axis=2)
        x, y = dots[inside].T
        np.bitwise_or.at(bits, (y // DOWN, x // ACROSS), _BITS[y % DOWN, x % ACROSS])
        np.maximum.at(glow, (y // DOWN, x // ACROSS), bright[inside].astype(np.float32))
    return LineDots(bits, glow)


def warm() -> None:
    """Compile what draws points, or load what was compiled earlier."""
    one = np.zeros((1, 3), np.float32)
    draw_points(one, np.zeros(1, np.uint8), np.ones(1, bool), Camera(), 1, 1)
