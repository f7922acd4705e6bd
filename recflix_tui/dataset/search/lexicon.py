"""A sorted list of texts, each pointing to items; found by start or by likeness."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.values import Array

# Greater than any byte of UTF-8, so it ends every range of texts that start alike.
_AFTER = b"\xff"


@dataclass(frozen=True)
class Lexicon:
    """Texts in the order of their UTF-8 bytes, and the items of each.

    text: (bytes,) uint8, one after the other; ends: (n,) int64, where each text ends;
    starts: (n + 1,) int64, where the items of each text begin; items: int32.
    """

    text: NDArray[np.uint8]
    ends: NDArray[np.int64]
    starts: NDArray[np.int64]
    items: NDArray[np.int32]

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Lexicon:
        """The lexicon among the arrays of an index, by the name it was packed under."""
        return cls(*(arrays[f"{name}_{part}"] for part in ("text", "ends", "starts", "items")))

    def at(self, n: int) -> bytes:
        """The n-th text, in UTF-8."""
        start = int(self.ends[n - 1]) if n else 0
        return self.text[start : int(self.ends[n])].tobytes()

    def span(self, start: bytes) -> range:
        """The places of the texts that start with `start`."""
        places = range(len(self.ends))
        low = bisect_left(places, start, key=self.at)
        return range(low, bisect_left(places, start + _AFTER, low, key=self.at))

    def starting(self, start: str) -> NDArray[np.int32]:
        """The items of all texts that start with `start`; an item may come twice."""
        span = self.span(start.encode())
        return self.items[int(self.starts[span.start]) : int(self.starts[span.stop])]

    def exactly(self, text: str) -> NDArray[np.int32]:
        """The items of `text` itself."""
        wanted = text.encode()
        place = bisect_left(range(len(self.ends)), wanted, key=self.at)
        if place == len(self.ends) or self.at(place) != wanted:
            return self.items[:0]
        return self.of_text(place)

    def of_text(self, n: int) -> NDArray[np.int32]:
        """The items of the n-th text."""
        return self.items[int(self.starts[n]) : int(self.starts[n + 1])]


def pack(name: str, texts_of: Sequence[AbstractSet[str]]) -> dict[str, Array]:
    """The arrays of a lexicon, from the texts of each item."""
    items_of: defaultdict[bytes, list[int]] = defaultdict(list)
    for item, texts in enumerate(texts_of):
        for text in texts:
            items_of[text.encode()].append(item)
    ordered = sorted(items_of)
    groups = [items_of[text] for text in ordered]
    return {
        f"{name}_text": np.frombuffer(b"".join(ordered), dtype=np.uint8),
        f"{name}_ends": np.cumsum([len(text) for text in ordered], dtype=np.int64),
        f"{name}_starts": np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64),
        f"{name}_items": np.array([item for group in groups for item in group], dtype=np.int32),
    }


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

    def _like(self, word: str, edits: int) -> list[int]:
        """Texts of nearly the length and the letters of `word`."""
        bag = letters(word)
        lengths = self._lengths.astype(np.int16)
        near = np.flatnonzero(np.abs(lengths - len(word)) <= edits)
        bags = self._bags[near]
        fits = _at_most(bags & ~bag, edits) & _at_most(bag & ~bags, edits)
        places: list[int] = near[fits].tolist()
        return places

    def _longer(self, word: str, edits: int) -> list[int]:
        """Longer texts with the first letter of `word` and nearly all of its letters."""
        span = self._lexicon.span(word[0].encode())
        here = slice(span.start, span.stop)
        fits = _at_most(letters(word) & ~self._bags[here], edits)
        fits &= self._lengths[here] > len(word)
        places: list[int] = (np.flatnonzero(fits) + span.start).tolist()
        return places


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
