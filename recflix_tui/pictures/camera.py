"""From points in space to places on a flat picture, and back by pointing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

EYE = 4.0  # how far the eye is from the middle, in the points' unit
WIDEST, CLOSEST = 0.4, 12.0
STEP = 1.2  # a step of the zoom
MARGIN = 0.94  # of the picture's half that a point at distance 1 reaches
STEEPEST = math.pi / 2
_MIDDLE = 1e-6  # a point closer to the middle lies in no direction


@dataclass(frozen=True)
class Projected:
    """Where points stand on the picture."""

    x: Floats
    """From the left, (n,), in dots."""
    y: Floats
    """From the top, (n,), in dots."""
    depth: Floats
    """Towards the eye, (n,), in the points' unit; 0 is as far as the middle."""


@dataclass(frozen=True)
class View:
    """The numbers that a picture of some size is projected by."""

    rotation: Floats
    """(3, 3), orthonormal: its rows are to the right, up, and towards the eye."""
    scale: float
    """Dots a unit takes at the depth of the middle."""
    x: float
    """The middle from the left, in dots."""
    y: float
    """The middle from the top, in dots."""


@dataclass(frozen=True)
class Camera:
    """An eye that looks at the middle, from some side."""

    yaw: float = 0.6
    """How far it has gone around, in radians."""
    pitch: float = 0.35
    """How far above it is, in radians."""
    zoom: float = 1.0
    """How large everything is."""

    def turned(self, yaw: float, pitch: float) -> Camera:
        """Gone on by so many radians, no farther up or down than right over the middle."""
        raised = min(max(self.pitch + pitch, -STEEPEST), STEEPEST)
        return replace(self, yaw=math.remainder(self.yaw + yaw, math.tau), pitch=raised)

    def zoomed(self, steps: float) -> Camera:
        """Closer by so many steps, or (below 0) farther."""
        return replace(self, zoom=min(max(self.zoom * STEP**steps, WIDEST), CLOSEST))

    def facing(self, point: npt.ArrayLike) -> Camera:
        """Turned so that a point (3,) stands in the middle of the picture, in front."""
        x, y, z = (float(value) for value in np.asarray(point, np.float64))
        if math.hypot(x, y, z) < _MIDDLE:
            return self
        return replace(self, yaw=math.atan2(-x, z), pitch=math.atan2(y, math.hypot(x, z)))

    def rotation(self) -> Floats:
        """The turning, (3, 3): around the upright axis, then around the level one."""
        (sin_y, cos_y), (sin_p, cos_p) = (
            (math.sin(angle), math.cos(angle)) for angle in (self.yaw, self.pitch)
        )
        return np.array(
            [
                [cos_y, 0, sin_y],
                [sin_p * sin_y, cos_p, -sin_p * cos_y],
                [-cos_p * sin_y, sin_p, cos_p * cos_y],
            ],
            np.float32,
        )

    def view(self, width: int, height: int) -> View:
        """The projection for a picture of that many dots."""
        scale = min(width, height) / 2 * MARGIN * self.zoom
        return View(self.rotation(), scale, width / 2, height / 2)

    def project(self, points: npt.ArrayLike, width: int, height: int) -> Projected:
        """Where points (n, 3) stand on a picture of that many dots, in perspective: x and y are
        as many times larger as the eye is closer. Points are within about EYE / 2 of the middle.
        """
        view = self.view(width, height)
        right, up, depth = (np.asarray(points, np.float32) @ view.rotation.T).T
        scale = view.scale * EYE / np.maximum(EYE - depth, np.float32(EYE / 10))
        return Projected(view.x + right * scale, view.y - up * scale, depth)


def between(start: Camera, end: Camera, part: float) -> Camera:
    """The camera on the way from one to another, `part` 0 to 1: the shorter way around, slowly
    at both ends."""
    part = part * part * (3 - 2 * part)
    around = math.remainder(end.yaw - start.yaw, math.tau)
    return Camera(
        math.remainder(start.yaw + around * part, math.tau),
        start.pitch + (end.pitch - start.pitch) * part,
        start.zoom * (end.zoom / start.zoom) ** part,
    )


def pick(
    projected: Projected, x: float, y: float, radius: float, shown: npt.ArrayLike | None = None
) -> int | None:
    """Of the points within `radius` dots of a place the one nearest to the eye; None if there is
    none. shown: (n,) bool, those that can be seen; None for all."""
    near = (projected.x - x) ** 2 + (projected.y - y) ** 2 <= radius**2
    if shown is not None:
        near &= np.asarray(shown, bool)
    found = np.flatnonzero(near)
    if not len(found):
        return None
    return int(found[np.argmax(projected.depth[found])])
