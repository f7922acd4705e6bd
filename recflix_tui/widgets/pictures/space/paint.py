"""A cloud seen by a camera: dots, lines, marks and names on one canvas."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.pictures.camera import Camera, Projected
from recflix_tui.pictures.dots import ACROSS, DOWN, Bytes, draw_lines, draw_points
from recflix_tui.widgets.pictures.space.canvas import BLANK, Canvas
from recflix_tui.widgets.pictures.space.codes import AXIS, GLOWS, SHADES, glowing, point
from recflix_tui.widgets.pictures.space.naming import Naming
from recflix_tui.widgets.pictures.space.scene import Scene

DEEP = 0.7  # from where on points are at their brightest, or (behind) at their dimmest
FADE = 0.4  # of a line's brightness that is lost on its way
BOTH_ENDS = "◂▸"

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Size = tuple[int, int]


@dataclass(frozen=True)
class Picture:
    """A cloud, drawn."""

    canvas: Canvas
    """What is seen."""
    places: Mapping[tuple[int, int], int]
    """The points that the marks and names in some cells (x, y) belong to."""
    named: frozenset[int]
    """The points whose names found room."""


def paint(
    scene: Scene, camera: Camera, width: int, height: int, before: Collection[int] = ()
) -> Picture:
    """Draw a scene into `width` x `height` cells. before: points that were named in the last
    picture, which keep their names if they can: nothing flickers as it turns."""
    size = width * ACROSS, height * DOWN
    bits, codes = _points(scene, camera, width, height)
    ends = _axis_ends(camera, size)
    if scene.axes:
        _add_axes(bits, codes, ends)
    kept = np.zeros(bits.shape, bool)
    if scene.you is not None and len(scene.line_ends):
        kept = _add_lines(bits, codes, scene, camera, size)
    canvas = Canvas(bits, codes)
    canvas.keep(kept)
    naming = Naming(canvas, scene, camera)
    naming.write(_axis_names(scene, ends, width, height), before)
    return Picture(canvas, naming.places, frozenset(naming.named))


def _points(scene: Scene, camera: Camera, width: int, height: int) -> tuple[Bytes, Codes]:
    """The dots, and the codes of their colours: brightest where nearest to the eye."""
    dots = draw_points(scene.points, scene.colours, scene.shown, camera, width, height)
    shade = np.clip((dots.depth / DEEP + 1) / 2 * SHADES, 0, SHADES - 1).astype(np.int32)
    codes = point(dots.owner.astype(np.int32), shade)
    return dots.bits, np.where(dots.bits == 0, BLANK, codes).astype(np.int32)


def _places(projected: Projected) -> npt.NDArray[np.float64]:
    return np.stack([projected.x, projected.y], axis=1).astype(np.float64)


def _axis_ends(camera: Camera, size: Size) -> npt.NDArray[np.float64]:
    """Where the three low ends stand, then the three high ones, (6, 2) in dots."""
    return _places(camera.project(np.concatenate([-np.eye(3), np.eye(3)]), *size))


def _add_axes(bits: Bytes, codes: Codes, ends: npt.NDArray[np.float64]) -> None:
    """Faint lines behind all points."""
    height, width = bits.shape
    lines = draw_lines(ends[:3], ends[3:], np.ones(3), width, height)
    free = (bits == 0) & (lines.bits != 0)
    bits[free], codes[free] = lines.bits[free], AXIS


def _add_lines(bits: Bytes, codes: Codes, scene: Scene, camera: Camera, size: Size) -> Flags:
    """Glowing lines from the profile, over all points; returns the cells (h, w) they cross."""
    assert scene.you is not None
    height, width = bits.shape
    ends = _places(camera.project(scene.points[list(scene.line_ends)], *size))
    start = np.repeat(_places(camera.project(scene.you[None], *size)), len(ends), axis=0)
    strengths = np.clip(scene.line_strengths, 0, 1)
    lines = draw_lines(start, ends, strengths, width, height, FADE)
    there: Flags = lines.bits != 0
    step = np.clip(lines.glow * GLOWS, 0, GLOWS - 1).astype(np.int32)
    bits[there], codes[there] = lines.bits[there], glowing(step[there])
    return there


def _axis_names(
    scene: Scene, ends: npt.NDArray[np.float64], width: int, height: int
) -> list[tuple[tuple[int, int], str]]:
    """The name of each axis at its high end, or what both of its ends are, and in which cell."""
    names = []
    for axis, text in enumerate(scene.axes):
        low, both, high = text.rpartition(BOTH_ENDS)
        for name, end in ((low if both else "", ends[axis]), (high, ends[axis + 3])):
            x, y = int(end[0] // ACROSS), int(end[1] // DOWN)
            cell = min(max(x, 0), width - 1), min(max(y, 0), height - 1)
            names.append((cell, name.strip()))
    return names
