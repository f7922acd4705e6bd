"""The titles of people, found by the words of their names."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.dataset.search.lexicon import Lexicon
from recflix_tui.dataset.values import Array

LEAST = 3
"""Letters that find the names which start with them; fewer find whole words alone."""


class People:
    """Finds the titles of those who directed them or are in them."""

    def __init__(self, arrays: Mapping[str, Array], credits: Credits) -> None:
        """arrays: with the lexicon of the words of the people's names, `credit_word`."""
        self._words = Lexicon.of(arrays, "credit_word")
        self._credits = credits

    def titles(self, typed: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The items, (n,) int32 each, an item maybe more than once: of people in whose names all
        the words typed stand, and of those in whose names words start so."""
        whole, starts = (np.ones(self._credits.n_people, np.bool_) for _ in range(2))
        for word in typed:
            exactly = self._of(self._words.exactly(word))
            whole &= exactly
            starts &= exactly if len(word) < LEAST else self._of(self._words.starting(word))
            if not starts.any():
                break
        found = (np.flatnonzero(people) for people in (whole & starts, starts))
        of_whole, of_starts = (self._credits.items_of(people) for people in found)
        return of_whole, of_starts

    def warm(self) -> None:
        """Make what is made at the first search."""
        self._words.starting("a")
        self._credits.items_of(np.arange(1))

    def _of(self, people: NDArray[np.int32]) -> NDArray[np.bool_]:
        mask = np.zeros(self._credits.n_people, np.bool_)
        mask[people] = True
        return mask
