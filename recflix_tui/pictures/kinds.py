"""Colours for things of a kind, that are told apart and have no order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_DARK = ("58a6ff", "7ee787", "ff7b72", "c297ff", "39c5cf", "e8dc7a", "ff9bce", "c98a5e", "6e7681")
_LIGHT = ("0969da", "1a7f37", "cf222e", "8250df", "0b7c83", "7d6608", "bf3989", "9a4a1c", "8c959f")

N_KINDS = len(_DARK) - 1


def kind_colours(dark: bool) -> npt.NDArray[np.uint8]:
    """Eight colours, and a grey for all else as the last, (9, 3) sRGB, for a dark or a light
    ground."""
    colours = _DARK if dark else _LIGHT
    return np.array([tuple(bytes.fromhex(colour)) for colour in colours], np.uint8)
