"""Find titles as you type: word prefixes in any order, years, and small typos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.search.lexicon import Lexicon, Texts, pack
from recflix_tui.dataset.search.same_words import number, other_ways, spellings
from recflix_tui.dataset.search.terms import title_keys, title_words, without_article, words
from recflix_tui.dataset.search.typos import Speller, spelling
from recflix_tui.dataset.values import Array

if TYPE_CHECKING:  # imported where they are asked for: the app starts without
    from recflix_tui.dataset.search.meant import Meant
    from recflix_tui.dataset.search.nearest import Nearest
    from recflix_tui.dataset.search.people import People

# How good a match is; equal ones are ordered by the number of ratings. A title that hardly
# anyone has rated gives way to the well-known ones that start like it: "star" is Star Wars.
EXACT, MEANT, KNOWN_START, LITTLE_KNOWN, TITLE_START = range(5)
WHOLE_WORDS, WORD_STARTS, OF_THE_YEAR, NAMED, NAME_STARTS, INITIALS, TYPO = range(5, 12)
NONE = 255
ENOUGH = 5
FEW_RATINGS = 5
# A title is well known that is among the most rated: one in so many, or so many at least.
ONE_IN, AT_LEAST = 10, 20
# What is meant by initials passes what starts with these letters if it has so many times the
# ratings.
TIMES = 3
# The cost of a word that is not in a title at all.
FAR = 100
# What is typed beyond this is passed over, so that no paste can keep a key waiting.
MOST_WORDS = 12
# In so many ways words are read that are written in more than one.
MOST_SPELLINGS = 16

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

    def __init__(
        self,
        arrays: Mapping[str, Array],
        titles: Texts,
        years: NDArray[np.int16],
        counts: NDArray[np.int32],
        people: People | None = None,
    ) -> None:
        """people: finds the titles of who made them, where that is known."""
        self.arrays = arrays
        self._people = people
        self._titles = titles
        self._years = years
        self._counts = counts
        self._by_count: Items = arrays["search_by_count"]
        self._rank = np.empty(len(years), dtype=np.int64)
        self._rank[self._by_count] = np.arange(len(years))
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
        return cls(arrays, Texts.packed(titles), years, counts)

    def find(self, query: str, limit: int | None = None) -> Items:
        """The items that match `query`, best first, at most `limit`: (n,) int32.

        Exact titles come first (after well-known ones that start so, if next to nobody has rated
        them), then titles that start with the query, then those with all its words, then those
        with words that start so, then those of people who are called so; where few are found,
        near misses follow. A year narrows: "matrix 1999". An empty query finds all, the most rated
        first, and so do signs that no title is called by. What is meant by initials or by an
        episode's number comes after exact titles.
        """
        typed = words(query)[:MOST_WORDS]
        if not typed:
            from recflix_tui.dataset.search.names import of_signs

            named = of_signs(self._titles, query)
            named = named[np.argsort(self._rank[named])]
            return (named if len(named) else self._by_count)[:limit]
        level = self._levels(typed, open_end=not query[-1].isspace())
        found = np.flatnonzero(level < NONE)
        order = level[found].astype(np.int64) * len(level) + self._rank[found]
        order.sort()
        best: Items = self._by_count[order[:limit] % len(level)]
        return best

    def has(self, query: str) -> bool:
        """Whether anything is found by the words of a query as they are typed, none misspelt."""
        typed = words(query)[:MOST_WORDS]
        level = self._levels(typed, open_end=not query[-1:].isspace(), typos=False)
        return bool((level < NONE).any())

    def of_people(self, query: str) -> Items:
        """The items of those in whose names all words of a query stand: (n,) int32, ascending;
        none where nobody's are known."""
        typed = words(query)[:MOST_WORDS]
        if self._people is None or not typed:
            return np.empty(0, np.int32)
        return np.unique(self._people.titles(typed)[0])

    def nearest(self, query: str, limit: int) -> Nearest:
        """What is near to a query that finds nothing, and which of its words no title has."""
        from recflix_tui.dataset.search.nearest import Neighbours

        typed = words(query)[:MOST_WORDS]
        telling = [typed[at] for at in self._telling(typed)]
        return Neighbours(self._words, self._speller, self._rank).of(telling, limit)

    def called(self, name: str, years: range | None = None) -> Items:
        """The items that have the name, in its closest spelling: (n,) int32, ascending.

        All titles are looked at, only those of some `years` where these are given.
        """
        from recflix_tui.dataset.search.names import called

        among = None if years is None else np.isin(self._years, list(years))
        return called(self._keys, self._titles, name, among)

    def _levels(self, typed: list[str], open_end: bool, typos: bool = True) -> NDArray[np.uint8]:
        """How well each item matches: (n_items,), NONE where it does not.

        typos: whether near misses do where few others are found.
        """
        level = np.full(len(self._years), NONE, dtype=np.uint8)
        self._match(level, typed, open_end)
        by_words = level <= WORD_STARTS
        self._match_episode(level, typed)
        self._match_with_year(level, typed)
        self._favour_known(level, short=sum(map(len, typed)) < 3)
        meant = self._match_initials(level, typed, by_words)
        if typos and not meant and int(np.count_nonzero(level <= NAMED)) < ENOUGH:
            self._match_typos(level, typed)
        return level

    def warm(self) -> None:
        """Make what is made at the first search."""
        self._meant.by_initials("it", None)
        if self._people is not None:
            self._people.warm()

    @cached_property
    def _meant(self) -> Meant:
        from recflix_tui.dataset.search.meant import Meant

        last = min(max(len(self._by_count) // ONE_IN, AT_LEAST), len(self._by_count))
        known = int(self._counts[self._by_count[last - 1]]) if last else 0
        return Meant(self._titles, self._years, self._counts, max(known, 1))

    def _match_episode(self, level: NDArray[np.uint8], typed: list[str]) -> None:
        """Take a number at the end for that of an episode, where no title has it."""
        from recflix_tui.dataset.search.meant import MOST_EPISODES

        n = number(typed[-1]) if len(typed) > 1 else None
        if n is None or n > MOST_EPISODES or (level <= TITLE_START).any():
            return
        series = without_article(" ".join(typed[:-1]))
        begun = [self._keys.exactly(series), self._keys.starting(series + " ")]
        n_words = series.count(" ") + 1
        by_year = n_words > 1 or not (level == WHOLE_WORDS).any()
        level[self._meant.episode(np.concatenate(begun), n, n_words, by_year)] = MEANT

    def _match_initials(self, level: NDArray[np.uint8], typed: list[str], by_words: Mask) -> bool:
        """Take the letters for initials; whether a well-known title is meant by them.

        by_words: (n_items,), which items the words themselves find.
        """
        from recflix_tui.dataset.search.meant import initials_in

        letters = initials_in(typed)
        if letters is None:
            return False
        best = int(self._counts[by_words].max(initial=0))
        known, others = self._meant.by_initials(*letters)
        known = known[self._counts[known] > TIMES * best]
        level[known] = np.minimum(level[known], MEANT)
        if not by_words.any():
            level[others] = np.minimum(level[others], INITIALS)
        return len(known) > 0

    def _favour_known(self, level: NDArray[np.uint8], short: bool) -> None:
        """Let well-known titles that start with the query pass exact ones of few ratings."""
        exact, begun = level == EXACT, level == TITLE_START
        if not exact.any() or not begun.any():
            return
        # What few ratings are depends on how many there are.
        few = max(FEW_RATINGS, int(self._counts[begun].max()) // 100)
        level[begun & (self._counts >= 10 * few)] = KNOWN_START
        # Every other title starts with "it" or "m": there a rating or two will do.
        level[exact & (self._counts < (1 if short else few))] = LITTLE_KNOWN

    def _match(
        self, level: NDArray[np.uint8], typed: list[str], open_end: bool, among: Mask | None = None
    ) -> None:
        """Lower the level of what matches, only `among` some of the items if given."""
        starts, whole = self._with_words(typed, open_end)
        matches = [(starts, WORD_STARTS), (whole, WHOLE_WORDS)]
        by_words = self._mask(starts)
        closed = "".join(typed)
        texts = [" ".join(way) for way in spellings(typed, open_end)[:MOST_SPELLINGS]]
        for text in texts if len(closed) < 3 else [*texts, closed]:
            as_typed = text in (texts[0], closed)
            begun = self._keys.starting(text if open_end and as_typed else text + " ")
            # A beginning that runs on over a blank, Strange Love, is no more than one of a word.
            matches += [(begun, WORD_STARTS), (begun[by_words[begun]], TITLE_START)]
        matches += [(self._keys.exactly(text), EXACT) for text in [*texts, closed]]
        if self._people is not None:
            named, begun = self._people.titles(typed)
            matches += [(begun, NAME_STARTS), (named, NAMED)]
        for items, value in matches:
            if among is not None:
                items = items[among[items]]
            level[items] = np.minimum(level[items], value)

    def _with_words(self, typed: list[str], open_end: bool) -> tuple[Array, Array]:
        """The items with words that start so, and those with all of the words."""
        starts = np.ones(len(self._years), dtype=bool)
        whole = np.ones(len(self._years), dtype=bool)
        for position in self._telling(typed):
            forms = self._forms(typed, position)
            others = [self._words.exactly(way) for way in other_ways(typed, position, open_end)]
            starts &= self._mask(*(self._words.starting(form) for form in forms), *others)
            whole &= self._mask(*(self._words.exactly(form) for form in forms), *others)
        return np.flatnonzero(starts), np.flatnonzero(whole)

    def _telling(self, typed: list[str]) -> list[int]:
        """The positions of the words that must match: articles need not, save the last word."""
        last = len(typed) - 1
        return [at for at, word in enumerate(typed) if word not in _ARTICLES or at == last]

    def _forms(self, typed: list[str], at: int) -> list[str]:
        """A word, and it closed up with either neighbour: "spider man" finds Spiderman."""
        pairs = ("".join(typed[i : i + 2]) for i in (at - 1, at) if 0 <= i < len(typed) - 1)
        return [typed[at], *pairs]

    def _mask(self, *groups: Items) -> Mask:
        mask = np.zeros(len(self._years), dtype=bool)
        for group in groups:
            mask[group] = True
        return mask

    def _match_with_year(self, level: NDArray[np.uint8], typed: list[str]) -> None:
        """Take a number among the words for a year, the last one also for the start of a year."""
        for position, word in enumerate(typed):
            rest = typed[:position] + typed[position + 1 :]
            if not (word.isascii() and word.isdecimal() and len(word) <= 4):
                continue
            if len(word) == 4:
                span = (int(word), int(word))
            elif position == len(typed) - 1 and rest and (level == NONE).all():
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
        short_too = len(typed) > 1 and bool((level == NONE).all())
        telling = set(self._telling(typed))
        # The cost of the words up to the one before, and up to this one, each word either on its
        # own or closed up with the one before it: "dodg bal" is near to Dodgeball.
        before = np.full(len(level), FAR, dtype=np.int16)
        total = np.zeros(len(level), dtype=np.int16)
        for position, word in enumerate(typed):
            last = position == len(typed) - 1
            cost = total
            if position in telling:
                cost = total + self._word_cost(word, begun=last, typos=len(word) > 3 or short_too)
            if position:
                pair = typed[position - 1] + word
                cost = np.minimum(cost, before + self._word_cost(pair, last, len(pair) > 3))
            before, total = total, cost
            if min(int(before.min()), int(total.min())) >= FAR:
                return
        best = int(total[level == NONE].min(initial=FAR))
        fits = (level == NONE) & (total < min(best + 3, FAR))
        level[fits] = np.minimum(TYPO + total[fits], NONE - 1)

    def _word_cost(self, word: str, begun: bool, typos: bool) -> NDArray[np.int16]:
        """How far each item is from having a word that starts with `word`, or its year."""
        cost = np.full(len(self._years), FAR, dtype=np.int16)
        if typos:
            for items, distance in self._speller.near(word, begun):
                cost[items] = np.minimum(cost[items], distance)
        cost[self._words.starting(word)] = 0
        if len(word) == 4 and word.isascii() and word.isdecimal():
            cost[self._years == int(word)] = 0
        return cost
