"""Which item of a dataset a film is that is named elsewhere; none where that is not told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from recflix_tui.dataset.matching.asked import Asked, AskedName, ask
from recflix_tui.dataset.matching.catalogue_names import CatalogueNames
from recflix_tui.dataset.matching.ids import Ids
from recflix_tui.dataset.matching.likeness import likest, slips
from recflix_tui.dataset.matching.names import is_number
from recflix_tui.dataset.matching.near import near
from recflix_tui.dataset.matching.values import Catalogue, Found, How, Progress, Wanted
from recflix_tui.dataset.search.names import spelt, worded

__all__ = ["Found", "How", "Matcher", "Wanted"]

# What sets a name of one word apart that is no main one, or lacks an article or a blank: it tells a
# film of its very year alone.
_DOUBT = 100
# What of a name tells a film where it is no name's main part.
_TELLING = 12
# How alike names are that are looked at for slips, and how many of a year are.
_ALIKE, _MOST_ALIKE = 75.0, 8
# From so many letters on a name may have slips, and one in the year beside.
_SHORTEST, _BESIDE = 9, 12
# The most rated of two films of one name and year is meant that has so many times the ratings.
_TIMES = 2
_TOLD_EVERY = 250


class Matcher:
    """Matches films with the items of a dataset: by their ids, else by name and year.

    Never by the nearest name: what is not told stays without an item, beside a list of those
    that it may be.
    """

    def __init__(self, dataset: Catalogue) -> None:
        self._dataset = dataset

    def match(self, wanted: Sequence[Wanted], progress: Progress | None = None) -> list[Found]:
        """What each film is, in their order; `progress(stage, fraction)` is called as it goes."""
        found = []
        for n, film in enumerate(wanted):
            if progress and n % _TOLD_EVERY == 0:
                progress("matching titles", n / len(wanted))
            found.append(self._by_id(film) or self._by_title(ask(film)))
        if progress:
            progress("matching titles", 1.0)
        return found

    @cached_property
    def _ids(self) -> Ids:
        return Ids(self._dataset)

    @cached_property
    def _names(self) -> CatalogueNames:
        return CatalogueNames(self._dataset)

    @cached_property
    def _counts(self) -> list[int]:
        counts: list[int] = self._dataset.counts.tolist()
        return counts

    def _by_id(self, film: Wanted) -> Found | None:
        """An id is trusted, whatever the title says."""
        items = self._ids.items(film) if film.imdb_id or film.tmdb_id else []
        if len(items) > 1:
            named = self._called(ask(film))
            items = [item for item in items if item in named] or items
        return Found(self._most_rated(items), How.ID) if items else None

    def _by_title(self, asked: Asked) -> Found:
        found = None
        if asked.names:
            called = self._called(asked)
            found = self._by_year(asked, called) if asked.year else self._alone(asked, called)
        return found or Found(-1, near=near(self._names, self._counts, asked))

    def _by_year(self, asked: Asked, called: dict[int, int]) -> Found | None:
        years = self._names.years
        of_year = {item: cost for item, cost in called.items() if years[item] == asked.year}
        if of_year:
            best = self._closest(asked, of_year)
            return self._single(best, How.EXACT) or self._clearly_most_rated(best)
        parts = self._with_more(asked)
        beside = {i: cost for i, cost in called.items() if abs(years[i] - asked.year) == 1}
        if beside:
            # In its own year a title of which this is the start may be meant.
            best = [] if parts else self._closest(asked, beside)
            return self._single([i for i in best if called[i] < _DOUBT], How.YEAR_OFF)
        if called and not any(years[item] for item in called):
            return self._alone(asked, called)
        return (
            self._single(parts, How.FUZZY)
            or self._single(self._misspelt(asked, asked.year), How.FUZZY)
            or self._single(
                self._misspelt(asked, asked.year - 1, _BESIDE, 1)
                | self._misspelt(asked, asked.year + 1, _BESIDE, 1),
                How.FUZZY,
            )
        )

    def _alone(self, asked: Asked, called: dict[int, int]) -> Found | None:
        best = self._closest(asked, called) if called else []
        return self._single([item for item in best if called[item] < _DOUBT], How.NAME_ALONE)

    def _called(self, asked: Asked) -> dict[int, int]:
        """The items with one of its names, and how far from its main name theirs is; not those
        that its ids tell from it."""
        names, found = self._names, dict[int, int]()
        for name in asked.names:
            for n in names.called.get(name.key, ()):
                article, item = names.articles[n], names.items[n]
                if not _may_be_one(name, article):
                    continue
                cost = name.rank + (not names.main[n]) + 2 * (article != name.article)
                cost += _DOUBT * self._doubtful(name, n)
                if cost < found.get(item, 2 * _DOUBT) and not self._ids.refuse(asked.wanted, item):
                    found[item] = cost
        return found

    def _doubtful(self, name: AskedName, n: int) -> bool:
        """Whether of two names one is one word, and they are not both main ones and the same."""
        text = self._names.texts[n]
        same = self._same_kind(name, n) and text == name.text
        return not same and (" " not in name.text or " " not in text)

    def _same_kind(self, name: AskedName, n: int) -> bool:
        """Whether a name of a title is a main one with the same article."""
        return self._names.main[n] and self._names.articles[n] == name.article

    def _closest(self, asked: Asked, called: dict[int, int]) -> list[int]:
        """Those of the items whose names are closest to its own."""
        least = min(called.values())
        best = [item for item, cost in called.items() if cost == least]
        for form in (spelt, worded) if len(best) > 1 else ():
            own = {form(name.name) for name in asked.names}
            same = [item for item in best if own & {form(n) for n in self._names.of_item(item)}]
            if same:
                return same
        return best

    def _with_more(self, asked: Asked) -> set[int]:
        """The items of its year whose names have parts that it has not: `Star Wars` is Star Wars:
        Episode IV - A New Hope, in 1977.

        The other way round it is often another film: `Justice League: Dawn of Apokolips`.
        """
        names, found = self._names, set[int]()
        for name in asked.names:
            for n in names.with_part.get(name.parts[0], ()):
                if _is_some_of(name.parts, names.parts[n]) and self._fits(asked, n):
                    found.add(names.items[n])
        return found

    def _misspelt(
        self, asked: Asked, year: int, shortest: int = _SHORTEST, most: int = 2
    ) -> set[int]:
        """The items of a year whose names differ from its own by slips alone."""
        names, found = self._names, set[int]()
        own, texts = names.of_year.get(year, ([], []))
        for name in asked.names:
            if len(name.key) < shortest:
                continue
            for place in likest(name.lean, texts, _ALIKE, _MOST_ALIKE):
                n = own[place]
                apart = slips(name.lean, texts[place])
                if apart is None or apart > most:
                    continue
                if " " not in name.lean and not self._same_kind(name, n):
                    continue
                if not self._ids.refuse(asked.wanted, names.items[n]):
                    found.add(names.items[n])
        return found

    def _fits(self, asked: Asked, n: int) -> bool:
        item = self._names.items[n]
        return self._names.years[item] == asked.year and not self._ids.refuse(asked.wanted, item)

    def _single(self, items: Iterable[int], how: How) -> Found | None:
        """The item, where it is the only one."""
        some = list(items)
        return Found(some[0], how) if len(some) == 1 else None

    def _clearly_most_rated(self, items: Sequence[int]) -> Found | None:
        """Of items that nothing else tells apart, the one that most people mean."""
        ordered = sorted(items, key=lambda item: -self._counts[item])
        first, second = (self._counts[item] for item in ordered[:2])
        return Found(ordered[0], How.SAME_NAME) if first >= max(_TIMES * second, 1) else None

    def _most_rated(self, items: Sequence[int]) -> int:
        return max(items, key=lambda item: (self._counts[item], -item))


def _may_be_one(name: AskedName, article: str) -> bool:
    """Whether a title that begins with an article, or without one, may have the same name else: one
    of them may lack it, but `The Deal` is no film called Deal."""
    if name.article == article or not name.article:
        return True
    return not article and " " in name.text


def _is_some_of(own: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether some parts of a name tell what all of them do. The main one does alone, but where
    nothing follows but a number: `The Godfather` is not its Part II."""
    less = set(theirs) - set(own)
    if not less or not set(own) < set(theirs):
        return False
    if not any(part == theirs[0] or len(part) >= _TELLING for part in own):
        return False
    return len(own) > 1 or not all(map(is_number, less))
