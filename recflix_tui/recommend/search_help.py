"""What helps a search on: the filter that its words name, and why it found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.search.terms import words
from recflix_tui.recommend.browse import Filter, fits
from recflix_tui.recommend.named_kind import named_kind
from recflix_tui.recommend.taste import Taste

NEAREST = 12


@dataclass(frozen=True)
class SearchHelp:
    """What can be said of a search besides what it found."""

    offered: Filter | None = None
    """The filter that the words name, in place of them."""
    n_offered: int = 0
    """How many titles that filter lets through."""
    n_unfiltered: int = 0
    """How many titles fit the words and only the filters exclude, where nothing is left."""
    nearest: NDArray[np.int32] | None = None
    """What is near to words that no title has, (n,), the nearest first; None where some fit."""
    missing: tuple[str, ...] = ()
    """The words that no title has."""
    near_only: tuple[str, ...] = ()
    """The words typed, where all that is found is near to them by its spelling alone."""


def search_help(taste: Taste | None, dataset: Dataset, wanted: Filter, n_found: int) -> SearchHelp:
    """What helps on with a search that found so many titles; taste: None where nobody asks."""
    typed = words(wanted.query)
    if not typed:
        return SearchHelp()
    offered = named_kind(dataset, typed)
    if offered is not None:
        kept = Filter(
            genre=offered.genre or wanted.genre,
            decade=offered.decade or wanted.decade,
            own=wanted.own,
        )
        for filters in (kept, Filter(genre=offered.genre, decade=offered.decade)):
            n_offered = int(fits(taste, dataset, filters).sum())
            if n_offered:
                return SearchHelp(filters, n_offered)
    if n_found:
        near_only = not dataset.search.has(wanted.query)
        return SearchHelp(near_only=tuple(typed) if near_only else ())
    narrowed = wanted != Filter(wanted.query)
    n_unfiltered = len(dataset.search.find(wanted.query)) if narrowed else 0
    if n_unfiltered:
        return SearchHelp(n_unfiltered=n_unfiltered)
    nearest = dataset.search.nearest(wanted.query, dataset.n_items)
    within = nearest.items[fits(taste, dataset, wanted)[nearest.items]]
    return SearchHelp(nearest=within[:NEAREST], missing=nearest.missing)


def find(dataset: Dataset, query: str) -> tuple[NDArray[np.int32], SearchHelp]:
    """The items that words find, the best first, and what helps on. Where none is called so, those
    of a genre or a decade that the words name, the most rated first: that is then offered."""
    items = dataset.search.find(query)
    if not words(query) and len(items) == dataset.n_items:
        return items[:0], SearchHelp()  # signs that no title is called by
    found = search_help(None, dataset, Filter(query), len(items))
    if found.offered is None:
        return items, found
    if len(items):
        return items, replace(found, offered=None, n_offered=0)
    most_rated = dataset.search.find("")
    return most_rated[fits(None, dataset, found.offered)[most_rated]], found


def nothing_words(missing: Sequence[str], near: bool) -> str:
    """Why no title fits: the words that none has; `near`, whether what is near is listed below."""
    named = " or ".join(f'"{word}"' for word in missing)
    why = f"no title has {named}" if named else "no title has all these words"
    return f"{why}; nearest:" if near else why
