"""A grid of characters, each with a code for its style, on which names find room."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from recflix_tui.pictures.dots import Bytes
from recflix_tui.widgets.cells import shorten

BLANK = 0  # the code of a cell that holds nothing
_BRAILLE = np.array([" ", *(chr(0x2800 + bits) for bits in range(1, 256))], object)


class Canvas:
    """Cells of a picture, filled from the back to the front."""

    def __init__(self, bits: Bytes, codes: npt.NDArray[np.int32]) -> None:
        """bits: the dots of each cell, (h, w); codes: their styles, (h, w)."""
        self.height, self.width = bits.shape
        self._characters = _BRAILLE[bits]
        self._codes = codes
        self._taken = np.zeros(bits.shape, bool)

    def keep(self, cells: npt.NDArray[np.bool_]) -> None:
        """Let no name that nobody asked for stand on some cells (h, w)."""
        self._taken |= cells

    def mark(self, x: int, y: int, character: str, code: int) -> None:
        """Put one character into a cell, and keep names from covering it."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._characters[y, x], self._codes[y, x] = character, code
            self._taken[y, x] = True

    def name(self, x: int, y: int, text: str, code: int, longest: int, apart: int = 0) -> range:
        """Write a name beside a cell, right or else left of it, where it covers none before it
        and no mark; return the cells that it takes, none where there is no room. apart: lines
        over and under it that must be free of names too."""
        text = shorten(text, min(longest, self.width))
        length = cell_len(text)
        if text and 0 <= y < self.height and 0 <= x < self.width:
            for start in (x + 2, x - 1 - length):
                lines = slice(max(y - apart, 0), y + apart + 1)
                around = self._taken[lines, max(start - 1, 0) : start + length + 1]
                if start >= 0 and start + length <= self.width and not around.any():
                    self._write(start, y, text, code)
                    return range(start, start + length)
        return range(0)

    def write(self, x: int, y: int, text: str, code: int) -> range:
        """Write a text that must be read, from a cell on or as near to it as the picture is
        wide, over what stands there; return the cells that it takes."""
        text = shorten(text, self.width)
        length = cell_len(text)
        if not text or not 0 <= y < self.height:
            return range(0)
        start = min(max(x, 0), self.width - length)
        self._write(start, y, text, code)
        return range(start, start + length)

    def _write(self, x: int, y: int, text: str, code: int) -> None:
        self._taken[y, x : x + cell_len(text)] = True
        for character in text:
            cells = cell_len(character)
            if cells == 0:  # belongs to the one before
                self._characters[y, max(x - 1, 0)] += character
                continue
            self._characters[y, x] = character
            self._characters[y, x + 1 : x + cells] = ""
            self._codes[y, x : x + cells] = code
            x += cells

    def changed(self, before: Canvas | None) -> list[int]:
        """The lines that look otherwise than on another canvas; all where sizes differ."""
        if before is None or before._codes.shape != self._codes.shape:
            return list(range(self.height))
        other = (self._codes != before._codes) | (self._characters != before._characters)
        return [int(y) for y in np.flatnonzero(other.any(axis=1))]

    def strip(self, y: int, style: Callable[[int], Style]) -> Strip:
        """A line; `style` gives the style of a code."""
        characters, codes = self._characters[y].tolist(), self._codes[y]
        # What is blank has no ink: it goes along with what stands before it.
        last = np.maximum.accumulate(np.where(codes == BLANK, 0, np.arange(self.width)))
        codes = codes[last]
        edges = [0, *(np.flatnonzero(codes[1:] != codes[:-1]) + 1).tolist(), self.width]
        segments = [
            Segment("".join(characters[start:end]), style(int(codes[start])))
            for start, end in itertools.pairwise(edges)
        ]
        return Strip(segments, self.width)
