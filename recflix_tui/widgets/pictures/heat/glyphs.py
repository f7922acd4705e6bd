"""Steps of a scale as characters, for terminals without colours."""

from __future__ import annotations

import numpy as np

from recflix_tui.pictures.levels import EMPTY, Levels
from recflix_tui.pictures.scales import ColourScale

SHADES = "·░▒▓█"
SIGNS = "▼▿·▵▲"
NOTHING = " "


def glyphs(scale: ColourScale) -> str:
    """The characters of a scale, lowest first."""
    return SIGNS if scale.diverging else SHADES


def drawn(levels: Levels, scale: ColourScale) -> list[str]:
    """A character for each of the levels (w,)."""
    signs = np.array([*glyphs(scale), NOTHING])
    which = np.minimum(levels.astype(int) * (len(signs) - 1) // len(scale), len(signs) - 2)
    which[levels == EMPTY] = -1
    return [str(sign) for sign in signs[which]]
