"""A grid of characters, each with a code for its style, on which names find room."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from recflix_tui.pictures.dots import Bytes
from recflix_tui.widgets.cells import shorten

BLANK = 0  # the code of a cell that holds nothing
TAIL = ""  # in the second cell of a letter of two
_BRAILLE = np.array([" ", *(chr(0x2800 + bits) for bits in range(1, 256))], object)


Letter = tuple[str, int]
"""What stands together, and how many cells it takes: 1 or 2."""


def letters_of(text: str) -> list[Letter]:
    """A text cut where it may be: accents and shades stay with the letters that they belong to,
    and are left out where they would belong to what stands before the text.

    text: cleaned, thus without joiners.
    """
    if text.isascii():
        return [(character, 1) for character in text]
    letters: list[Letter] = []
    for character in text:
        cells = cell_len(character)
        if letters:
            before, its_cells = letters[-1]
            together = cell_len(before + character)
            if cells == 0 or together < its_cells + cells:
                letters[-1] = before + character, together
                continue
        if cells:
            letters.append((character, cells))
    return letters


class Canvas:
    """Cells of a picture, filled from the back to the front."""

    def __init__(self, bits: Bytes, codes: npt.NDArray[np.int32]) -> None:
        """bits: the dots of each cell, (h, w); codes: their styles, (h, w)."""
        self.height, self.width = bits.shape
        self._characters = _BRAILLE[bits]
        self._codes = codes
        self._taken = np.zeros(bits.shape, bool)
        self._written = np.zeros(bits.shape, bool)

    def keep(self, cells: npt.NDArray[np.bool_]) -> None:
        """Let no name that nobody asked for stand on some cells (h, w)."""
        self._taken |= cells

    def mark(self, x: int, y: int, character: str, code: int) -> None:
        """Put one character into a cell, and keep names from covering it."""
        if self._holds(x, y):
            self._make_room(y, x, x + 1)
            self._characters[y, x], self._codes[y, x] = character, code
            self._taken[y, x] = True

    def is_written_on(self, x: int, y: int) -> bool:
        """Whether a cell holds part of a name."""
        return self._holds(x, y) and bool(self._written[y, x])

    def name(self, x: int, y: int, text: str, code: int, longest: int, apart: int = 0) -> range:
        """Write a name beside a cell, right or else left of it, where it covers none before it
        and no mark; return the cells that it takes, none where there is no room. apart: lines
        over and under it that must be free of names too."""
        letters = letters_of(shorten(text, min(longest, self.width)))
        length = sum(cells for _, cells in letters)
        if letters and self._holds(x, y):
            for start in (x + 2, x - 1 - length):
                lines = slice(max(y - apart, 0), y + apart + 1)
                around = self._taken[lines, max(start - 1, 0) : start + length + 1]
                if start >= 0 and start + length <= self.width and not around.any():
                    self._write(start, y, letters, code)
                    return range(start, start + length)
        return range(0)

    def write(self, x: int, y: int, text: str, code: int) -> range:
        """Write a text that must be read, from a cell on or as near to it as the picture is
        wide, over what stands there; return the cells that it takes."""
        letters = letters_of(shorten(text, self.width))
        length = sum(cells for _, cells in letters)
        if not letters or not 0 <= y < self.height:
            return range(0)
        start = min(max(x, 0), self.width - length)
        self._write(start, y, letters, code)
        return range(start, start + length)

    def _holds(self, x: int, y: int) -> bool:
        inside: bool = 0 <= x < self.width and 0 <= y < self.height
        return inside

    def _write(self, x: int, y: int, letters: Sequence[Letter], code: int) -> None:
        end = x + sum(cells for _, cells in letters)
        self._make_room(y, x, end)
        self._taken[y, x:end] = self._written[y, x:end] = True
        self._codes[y, x:end] = code
        for letter, cells in letters:
            self._characters[y, x] = letter
            self._characters[y, x + 1 : x + cells] = TAIL
            x += cells

    def _make_room(self, y: int, start: int, end: int) -> None:
        """Blank what is left of letters of two cells, of which one is about to be written over."""
        for first in (start, end):
            if 0 < first < self.width and self._characters[y, first] == TAIL:
                self._characters[y, first - 1 : first + 1] = " "

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
