"""The ways to a title by its id: each built over a catalogue, and asked in a loop of its own."""

from __future__ import annotations

import copy
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset

Ids = NDArray[np.int64]
Titles = Sequence[str | None]
LookUp = Callable[[list[int]], Titles]
AT_ONCE = 1000
"""Ids that the app's path is asked for in one go, where it is asked for many."""


class Way(StrEnum):
    """How a title is found by its id."""

    LIST = "list"
    """Ids in a list, compared one after the other from the front: `list.index`."""
    BINARY = "binary"
    """Ids in order in a list, halved until one is left: `bisect.bisect_left`."""
    DICT = "dict"
    """A hash table from id to title: `dict.get`."""
    APP = "app"
    """The app's own path, `Dataset.item_of` and `Dataset.title`: a binary search over one block
    of numbers, and the title read from one block of text."""
    APP_MANY = "app_many"
    """The same for many ids in one go, as for the ratings of a profile: `Dataset.items_of`."""


WAYS_IN_PYTHON = (Way.DICT, Way.BINARY, Way.LIST)
"""Those that are measured at any number of titles, the quickest first."""
WAYS_OF_APP = (Way.APP, Way.APP_MANY)
"""Those that are measured up to the catalogue's size."""


@dataclass(frozen=True)
class Built:
    """A way that is ready to be asked."""

    look_up: LookUp
    """Ids to their titles, None for an id that is not there."""
    nbytes: int
    """What leads from ids to places is kept in: bytes, the titles' names not counted."""


@dataclass(frozen=True)
class Catalogue:
    """Ids and titles as Python's own values."""

    ids: list[int]
    """Ascending, (n,)."""
    titles: list[str]
    """The title of each, (n,)."""


def build(way: Way, catalogue: Catalogue) -> Built:
    """Build one of Python's own ways over a catalogue."""
    return {Way.LIST: _list, Way.BINARY: _binary, Way.DICT: _dict}[way](catalogue)


def build_app(way: Way, dataset: Dataset) -> Built:
    """Build one of the app's two ways over a dataset."""
    look_up = _one_by_one(dataset) if way is Way.APP else _many_at_once(dataset)
    return Built(look_up, dataset.movie_ids.nbytes)


def empty_loop(wanted: list[int]) -> Sequence[object]:
    """The loop that asks all ways but that of many at once, asking nothing."""
    found = []
    for movie_id in wanted:
        found.append(movie_id)
    return found


def first_titles(dataset: Dataset, n: int) -> Dataset:
    """The dataset as if it had its first `n` titles alone: its own code looks ids up in it."""
    part = copy.copy(dataset)
    part.facts = replace(dataset.facts, n_items=n)
    part.movie_ids = dataset.movie_ids[:n]
    return part


# --- a loop each, so that nothing is timed but the look-up ---------------------------------------


def _list(catalogue: Catalogue) -> Built:
    ids, titles = catalogue.ids, catalogue.titles

    def look_up(wanted: list[int]) -> Titles:
        found: list[str | None] = []
        for movie_id in wanted:
            try:
                found.append(titles[ids.index(movie_id)])
            except ValueError:
                found.append(None)
        return found

    return Built(look_up, _nbytes(ids, ids))


def _binary(catalogue: Catalogue) -> Built:
    ids, titles, n = catalogue.ids, catalogue.titles, len(catalogue.ids)

    def look_up(wanted: list[int]) -> Titles:
        found: list[str | None] = []
        for movie_id in wanted:
            at = bisect_left(ids, movie_id)
            found.append(titles[at] if at < n and ids[at] == movie_id else None)
        return found

    return Built(look_up, _nbytes(ids, ids))


def _dict(catalogue: Catalogue) -> Built:
    by_id = dict(zip(catalogue.ids, catalogue.titles, strict=True))

    def look_up(wanted: list[int]) -> Titles:
        found: list[str | None] = []
        for movie_id in wanted:
            found.append(by_id.get(movie_id))
        return found

    return Built(look_up, _nbytes(by_id, catalogue.ids))


def _one_by_one(dataset: Dataset) -> LookUp:
    def look_up(wanted: list[int]) -> Titles:
        found: list[str | None] = []
        for movie_id in wanted:
            item = dataset.item_of(movie_id)
            found.append(None if item is None else dataset.title(item))
        return found

    return look_up


def _many_at_once(dataset: Dataset) -> LookUp:
    def look_up(wanted: list[int]) -> Titles:
        found: list[str | None] = []
        for start in range(0, len(wanted), AT_ONCE):
            items = dataset.items_of(np.array(wanted[start : start + AT_ONCE], np.int64))
            found.extend(None if item < 0 else dataset.title(item) for item in items.tolist())
        return found

    return look_up


def _nbytes(holder: list[int] | dict[int, str], ids: list[int]) -> int:
    """What a list or a dict takes, with the numbers that it holds."""
    return sys.getsizeof(holder) + len(ids) * sys.getsizeof(ids[-1])
