"""The texts of a lexicon that a word with a typo or two may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.search.lexicon import Lexicon
from recflix_tui.dataset.values import Array


class Speller:
    """Finds the texts of a lexicon that differ from a word by a typo or two.

    bags: (n,) uint64, a bit for each letter of the text; lengths: (n,) uint8 in letters. An edit
    adds at most one letter and takes at most one away, so both sort out nearly all texts before
    the distance of the rest is measured.
    """

    def __init__(
        self, lexicon: Lexicon, bags: NDArray[np.uint64], lengths: NDArray[np.uint8]
    ) -> None:
        self._lexicon = lexicon
        self._bags = bags
        self._lengths = lengths

    def near(self, word: str, begun: bool) -> Iterator[tuple[NDArray[np.int32], int]]:
        """The items of the texts near `word`, with a cost: 2 an edit, 1 more if it is but begun.

        An edit is a letter too many, too few, wrong, or two letters in the wrong order (optimal
        string alignment). A `begun` word may be the start of a longer one with its first letter.
        """
        # Loaded at the first typo, not at the opening of the app.
        from rapidfuzz.distance import OSA

        edits = _edits_allowed(word)
        if not edits:
            return
        for n in self._like(word, edits):
            distance = OSA.distance(word, self._lexicon.at(n).decode(), score_cutoff=edits)
            if distance <= edits:
                yield self._lexicon.of_text(n), 2 * distance
        for n in self._longer(word, edits) if begun and len(word) > 3 else ():
            text = self._lexicon.at(n).decode()
            lengths = range(len(word) - 1, min(len(word) + 2, len(text)))
            distance = min(
                OSA.distance(word, text[:length], score_cutoff=edits) for length in lengths
            )
            if distance <= edits:
                yield self._lexicon.of_text(n), 2 * distance + 1

    def of_length(self, least: float, most: float) -> list[int]:
        """The numbers of the texts that have from `least` to `most` letters."""
        found: list[int] = np.flatnonzero(
            (self._lengths >= least) & (self._lengths <= most)
        ).tolist()
        return found

    def _like(self, word: str, edits: int) -> list[int]:
        """Texts of nearly the length and the letters of `word`."""
        bag = letters(word)
        lengths = self._lengths.astype(np.int16)
        near = np.flatnonzero(np.abs(lengths - len(word)) <= edits)
        bags = self._bags[near]
        fits = _at_most(bags & ~bag, edits) & _at_most(bag & ~bags, edits)
        found: list[int] = near[fits].tolist()
        return found

    def _longer(self, word: str, edits: int) -> list[int]:
        """Longer texts with the first letter of `word` and nearly all of its letters."""
        span = self._lexicon.span(word[0].encode())
        here = slice(span.start, span.stop)
        fits = _at_most(letters(word) & ~self._bags[here], edits)
        fits &= self._lengths[here] > len(word)
        found: list[int] = (np.flatnonzero(fits) + span.start).tolist()
        return found


def letters(word: str) -> np.uint64:
    """A bit for each letter of a word; letters that share a bit only let more pass."""
    bag = 0
    for letter in word:
        bag |= 1 << (ord(letter) & 63)
    return np.uint64(bag)


def spelling(name: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    """The arrays of a speller over a packed lexicon."""
    lexicon = Lexicon.of(arrays, name)
    texts = [lexicon.at(n).decode() for n in range(len(lexicon.ends))]
    return {
        f"{name}_bags": np.array([letters(text) for text in texts], dtype=np.uint64),
        f"{name}_lengths": np.array([min(len(text), 255) for text in texts], dtype=np.uint8),
    }


def _edits_allowed(word: str) -> int:
    """Short words are near to everything, and a number is another number."""
    if word.isdecimal() or len(word) < 3:
        return 0
    return 1 if len(word) < 7 else 2


def _at_most(bags: NDArray[np.uint64], n: int) -> NDArray[np.bool_]:
    """Which bags have at most `n` bits: each step clears the lowest."""
    for _ in range(n):
        bags = bags & (bags - (bags != 0))
    none_left: NDArray[np.bool_] = bags == 0
    return none_left
