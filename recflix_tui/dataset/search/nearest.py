"""What is nearest to words that no title has, and which of them that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.search.lexicon import Lexicon
from recflix_tui.dataset.search.typos import Speller

Items = NDArray[np.int32]
# A word is like another from this share of letters in common on, if it has so many.
ALIKE, LETTERS = 0.6, 4
MOST_WORDS_ALIKE = 5


@dataclass(frozen=True)
class Nearest:
    """Titles near to a query that none fits."""

    items: Items
    """The nearest first, (n,); those that share a word, else those with a word like one."""
    missing: tuple[str, ...]
    """The words, as typed but folded, that no title has, not even by a typo or as a start."""


class Neighbours:
    """Finds what is near by the words of all n titles; rank: (n,), the most rated 0."""

    def __init__(self, words: Lexicon, speller: Speller, rank: NDArray[np.int64]) -> None:
        self._words, self._speller, self._rank = words, speller, rank

    def of(self, typed: list[str], limit: int) -> Nearest:
        """The titles nearest to the words typed, at most `limit`."""
        holders = {word: self._with(word) for word in typed}
        missing = tuple(word for word, items in holders.items() if not len(items))
        shared = np.zeros(len(self._rank), np.int32)
        for items in holders.values():
            shared[items] += 1
        if not shared.any():
            for word in missing:
                self._add_alike(shared, word)
        found = np.flatnonzero(shared)
        best = found[np.lexsort((self._rank[found], -shared[found]))][:limit]
        return Nearest(best.astype(np.int32), missing)

    def _with(self, word: str) -> Items:
        """The items with a word that starts so, else those with a word near to it."""
        items = self._words.starting(word)
        if not len(items):
            near = [items for items, _ in self._speller.near(word, begun=True)]
            items = np.concatenate([items, *near])
        return np.unique(items)

    def _add_alike(self, shared: NDArray[np.int32], word: str) -> None:
        """Count for each item how alike, in hundredths, its most alike word is."""
        # Loaded at the first word that nothing is near to.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < LETTERS:
            return
        # Texts of any other length differ by more letters.
        numbers = self._speller.of_length(ALIKE * len(word), len(word) / ALIKE)
        for _, alike, n in process.extract(
            word,
            {n: self._words.at(n).decode() for n in numbers},
            scorer=OSA.normalized_similarity,
            score_cutoff=ALIKE,
            limit=MOST_WORDS_ALIKE,
        ):
            items = self._words.of_text(n)
            shared[items] = np.maximum(shared[items], round(100 * alike))
