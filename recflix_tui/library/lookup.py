"""From outside names to items and back; what is not there is said in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.title_names import LONGEST_TITLE, UNTITLED, read_title
from recflix_tui.library.snapshot import LibraryError
from recflix_tui.text import clean, with_year

# How many titles a message names, and how many letters of what was typed it repeats.
MOST_NAMED = 12
MOST_NEAR = 5
MOST_SAID = 80
FLAG = "--movie-id"
_Value = TypeVar("_Value")
_AN_ID = re.compile(r"[0-9]{1,18}")
_YEAR_AT_END = re.compile(r"(.*\S),? +((?:18|19|20)\d\d)")


def movie_id_of(dataset: Dataset, item: int) -> int:
    """The outside name of an item; LibraryError for one that the dataset does not have."""
    if not 0 <= item < dataset.n_items:
        raise LibraryError("that title is not in the dataset in use; it was changed meanwhile")
    return int(dataset.movie_ids[item])


def keyed_by_item(dataset: Dataset, by_movie: dict[int, _Value]) -> dict[int, _Value]:
    """The same mapping by item, less the movies that this dataset does not have."""
    items = dataset.items_of(np.fromiter(by_movie.keys(), np.int64, len(by_movie)))
    values = zip(items.tolist(), by_movie.values(), strict=True)
    return {item: value for item, value in values if item >= 0}


def title_with_year(dataset: Dataset, item: int) -> str:
    """An item's title with its year, where that is known."""
    return with_year(dataset.title(item), dataset.year(item))


def title_told_apart(dataset: Dataset, item: int) -> str:
    """An item's title, with its year where others are called the same."""
    title = dataset.title(item)
    alone = len(dataset.search.called(title)) < 2
    return title if alone else title_with_year(dataset, item)


def item_of(dataset: Dataset, movie_id: int) -> int:
    """The item of a movie id. Raises LibraryError where the dataset has none."""
    item = dataset.item_of(movie_id)
    if item is None:
        raise LibraryError(f"no movie {movie_id} in dataset {dataset.name}")
    return item


def item_called(dataset: Dataset, called: str) -> int:
    """The item of a movie id, or of a title as `find_item` reads it. What is both is an id.
    Raises LibraryError as `item_of` and `find_item` do."""
    if _AN_ID.fullmatch(called.strip()):
        item = dataset.item_of(int(called))
        if item is not None or not len(dataset.search.called(called)):
            return item_of(dataset, int(called))
    return find_item(dataset, called, "movie id")


def find_item(dataset: Dataset, title: str, by: str = FLAG) -> int:
    """The item that has the title, by any of its names, with or without its year.

    by: how an error calls the movie id. Raises LibraryError where no title has the name (then the
    nearest are offered), and where several have it: then the year must be given, or the movie id.
    """
    typed = clean(title)[:LONGEST_TITLE]
    name, year = _name_and_year(typed)
    found = dataset.search.called(name, None if year is None else range(year, year + 1))
    if year is None and not len(found):
        # "The Matrix 1999", where no title is called so.
        bare = _YEAR_AT_END.fullmatch(typed)
        if bare and len(dataset.search.called(bare[1])):
            return find_item(dataset, f"{bare[1]} ({bare[2]})", by)
    if len(found) == 1:
        return int(found[0])
    said = typed if len(typed) <= MOST_SAID else f"{typed[:MOST_SAID]}…"
    if len(found):
        years = len(np.unique(dataset.years[found]))
        give = f"its year or {by}" if years > 1 else by if by == FLAG else f"its {by}"
        named = _with_ids(dataset, _by_count(dataset, found))
        raise LibraryError(f'several titles are called "{said}"; give {give}: {named}')
    raise LibraryError(f'no title "{said}"{_offer(dataset, typed, name, year, by)}')


def _name_and_year(typed: str) -> tuple[str, int | None]:
    """The name typed, its article in front, and the year where one follows it in brackets."""
    read = read_title(typed, 0)
    return (read.shown, read.year or None) if read.sort_key != UNTITLED else (typed, None)


def _offer(dataset: Dataset, typed: str, name: str, year: int | None, by: str) -> str:
    """What may be meant by a title that there is not; by: as in `find_item`."""
    if year is not None:
        close = dataset.search.called(name, range(year - 1, year + 2))
        if len(close) == 1:
            item = int(close[0])
            meant = title_with_year(dataset, item)
            return f'; did you mean "{meant}"? It is {by} {dataset.movie_ids[item]}'
        others = close if len(close) else dataset.search.called(name)
        if len(others):
            named = _with_ids(dataset, _by_count(dataset, others))
            return f'; called "{name}", by {by}: {named}'
    if not any(letter.isalnum() for letter in typed):
        return ""
    near = dataset.search.find(typed, limit=MOST_NEAR)
    if not len(near):
        near = dataset.search.nearest(typed, MOST_NEAR).items
    return f"; near it, by {by}: {_with_ids(dataset, near)}" if len(near) else ""


def _by_count(dataset: Dataset, items: NDArray[np.int32]) -> list[int]:
    """The items, the most rated first."""
    return sorted((int(i) for i in items), key=lambda i: (-int(dataset.counts[i]), i))


def _with_ids(dataset: Dataset, items: Iterable[int]) -> str:
    """Titles with their years and movie ids; at most so many."""
    named = [f"{title_with_year(dataset, int(i))} = {dataset.movie_ids[i]}" for i in items]
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
