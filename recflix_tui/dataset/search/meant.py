"""What is meant by the initials of a title, and by the number of an episode."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.search.initials import Initials
from recflix_tui.dataset.search.lexicon import Texts
from recflix_tui.dataset.search.same_words import number
from recflix_tui.dataset.search.terms import main_words, without_article

Items = NDArray[np.int32]
# `lotr`, `hp3`, `t2`; a letter alone is the start of a word.
_INITIALS = re.compile(r"(?=.{2,8}$)([a-z0-9]*?[a-z][a-z0-9]*?)([0-9]{0,2})")
# What stands before the number of an episode.
_NUMBERED = {"episode", "ep", "part", "pt", "volume", "vol", "chapter", "the"}
MOST_EPISODES = 20
# The titles of a series have at least so much of the ratings that its best-known one has.
_SHARE = 4


def initials_in(typed: Sequence[str]) -> tuple[str, int | None] | None:
    """The initials that the words may be, and the number after them: `lotr 2` -> lotr, 2."""
    found = _INITIALS.fullmatch("".join(typed)) if 0 < len(typed) < 3 else None
    if found is None or (len(typed) == 2 and not typed[1].isdecimal()):
        return None
    return found[1], int(found[2]) if found[2] else None


class Meant:
    """Finds what is meant by letters that begin no word, and by numbers that no title has.

    titles: those of all n items; years: (n,), 0 where unknown; counts: (n,) ratings.
    """

    def __init__(
        self, titles: Texts, years: NDArray[np.int16], counts: NDArray[np.int32], known: int
    ) -> None:
        """known: the ratings that a well-known title has at least."""
        self._titles, self._years, self._counts, self.known = titles, years, counts, known
        self._initials = Initials.of(titles)

    def by_initials(self, letters: str, n: int | None) -> tuple[Items, Items]:
        """The well-known titles with these initials, then the others; each (n,) int32.

        A number is one of the initials (`t2`), or says which of a series is meant (`hp3`).
        """
        whole, begun = self._initials.find(letters + ("" if n is None else str(n)))
        found = np.union1d(whole, self._in_series(begun, len(letters)))
        known = self._well_known(found)
        if n is not None and len(letters) > 1:
            known = np.union1d(known, self._episode_by_initials(letters, n))
        return known, np.setdiff1d(found, known)

    def episode(self, items: Items, n: int, n_words: int, by_year: bool = True) -> Items:
        """The n-th of a series: that with the number, else (`by_year`) the n-th that came out.

        items: the titles that start like the series, in its `n_words` words. Gives (0 or more,).
        """
        items = np.unique(items)
        if not len(items) or not 0 < n <= MOST_EPISODES:
            return items[:0]
        known = items[self._counts[items] * _SHARE >= self._counts[items].max()]
        wanted = (n, None) if n == 1 else (n,)  # the first of a series has no number
        numbers = [self._number_after(i, n_words) for i in known.tolist()]
        numbered: Items = known[[number in wanted for number in numbers]]
        if len(numbered) or not by_year:
            return numbered
        dated = known[self._years[known] > 0]
        dated = dated[np.lexsort((-self._counts[dated], self._years[dated]))]
        return dated[n - 1 : n] if len(dated) > 1 else items[:0]

    def _episode_by_initials(self, letters: str, n: int) -> Items:
        whole, begun = self._initials.find(letters)
        series = self._series(np.union1d(whole, begun), len(letters))
        best = max(series, key=lambda items: int(self._counts[items].max()), default=whole[:0])
        return self.episode(best, n, len(letters))

    def _well_known(self, items: Items) -> Items:
        return items[self._counts[items] >= self.known]

    def _in_series(self, items: Items, n_words: int) -> Items:
        """Those of `items` that belong to a series."""
        return np.concatenate([items[:0], *self._series(items, n_words)])

    def _series(self, items: Items, n_words: int) -> list[Items]:
        """The well-known ones of `items`, by their first `n_words` words, where these are of
        two titles at least."""
        by_words = defaultdict(list)
        for item in self._well_known(items).tolist():
            by_words[tuple(self._words(item)[:n_words])].append(item)
        return [np.array(own, np.int32) for own in by_words.values() if len(own) > 1]

    def _words(self, item: int) -> list[str]:
        """The words of an item's main name, less its article."""
        return without_article(" ".join(main_words(self._titles.at(item).decode()))).split()

    def _number_after(self, item: int, n_words: int) -> int | None:
        """The number that follows the first words of a title: 5 in `Star Wars: Episode V`.

        None for a title of these words alone, 0 where something else follows.
        """
        rest = [word for word in self._words(item)[n_words:] if word not in _NUMBERED]
        return (number(rest[0]) or 0) if rest else None
