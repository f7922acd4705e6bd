"""A film as it is asked for: each of its names taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from recflix_tui.dataset.matching.names import lean, parts_of, taken_apart
from recflix_tui.dataset.matching.values import Wanted
from recflix_tui.dataset.search.names import names_of
from recflix_tui.dataset.title_names import UNTITLED, read_title


@dataclass(frozen=True)
class AskedName:
    """One of its names."""

    name: str
    """As shown."""
    article: str
    """That it begins with, "" where it has none."""
    text: str
    """Its words."""
    rank: int
    """How far it is from the main name, which has 0."""

    @property
    def key(self) -> str:
        """What all spellings of the name have in common."""
        return self.text.replace(" ", "")

    @cached_property
    def lean(self) -> str:
        """Its words, less those that come and go."""
        return " ".join(lean(self.text))

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The keys of its parts, or its own where it has none."""
        parts = parts_of(self.name)
        return parts if len(parts) > 1 else (self.key,)


@dataclass(frozen=True)
class Asked:
    """A film as it is asked for."""

    wanted: Wanted
    """As it is named elsewhere."""
    names: tuple[AskedName, ...]
    """All its names, the main one first; none where it has no title."""
    year: int
    """Its year, as said or else as its title has it; 0 where unknown."""


def ask(wanted: Wanted) -> Asked:
    """The film, `Matrix, The (1999)` as The Matrix of 1999."""
    names: dict[str, AskedName] = {}
    year = wanted.year
    for place, title in enumerate(wanted.titles):
        read = read_title(title, 0)
        if read.sort_key == UNTITLED:
            continue
        year = year or read.year
        for n, name in enumerate(names_of(read.shown) if "(" in read.shown else (read.shown,)):
            article, text = taken_apart(name)
            if text and name not in names:
                names[name] = AskedName(name, article, text, 4 * place + (n > 0))
    return Asked(wanted, tuple(names.values()), year)
