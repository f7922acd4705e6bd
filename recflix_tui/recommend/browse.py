"""The whole catalogue, filtered and sorted."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough


class Sort(enum.StrEnum):
    """What the list is sorted by. Relevance: how well a title fits the words sought. When: the
    order in which the profile rated or marked."""

    RELEVANCE = "relevance"
    TITLE = "title"
    YEAR = "year"
    GENRES = "genres"
    RATINGS = "ratings"
    MEAN = "mean"
    PREDICTED = "predicted"
    MINE = "mine"
    WHEN = "when"


class Own(enum.StrEnum):
    """What the profile did about a title, as a filter."""

    UNRATED = "unrated"
    RATED = "rated"
    WATCHED = "watched"
    ABANDONED = "given up"
    REFUSED = "not for me"
    MY_LIST = "my list"


@dataclass(frozen=True)
class Filter:
    """Which titles of the catalogue to show; the default is all of them."""

    query: str = ""
    """Words to look for in the title."""
    genre: str | None = None
    """A genre by name."""
    decade: int | None = None
    """A decade by its first year: 1990."""
    own: Own | None = None
    """What the profile did about the titles; None for whatever it did."""


def select(
    taste: Taste, dataset: Dataset, wanted: Filter, sort: Sort, descending: bool
) -> NDArray[np.int32]:
    """The items that fit, (n,) int32, in order.

    Relevance is the search's own order, and by number of ratings without a query. In every
    other order titles without a value come last, and equals stand in order of relevance. By
    prediction, open titles that too few people rated (`are_doubtful`) come after all others.
    """
    items = dataset.search.find(wanted.query)
    items = items[fits(taste, dataset, wanted)[items]]
    if sort is Sort.RELEVANCE:
        return items if descending else items[::-1].copy()
    key = _keys(taste, dataset, sort, wanted.own)[items]
    if descending:
        key = -key
    key[np.isnan(key)] = np.inf
    if sort is Sort.PREDICTED:
        return items[np.lexsort((key, are_doubtful(taste, dataset, items)))]
    return items[np.argsort(key, kind="stable")]


def are_doubtful(taste: Taste, dataset: Dataset, items: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of `items` (n,) are open and rated by too few for their predictions to be trusted
    (`known_enough`): (n,) bool."""
    open_ones = np.zeros(dataset.n_items, np.bool_)
    open_ones[items] = taste.open_items[items]
    return np.asarray((open_ones & ~known_enough(dataset, open_ones))[items])


def fits(taste: Taste | None, dataset: Dataset, wanted: Filter) -> NDArray[np.bool_]:
    """Which items, (n_items,), the filters let through, whatever the words sought. taste: None
    where nobody asks, so that no filter is by what one did."""
    found = in_genre_and_decade(dataset, wanted.genre, wanted.decade)
    if wanted.own is not None and taste is not None:
        listed = np.zeros(dataset.n_items, np.bool_)
        listed[list(_done(taste, wanted.own))] = True
        found &= ~listed if wanted.own is Own.UNRATED else listed
    return found


def _done(taste: Taste, own: Own | None) -> Mapping[int, float]:
    """What the profile did that a filter is about, the oldest first; its ratings without one."""
    activity = taste.activity
    marks = {
        Own.WATCHED: activity.watched,
        Own.ABANDONED: activity.abandoned,
        Own.REFUSED: activity.refused,
        Own.MY_LIST: activity.my_list,
    }
    return activity.ratings if own is None else marks.get(own, activity.ratings)


def in_genre_and_decade(
    dataset: Dataset, genre: str | None, decade: int | None
) -> NDArray[np.bool_]:
    """Which items, (n_items,), are of a genre and of a decade; None is any."""
    found = np.ones(dataset.n_items, np.bool_)
    if genre is not None:
        found &= dataset.in_genre(dataset.genre_names.index(genre))
    if decade is not None:
        found &= dataset.years // 10 * 10 == decade
    return found


def _keys(taste: Taste, dataset: Dataset, sort: Sort, own: Own | None) -> NDArray[np.float32]:
    """What each item is sorted by, (n_items,) float32; NaN where it has no such value.

    own: the filter; by when is by when the profile did what the filter is about.
    """
    if sort is Sort.TITLE:
        return dataset.title_rank.astype(np.float32)
    if sort is Sort.YEAR:
        return np.where(dataset.years == 0, np.nan, dataset.years).astype(np.float32)
    if sort is Sort.GENRES:
        return _first_genre(dataset)
    if sort is Sort.RATINGS:
        return dataset.counts.astype(np.float32)
    if sort is Sort.MEAN:
        return np.array(dataset.means, np.float32)
    keys = np.full(dataset.n_items, np.nan, np.float32)
    if sort is Sort.MINE:
        for item, stars in taste.activity.ratings.items():
            keys[item] = stars
    elif sort is Sort.WHEN:
        done = _done(taste, own)
        keys[list(done)] = np.arange(len(done))
    elif taste.raw is not None:
        keys[:] = taste.raw
    return keys


def _first_genre(dataset: Dataset) -> NDArray[np.float32]:
    """The index of each item's first genre by name, (n_items,) float32; NaN without one."""
    bits = dataset.genre_bits
    lowest = bits & (~bits + np.uint64(1))
    return np.log2(np.where(bits == 0, np.nan, lowest)).astype(np.float32)


def decades(dataset: Dataset) -> list[int]:
    """The decades that the catalogue has titles of, newest first."""
    years = dataset.years[dataset.years > 0]
    return [int(d) for d in np.unique(years // 10 * 10)[::-1]]
