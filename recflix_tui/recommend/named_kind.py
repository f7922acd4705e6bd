"""The genre and the decade that words name: "90s sci-fi"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.search.terms import words

_FILLERS = {"movie", "movies", "film", "films", "the", "a", "of", "from", "in", "all", "and"}
# What genres are called besides their names, in the singular.
_ALSO = {
    "sci fi": ("scifi", "science fiction"),
    "film noir": ("noir", "films noir"),
    "children": ("kid",),
    "animation": ("animated", "cartoon"),
    "romance": ("romantic",),
}
_DECADE = re.compile(r"(19|20)?(\d)0s")
_DECADES_IN_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9, "noughties": 0,
}  # fmt: skip
_MOST_WORDS = 6


class Named(NamedTuple):
    """What words name, where they say nothing else."""

    genre: str | None
    """A genre by name."""
    decade: int | None
    """A decade by its first year: 1990."""


def genre_called(names: Sequence[str], typed: str) -> str | None:
    """The one of these genres that somebody means: by its name or what it is called besides, in
    any case, with its words apart, together or in the plural; None for no genre."""
    said = " ".join(words(typed))
    genres = _genres_by_words(names)
    joined = {one.replace(" ", ""): name for one, name in genres.items()}
    return genres.get(_singular(said)) or genres.get(said) or joined.get(_singular(said))


def named_kind(dataset: Dataset, typed: Sequence[str]) -> Named | None:
    """The genre, the decade or both that the words name; None where they say anything else."""
    if len(typed) > _MOST_WORDS:
        return None
    genres = _genres_by_words(dataset.genre_names)
    genre, decade, at = None, None, 0
    while at < len(typed):
        named, n = _genre_at(genres, typed, at)
        century = _decade_of(dataset, typed[at])
        if century is None and len(typed) > 1:
            century = _decade_of_year(dataset, typed[at])
        if named is not None and genre in (None, named):
            genre, at = named, at + n
        elif named is None and century is not None and decade in (None, century):
            decade, at = century, at + 1
        elif named is None and typed[at] in _FILLERS:
            at += 1
        else:
            return None
    if genre is None and any(word.isdecimal() for word in typed):
        return None  # "1994" finds the titles of the year
    return None if genre is None and decade is None else Named(genre, decade)


def _genres_by_words(names: Sequence[str]) -> dict[str, str]:
    """Each genre by its words, in the singular: `film noir` -> Film-Noir."""
    found: dict[str, str] = {}
    for name in names:
        own = _singular(" ".join(words(name)))
        for said in (own, *_ALSO.get(own, ())):
            found.setdefault(said, name)
    return found


def _genre_at(genres: Mapping[str, str], typed: Sequence[str], at: int) -> tuple[str | None, int]:
    """The genre that words at a place name, and how many of them do: the most that can."""
    for n in (3, 2, 1):
        said = " ".join(typed[at : at + n])
        name = genres.get(_singular(said)) or genres.get(said)
        if name is not None and at + n <= len(typed):
            return name, n
    return None, 0


def _singular(words_of_genre: str) -> str:
    if words_of_genre.endswith("ies"):
        return words_of_genre[:-3] + "y"
    return words_of_genre.removesuffix("s")


def _decade_of(dataset: Dataset, word: str) -> int | None:
    """The first year of a decade: `90s`, `1990s`, `nineties`. Of two centuries, that of which
    there are more titles."""
    if word in _DECADES_IN_WORDS:
        word = f"{_DECADES_IN_WORDS[word]}0s"
    found = _DECADE.fullmatch(word)
    if found is None:
        return None
    centuries = [int(found[1])] if found[1] else [19, 20]
    decades = [100 * century + 10 * int(found[2]) for century in centuries]
    return max(decades, key=lambda decade: int((dataset.years // 10 * 10 == decade).sum()))


def _decade_of_year(dataset: Dataset, word: str) -> int | None:
    """The first year of the decade of a year that there are titles of."""
    if not (len(word) == 4 and word.isascii() and word.isdecimal()):
        return None
    year = int(word)
    return year - year % 10 if (dataset.years == year).any() else None
