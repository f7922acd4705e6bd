"""Numbers for the styles of a cloud's cells, so that cells can be compared and told apart fast."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

SHADES, GLOWS = 4, 6
"""Shades of a point's colour, and of a line's, the last the brightest."""

_POINTS, _GLOWING, _BRIGHT = 1, 2000, 3000
AXIS, AXIS_NAME, NAME, LIT_NAME, YOU, SELECTED = range(4000, 4006)

Code = TypeVar("Code", int, npt.NDArray[np.int32])


def point(colour: Code, shade: Code) -> Code:
    """A dot of that colour of the palette."""
    return _POINTS + colour * SHADES + shade


def glowing(step: Code) -> Code:
    """A line, so bright."""
    return _GLOWING + step


def bright(colour: int) -> int:
    """A mark in that colour of the palette."""
    return _BRIGHT + colour


def meaning(code: int) -> tuple[str, int, int]:
    """What a code stands for: a kind, the colour or step, and the shade."""
    if code < _GLOWING:
        return "point", *divmod(max(code - _POINTS, 0), SHADES)
    if code < _BRIGHT:
        return "glowing", code - _GLOWING, 0
    if code < AXIS:
        return "bright", code - _BRIGHT, SHADES - 1
    return _KINDS[code - AXIS], 0, 0


_KINDS = ("axis", "axis-name", "name", "lit", "you", "selected")
