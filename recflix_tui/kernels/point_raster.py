"""Many points as dots of a picture in one pass, compiled by Numba."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Flags, Floats
from recflix_tui.kernels.compiling import compiled

Bytes = npt.NDArray[np.uint8]


@compiled
def raster(
    points: Floats,
    colours: Bytes,
    shown: Flags,
    rotation: Floats,
    eye: np.float32,
    scale: np.float32,
    x: np.float32,
    y: np.float32,
    dots: Bytes,
    bits: Bytes,
    owner: Bytes,
    depth: Floats,
) -> None:
    """Draw points into cells of 2 x 4 dots; what is off the picture is left out.

    points: (n, 3), finite, all nearer to the middle than `eye`; colours: (n,); shown: (n,);
    rotation: (3, 3); eye: its distance from the middle; scale: dots a unit takes there; x, y:
    the middle in dots; dots: (4, 2), the bit of each dot in its cell. Filled, all (h, w): bits;
    owner and depth, colour and depth of the point nearest to the eye (0 and -eye where none is).
    """
    height, width = bits.shape
    bits[:] = 0
    owner[:] = 0
    depth[:] = -eye
    for i in range(len(points)):
        if not shown[i]:
            continue
        px, py, pz = points[i, 0], points[i, 1], points[i, 2]
        z = rotation[2, 0] * px + rotation[2, 1] * py + rotation[2, 2] * pz
        part = scale * eye / (eye - z)
        fx = x + part * (rotation[0, 0] * px + rotation[0, 1] * py + rotation[0, 2] * pz)
        fy = y - part * (rotation[1, 0] * px + rotation[1, 1] * py + rotation[1, 2] * pz)
        if fx < 0 or fy < 0 or fx >= 2 * width or fy >= 4 * height:
            continue
        dot_x, dot_y = int(fx), int(fy)
        row, column = dot_y >> 2, dot_x >> 1
        bits[row, column] |= dots[dot_y & 3, dot_x & 1]
        if z > depth[row, column]:
            depth[row, column] = z
            owner[row, column] = colours[i]
