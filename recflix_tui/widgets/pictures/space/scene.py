"""What is in a cloud of points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from recflix_tui.pictures.camera import EYE

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

REACH = EYE / 2  # what lies farther out is drawn at this distance
_FAR = 1e6


@dataclass(frozen=True)
class Scene:
    """Points in space, and what is said about some of them."""

    points: Floats = field(default_factory=lambda: np.zeros((0, 3), np.float32))
    """Where they are, (n, 3), finite, within REACH of the middle."""
    colours: Bytes = field(default_factory=lambda: np.zeros(0, np.uint8))
    """The palette's colour of each, (n,)."""
    palette: Bytes = field(default_factory=lambda: np.full((1, 3), 128, np.uint8))
    """The colours, (m, 3), sRGB."""
    shown: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    """Which of the points are drawn, (n,)."""
    axes: Sequence[str] = ()
    """What each of the three axes is: `old ◂▸ new` names both ends, anything else the high one."""
    you: Floats | None = None
    """The profile's point, (3,); None where there is none."""
    your_name: str = ""
    """What stands beside it."""
    selected: int | None = None
    """The point that is ringed and named."""
    selected_name: str = ""
    """Its name, where it is not among the names."""
    lit: Sequence[int] = ()
    """Points to show bright."""
    line_ends: Sequence[int] = ()
    """Points that lines lead to, from the profile's."""
    line_strengths: Sequence[float] = ()
    """How bright each of these lines is, 0 to 1."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Names of points, the most important first."""


def within_reach(points: npt.ArrayLike) -> Floats:
    """Points (..., 3) as a scene takes them: finite, those far out drawn in towards the middle."""
    finite = np.clip(np.nan_to_num(np.asarray(points, np.float32), nan=0), -_FAR, _FAR)
    far = np.linalg.norm(finite, axis=-1, keepdims=True)
    return np.ascontiguousarray(finite * (REACH / np.maximum(far, REACH)), np.float32)
