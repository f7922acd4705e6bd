"""Which films belong to one series, as far as their names tell."""

from __future__ import annotations

import re
from functools import lru_cache

from recflix_tui.dataset.title_names import other_names
from recflix_tui.text import fold

# "Toy Story 2", "Rocky III", "The Godfather: Part II", "Kill Bill: Vol. 1", "Die Hard: With a ..."
_AFTER_NAME = re.compile(r"\s*(?::| - |\bpart\b|\bvol(?:ume)?\b|\bepisode\b|\bchapter\b).*$")
_NUMBER = re.compile(r"\s+(?:\d{1,2}|[ivx]{1,4})$")
_AND_THE = re.compile(r"^(\w+ \w+) and (?:the|an?) .*$")  # "Harry Potter and the ..."
_ARTICLE = re.compile(r"^(?:the|an?) ")
SHORTEST = 4  # letters of a name that others are recognised by: "Up" begins too many


@lru_cache(maxsize=4096)
def series_names(shown: str) -> frozenset[str]:
    """Return what each name of a title is called without what tells the films of a series apart.

    shown: the title as it is shown, without its year: "Star Wars: Episode V - ..." gives
    "star wars".
    """
    main, others = other_names(shown)
    return frozenset(_series_name(name) for name in (main, *others))


def are_of_one_series(names: frozenset[str], others: frozenset[str]) -> bool:
    """Return whether two titles seem to be of one series, given their `series_names`.

    They are where a name of one is, or begins, a name of the other: "batman", "batman returns";
    "alien", "aliens".
    It may err towards yes ("seven", "seven years in tibet"): who goes by it can wait.
    """
    return any(_begins(a, b) or _begins(b, a) for a in names for b in others)


def _begins(name: str, other: str) -> bool:
    if len(name) < SHORTEST:
        return name == other
    return other in (name, f"{name}s") or other.startswith(f"{name} ")


def _series_name(name: str) -> str:
    folded = _ARTICLE.sub("", fold(name))
    short = _NUMBER.sub("", _AFTER_NAME.sub("", folded))
    return _AND_THE.sub(r"\1", short) or folded
