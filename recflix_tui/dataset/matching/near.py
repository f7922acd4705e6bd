"""What a film may be that was not found: a list for somebody to choose from."""

from __future__ import annotations

from recflix_tui.dataset.matching.asked import Asked, AskedName
from recflix_tui.dataset.matching.catalogue_names import CatalogueNames
from recflix_tui.dataset.matching.likeness import likeness, likest
from recflix_tui.dataset.matching.names import lean
from recflix_tui.dataset.matching.values import MOST_NEAR

# From so much likeness on, of 100, a title may be meant.
_LEAST = 65.0
# That of a title which is called so in part: `Star Wars`.
_PART = 85.0
# What each year between takes off, and after how many years no more is taken; and what is to be
# left: a name that is but like it, of years before, is no help.
_A_YEAR, _MOST_YEARS, _LEFT = 3, 6, 70.0
# A word that more names have says too little.
_TELLING = 150
_WORDS, _OF_A_YEAR = 3, 8


def near(names: CatalogueNames, counts: list[int], asked: Asked) -> tuple[int, ...]:
    """The items that it may be, best first: by likeness, then by year, then the most rated.

    counts: how many rated each item.
    """
    worth: dict[int, float] = {}
    for name in asked.names:
        for n in _candidates(names, name, asked.year):
            alike = likeness(name.lean, " ".join(lean(names.texts[n])))
            if name.key in names.parts.get(n, ()):
                alike = max(alike, _PART)
            if alike >= _LEAST:
                worth[names.items[n]] = max(worth.get(names.items[n], 0.0), round(alike))

    def apart(item: int) -> int:
        year = names.years[item]
        return abs(asked.year - year) if asked.year and year else _MOST_YEARS * bool(asked.year)

    def left(item: int) -> float:
        return worth[item] - _A_YEAR * min(apart(item), _MOST_YEARS)

    found = [item for item in worth if not asked.year or left(item) >= _LEFT]
    found.sort(key=lambda item: (-left(item), apart(item), -counts[item], item))
    return tuple(found[:MOST_NEAR])


def _candidates(names: CatalogueNames, name: AskedName, year: int) -> set[int]:
    """The names that one may stand for."""
    found = set(names.called.get(name.key, ()))
    for part in {name.key, *name.parts}:
        found.update(names.called.get(part, ())[:_TELLING])
        found.update(names.with_part.get(part, ())[:_TELLING])
    for one in (year, year - 1, year + 1) if year else ():
        own, texts = names.of_year.get(one, ([], []))
        found.update(own[place] for place in likest(name.lean, texts, _LEAST, _OF_A_YEAR))
    holders = [names.with_word.get(word, []) for word in name.lean.split(" ")]
    for some in sorted((some for some in holders if some), key=len)[:_WORDS]:
        if len(some) <= _TELLING:
            found.update(some)
    return found
