"""Find titles as you type: word prefixes in any order, years, and small typos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Array
from recflix_tui.dataset.lexicon import Lexicon, Speller, pack, spelling
from recflix_tui.dataset.terms import title_keys, title_words, words

# How good a match is; equal ones are ordered by the number of ratings.
EXACT, TITLE_START, WHOLE_WORDS, WORD_STARTS, OF_THE_YEAR, TYPO = range(6)
NONE = 255
ENOUGH = 5
# What is typed beyond this is passed over, so that no paste can keep a key waiting.
MOST_WORDS = 12

_ARTICLES = {"the", "a", "an"}
# The arrays of an index, each with its dtype.
TYPES = {"search_by_count": "<i4", "search_word_bags": "<u8", "search_word_lengths": "|u1"} | {
    f"{name}_{part}": kind
    for name in ("search_key", "search_word")
    for part, kind in (("text", "|u1"), ("ends", "<i8"), ("starts", "<i8"), ("items", "<i4"))
}

Items = NDArray[np.int32]
Mask = NDArray[np.bool_]


class SearchIndex:
    """The searchable text of a dataset's titles, built at its import and memory-mapped.

    Two sorted lists of text point to items: whole names, for what is typed from their start,
    and words. `arrays` holds all of it, named and typed as in TYPES; its `search_by_count`
    (n_items,) int32 lists the items, the most rated first.
    """

    def __init__(self, arrays: Mapping[str, Array], years: NDArray[np.int16]) -> None:
        self.arrays = arrays
        self._years = years
        self._by_count: Items = arrays["search_by_count"]
        self._place = np.empty(len(years), dtype=np.int64)
        self._place[self._by_count] = np.arange(len(years))
        self._keys = Lexicon.of(arrays, "search_key")
        self._words = Lexicon.of(arrays, "search_word")
        self._speller = Speller(
            self._words, arrays["search_word_bags"], arrays["search_word_lengths"]
        )

    @classmethod
    def build(
        cls, titles: Sequence[str], years: NDArray[np.int16], counts: NDArray[np.int32]
    ) -> SearchIndex:
        """Index `titles` as shown; `years` (n,) is 0 where unknown, `counts` (n,) orders equals."""
        arrays = pack("search_key", [title_keys(title) for title in titles])
        arrays |= pack("search_word", [title_words(title) for title in titles])
        arrays |= spelling("search_word", arrays)
        arrays["search_by_count"] = np.argsort(-counts, kind="stable").astype(np.int32)
        return cls(arrays, years)

    def find(self, query: str, limit: int | None = None) -> Items:
        """The items that match `query`, best first, at most `limit`: (n,) int32.

        Exact titles come first, then titles that start with the query, then those with all its
        words, then those with words that start so; typos are forgiven where little else is
        found. A year narrows: "matrix 1999". An empty query finds all, the most rated first.
        """
        typed = words(query)[:MOST_WORDS]
        if not typed:
            return self._by_count[:limit]
        level = self._levels(typed, open_end=not query[-1].isspace())
        found = np.flatnonzero(level < NONE)
        order = level[found].astype(np.int64) * len(level) + self._place[found]
        order.sort()
        best: Items = self._by_count[order[:limit] % len(level)]
        return best

    def _levels(self, typed: list[str], open_end: bool) -> NDArray[np.uint8]:
        """How well each item matches: (n_items,), NONE where it does not."""
        level = np.full(len(self._years), NONE, dtype=np.uint8)
        self._match(level, typed, open_end)
        self._match_with_year(level, typed)
        good = int(np.count_nonzero(level <= WORD_STARTS))
        if good < ENOUGH and not (level == EXACT).any():
            self._match_typos(level, typed)
        return level

    def _match(
        self, level: NDArray[np.uint8], typed: list[str], open_end: bool, among: Mask | None = None
    ) -> None:
        """Lower the level of what matches, only `among` some of the items if given."""
        starts, whole = self._with_words(typed)
        matches = [(starts, WORD_STARTS), (whole, WHOLE_WORDS)]
        spaced, closed = " ".join(typed), "".join(typed)
        starts_of_titles = {spaced} if len(closed) < 3 else {spaced, closed}
        for text in starts_of_titles:
            begun = self._keys.starting(text if open_end else text + " ")
            matches.append((begun, TITLE_START))
        matches += [(self._keys.exactly(text), EXACT) for text in (spaced, closed)]
        for items, value in matches:
            if among is not None:
                items = items[among[items]]
            level[items] = np.minimum(level[items], value)

    def _with_words(self, typed: list[str]) -> tuple[Array, Array]:
        """The items with words that start so, and those with all of the words."""
        starts = np.ones(len(self._years), dtype=bool)
        whole = np.ones(len(self._years), dtype=bool)
        for place in self._telling(typed):
            forms = self._forms(typed, place)
            starts &= self._mask(*(self._words.starting(form) for form in forms))
            whole &= self._mask(*(self._words.exactly(form) for form in forms))
        return np.flatnonzero(starts), np.flatnonzero(whole)

    def _telling(self, typed: list[str]) -> list[int]:
        """The places of the words that must match: articles need not, save the last word."""
        last = len(typed) - 1
        return [place for place, word in enumerate(typed) if word not in _ARTICLES or place == last]

    def _forms(self, typed: list[str], place: int) -> list[str]:
        """A word, and it closed up with either neighbour: "spider man" finds Spiderman."""
        pairs = ("".join(typed[i : i + 2]) for i in (place - 1, place) if 0 <= i < len(typed) - 1)
        return [typed[place], *pairs]

    def _mask(self, *groups: Items) -> Mask:
        mask = np.zeros(len(self._years), dtype=bool)
        for group in groups:
            mask[group] = True
        return mask

    def _match_with_year(self, level: NDArray[np.uint8], typed: list[str]) -> None:
        """Take a number among the words for a year, the last one also for the start of a year."""
        for place, word in enumerate(typed):
            rest = typed[:place] + typed[place + 1 :]
            if not (word.isascii() and word.isdecimal() and len(word) <= 4):
                continue
            if len(word) == 4:
                span = (int(word), int(word))
            elif place == len(typed) - 1 and rest and (level == NONE).all():
                scale = 10 ** (4 - len(word))
                span = (int(word) * scale, int(word) * scale + scale - 1)
            else:
                continue
            among = (self._years >= span[0]) & (self._years <= span[1])
            if rest:
                self._match(level, rest, open_end=True, among=among)
            else:
                level[among] = np.minimum(level[among], OF_THE_YEAR)

    def _match_typos(self, level: NDArray[np.uint8], typed: list[str]) -> None:
        """Give what is still unmatched a level by its distance from the query."""
        far = 100
        total = np.zeros(len(level), dtype=np.int32)
        last = len(typed) - 1
        short_too = len(typed) > 1 and bool((level == NONE).all())
        for place in self._telling(typed):
            cost = np.full(len(level), far, dtype=np.int32)
            if len(typed[place]) > 3 or short_too:
                self._add_typos(cost, typed[place], begun=place == last)
            for form in self._forms(typed, place):
                cost[self._words.starting(form)] = 0
            if len(typed[place]) == 4 and typed[place].isdecimal():
                cost[self._years == int(typed[place])] = 0
            total += cost
            if int(total.min()) >= far:
                return
        best = int(total[level == NONE].min(initial=far))
        fits = (level == NONE) & (total < min(best + 3, far))
        level[fits] = np.minimum(TYPO + total[fits], NONE - 1)

    def _add_typos(self, cost: NDArray[np.int32], word: str, begun: bool) -> None:
        for items, distance in self._speller.near(word, begun):
            cost[items] = np.minimum(cost[items], distance)
