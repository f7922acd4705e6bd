"""The initials of every title's words, found among all of them in a millisecond."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase as letters
from string import digits

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.search.lexicon import Texts
from recflix_tui.dataset.search.same_words import roman_in_figures
from recflix_tui.text import fold

# What the bytes of a title become: figures and letters in lower case, these, and a blank for the
# rest. Apostrophes and the later bytes of letters in UTF-8 go.
_END, _COLON, _DASH, _LETTER = 10, 1, 2, 0xFF
_WITHIN = bytes([ord("'"), *range(0x80, 0xC0), 0xE2])  # 0xE2 begins a curly quote
_TABLE = bytearray(b" " * 256)
_TABLE[0xC3:0x100] = bytes([_LETTER]) * (0x100 - 0xC3)
for _from, _to in ((digits, digits), (letters, letters), (letters.upper(), letters)):
    for _byte, _kind in zip(_from.encode(), _to.encode(), strict=True):
        _TABLE[_byte] = _kind
for _byte, _kind in ((ord(":"), _COLON), (ord("-"), _DASH), (_END, _END)):
    _TABLE[_byte] = _kind
_ACCENTED = re.compile(b"\xc3[\x80-\xbf]")  # À to ÿ
_NUMERAL = re.compile(rb"[ivx]+(?![^\n\x01\x02 ])")
_OTHER_NAMES = re.compile(rb" \([^\n]*")


@dataclass(frozen=True)
class Initials:
    """The initials of the titles' main names, a line each: `tlotrtfotr`, `t2jd`."""

    letters: bytes
    """Initials and figures in lower case, `\\n` after each title's and before all: n letters."""
    items: NDArray[np.int32]
    """The item of each letter, (n,)."""
    parts: NDArray[np.bool_]
    """Where a name or what follows its colon or dash begins, and where a name ends, (n,)."""
    articles: NDArray[np.bool_]
    """Which letters stand for an article at the beginning of a part, (n,)."""

    @classmethod
    def of(cls, titles: Texts) -> Initials:
        """The initials of all `titles`, in one pass over their bytes."""
        text = _ACCENTED.sub(_without_accent, _OTHER_NAMES.sub(b"", _lines(titles)))
        # Three blanks more, so that what follows a letter can be asked for everywhere.
        a = np.frombuffer(text.translate(bytes(_TABLE), _WITHIN) + b"   ", np.uint8).copy()
        in_word, figure = a >= ord("0"), (a >= ord("0")) & (a <= ord("9"))
        chosen = a == _END
        chosen[1:] |= in_word[1:] & (~in_word[:-1] | figure[1:] & figure[:-1])
        at = np.flatnonzero(chosen)
        _roman_to_figures(a, at)
        chosen_letters = a[at]
        ends = chosen_letters == _END
        dash = (a[:-1] == _DASH) & (a[1:] == ord(" "))
        parted = np.flatnonzero((a[:-1] == _COLON) | dash | (a[:-1] == _END))
        parts = ends.copy()
        parts[np.minimum(np.searchsorted(at, parted, side="right"), len(at) - 1)] = True
        items = (np.cumsum(ends) - 1).astype(np.int32)
        articles = np.zeros(len(at), bool)
        articles[parts] = _article(a, at[parts])
        return cls(chosen_letters.tobytes(), items, parts, articles)

    def find(self, typed: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The items with these initials, each once: those of a whole name or of a part of one,
        with or without its article, and those whose name goes on after them."""
        sought = typed.encode()
        at = np.fromiter(self._places(sought), np.int64)
        named = self._leads(at)
        begun = self.parts[at] | self.articles[at - 1]
        whole = begun & self.parts[at + len(sought)]
        return np.unique(self.items[at[whole]]), np.unique(self.items[at[named & ~whole]])

    def _places(self, sought: bytes) -> Iterator[int]:
        at = self.letters.find(sought)
        while at >= 0:
            yield at
            at = self.letters.find(sought, at + 1)

    def _leads(self, at: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether nothing of the name, save an article, stands before each place, (n,)."""
        ends = np.frombuffer(self.letters, np.uint8) == _END
        first: NDArray[np.bool_] = ends[at - 1] | (self.articles[at - 1] & ends[at - 2])
        return first


def _lines(titles: Texts) -> bytes:
    """The titles, a line each, the first of them empty."""
    room = np.full(len(titles.text) + len(titles.ends) + 1, _END, np.uint8)
    kept = np.ones(len(room), bool)
    kept[0] = False
    kept[titles.ends + np.arange(1, len(titles.ends) + 1)] = False
    room[kept] = titles.text
    return room.tobytes()


def _without_accent(found: re.Match[bytes]) -> bytes:
    """The letter below an accent, where there is one."""
    return fold(found[0].decode())[:1].encode("ascii", "ignore") or found[0]


def _roman_to_figures(letter: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
    """Put the figure in the place of the first letter of each Roman numeral from ii to ix."""
    numeral = np.zeros(256, bool)
    numeral[list(b"ivx")] = True
    for at in starts[numeral[letter[starts]] & numeral[letter[starts + 1]]].tolist():
        word = _NUMERAL.match(letter[at : at + 5].tobytes())
        figures = roman_in_figures(word[0].decode()) if word else None
        if figures is not None and len(figures) == 1:
            letter[at] = ord(figures)


def _article(letter: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether an English article begins at each place, (n,)."""
    found = np.zeros(len(at), bool)
    for article in (b"the", b"an", b"a"):
        fits = np.ones(len(at), bool)
        for step, wanted in enumerate(article):
            fits &= letter[at + step] == wanted
        fits &= letter[at + len(article)] < ord("0")
        found |= fits
    return found
