"""Colours by how light and how colourful they look: OKLab (Ottosson 2020,
https://bottosson.github.io/posts/oklab/)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Lab = npt.NDArray[np.float64]

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_CONES, _FROM_LAB = np.linalg.inv(_TO_CONES), np.linalg.inv(_TO_LAB)

_HALVINGS = 20  # until a colour is as colourful as the screen can show it


def from_rgb(colours: npt.NDArray[np.uint8]) -> Lab:
    """Lightness 0 to 1 and the two hue axes (..., 3) of sRGB colours (..., 3) uint8."""
    share = colours / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T)


def to_rgb(lab: Lab) -> npt.NDArray[np.uint8]:
    """The sRGB colours (n, 3) uint8 of those in OKLab (n, 3), each as light as asked for and no
    more colourful than a screen can show."""
    low, high = np.zeros(len(lab)), np.ones(len(lab))
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        linear = _linear(lab, share)
        fits = ((linear >= 0) & (linear <= 1)).all(axis=1)
        low, high = np.where(fits, share, low), np.where(fits, high, share)
    linear = np.clip(_linear(lab, low), 0, 1)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.uint8)


def _linear(lab: Lab, colourful: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    muted = lab * np.stack([np.ones_like(colourful), colourful, colourful], axis=1)
    return np.asarray(((muted @ _FROM_LAB.T) ** 3) @ _FROM_CONES.T)
