"""Colour scales whose steps look equally far apart, for dark and light grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from recflix_tui.pictures.oklab import from_rgb, to_rgb

Colours = npt.NDArray[np.uint8]

STEPS = 32
ERROR_STEPS = 31  # odd: the middle is no error

# The way of hues from the lowest to the highest step; how light each step is, is set apart.
_WARM = ("#2a1a4a", "#5b2a86", "#a3305f", "#d9503a", "#f0902f", "#f5b83d")
_GREY, _ORANGE, _BLUE = "#777777", "#f0813a", "#4a9eff"

_FARTHEST = 0.38  # of a colour, what is left of it in its dimmest shade

# What a cursor may be drawn in.
_STRONG = np.array(
    [(0, 229, 255), (255, 64, 255), (41, 98, 255), (90, 255, 120), (255, 255, 255), (0, 0, 0)],
    np.uint8,
)


@dataclass(frozen=True, eq=False)  # each is made once: arrays cannot be compared as one
class ColourScale:
    """Colours from the lowest to the highest value."""

    colours: Colours
    """The steps, (n, 3), sRGB."""
    diverging: bool = False
    """Whether the middle one, of an odd number, stands for zero and both ends for much."""

    def __len__(self) -> int:
        return len(self.colours)


@cache
def density_scale(dark: bool) -> ColourScale:
    """From nearly the ground through violet and red to amber; on a light ground the other way
    about, from pale amber to dark violet."""
    return _sequential(dark)


@cache
def stars_scale(dark: bool) -> ColourScale:
    """From few stars to many: the colours of the density, so that the eye learns one scale."""
    return _sequential(dark)


@cache
def error_scale(dark: bool) -> ColourScale:
    """Orange where a rating was lower than predicted, grey where it was as predicted, blue where
    it was higher: told apart by eyes that confuse red and green."""
    middle, ends = (0.36, 0.80) if dark else (0.90, 0.52)
    half = ERROR_STEPS // 2 + 1
    lower, upper = (
        _scale((_GREY, colour), middle, ends, half).colours for colour in (_ORANGE, _BLUE)
    )
    return ColourScale(np.concatenate([lower[:0:-1], upper]), diverging=True)


@cache
def reduced(scale: ColourScale) -> ColourScale:
    """The scale as a terminal of 256 colours can show it: fewer steps, each another colour."""
    nearest = _nearest_of_256(scale.colours)
    if not scale.diverging:
        return ColourScale(_distinct(nearest))
    middle = len(nearest) // 2
    # A grey beside the middle would be the same for less and for more.
    hued = (np.ptp(nearest, axis=1) > 0) | (np.arange(len(nearest)) == middle)
    lower = _distinct(nearest[middle::-1][hued[middle::-1]])
    upper = _distinct(nearest[middle:][hued[middle:]])
    half = min(len(lower), len(upper))
    return ColourScale(np.concatenate([_spread(lower, half)[:0:-1], _spread(upper, half)]), True)


def cursor_colour(scale: ColourScale, ground: tuple[int, int, int]) -> tuple[int, int, int]:
    """Of a few strong colours the one that is farthest from all of the scale and its ground."""
    taken = from_rgb(np.concatenate([scale.colours, np.array([ground], np.uint8)]))
    apart = from_rgb(_STRONG)[:, None] - taken[None]
    red, green, blue = _STRONG[np.argmax((apart**2).sum(axis=2).min(axis=1))]
    return int(red), int(green), int(blue)


def shades(colours: npt.ArrayLike, ground: tuple[int, int, int], n: int) -> Colours:
    """Each of the colours (m, 3) in `n` shades, (m, n, 3) uint8: from one that is nearly lost in
    the ground to the colour itself."""
    near = from_rgb(np.asarray(colours, np.uint8))[:, None]
    far = from_rgb(np.array(ground, np.uint8))
    part = np.linspace(_FARTHEST, 1, n)[None, :, None]
    return to_rgb((far + (near - far) * part).reshape(-1, 3)).reshape(-1, n, 3)


def is_light(colour: tuple[int, int, int]) -> bool:
    """Whether words on that colour are read better in black than in white."""
    return bool(from_rgb(np.array(colour, np.uint8))[0] > 0.62)


def _sequential(dark: bool) -> ColourScale:
    if dark:
        return _scale(_WARM, 0.26, 0.82, STEPS)
    return _scale(_WARM[::-1], 0.93, 0.24, STEPS)


def _scale(way: Sequence[str], first: float, last: float, steps: int) -> ColourScale:
    """Equal steps of lightness from `first` to `last` (OKLab's L), the hues along the way."""
    lab = from_rgb(np.array([tuple(bytes.fromhex(colour[1:])) for colour in way], np.uint8))
    at = np.linspace(0, len(way) - 1, steps)
    hues = [np.interp(at, np.arange(len(way)), lab[:, axis]) for axis in (1, 2)]
    return ColourScale(to_rgb(np.stack([np.linspace(first, last, steps), *hues], axis=1)))


# --- 256 colours -------------------------------------------------------------------------------


def _palette_256() -> Colours:
    """xterm's cube and its 24 greys, (n, 3): its first sixteen may be anything.

    A grey stands as what is rounded to it, and without the cube's own, which are taken for it.
    """
    levels = np.array([0, 95, 135, 175, 215, 255])
    cube = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(-1, 3)
    greys = np.repeat(np.round(np.arange(1, 25) * 10.2)[:, None], 3, axis=1)
    return np.concatenate([cube[np.ptp(cube, axis=1) > 0], greys]).astype(np.uint8)


def _nearest_of_256(colours: Colours) -> Colours:
    palette = _palette_256()
    apart = from_rgb(colours)[:, None] - from_rgb(palette)[None]
    nearest: Colours = palette[np.argmin((apart**2).sum(axis=2), axis=1)]
    return nearest


def _distinct(colours: Colours) -> Colours:
    """Each colour once, in order, without those that turn back in lightness."""
    light = from_rgb(colours)[:, 0]
    way = np.sign(light[-1] - light[0])
    kept = [0]
    for step in range(1, len(colours)):
        if (light[step] - light[kept[-1]]) * way > 1e-6:
            kept.append(step)
    return colours[kept]


def _spread(colours: Colours, n: int) -> Colours:
    """`n` of the colours, both ends among them."""
    at = np.round(np.linspace(0, len(colours) - 1, n)).astype(int)
    spread: Colours = colours[at]
    return spread
