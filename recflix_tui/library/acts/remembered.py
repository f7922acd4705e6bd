"""A profile's behaviour in memory, by item of one dataset, kept up act by act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.behaviour import Behaviour, Glances, Query, Traces
from recflix_tui.store.behaviour.batch import ActKind, ActRow
from recflix_tui.times import DAY

MOST_ACTS = 10_000
"""Acts of all kinds of which those of titles and searches are read back, the newest: what is
older weighs next to nothing by its age."""
GLANCED_DAYS = 90
"""Days that what stood in view is remembered for, which weighs half after 14 of them."""


class Remembered:
    """What is known of one profile, as `Behaviour` tells it. Not for several threads at once."""

    def __init__(
        self,
        dataset: Dataset,
        opened: Sequence[tuple[int, float, float]] = (),
        searched: Sequence[tuple[str | None, int | None, float]] = (),
        in_view: Sequence[tuple[int, int]] = (),
    ) -> None:
        """opened: movie id, Unix seconds and seconds open of each; searched: words, movie id of
        what was chosen and Unix seconds of each; both the oldest first. in_view: movie id and day
        (since 1970) of each title and day that it stood in view."""
        self.dataset = dataset
        self._opened, self._chosen = _Growing(), _Growing()
        self._queries: list[Query] = []
        n = dataset.n_items
        self._opened_day = np.full(n, -1, np.int32)
        self._seen_day = np.full(n, -1, np.int32)
        self._days = np.zeros(n, np.int32)
        self._glances: Glances | None = None
        self._take_opened(opened)
        for text, movie, at in searched:
            self._search(text, movie, at)
        self._take_days(in_view)

    def behaviour(self, session_start: float | None) -> Behaviour:
        """All of it, as it stands at this moment; what is done later does not change it."""
        if self._glances is None:
            items = np.flatnonzero(self._days).astype(np.int32)
            last = (self._seen_day[items].astype(np.float64) + 1) * DAY
            self._glances = Glances(items, self._days[items], last)
        return Behaviour(
            self._opened.traces(),
            self._chosen.traces(),
            tuple(self._queries),
            self._glances,
            session_start,
        )

    def add(self, row: ActRow) -> None:
        """Take in an act."""
        if row.kind == ActKind.SEARCHED:
            self._search(row.text, row.movie_id, row.at)
        item = None if row.movie_id is None else self.dataset.item_of(row.movie_id)
        if row.kind == ActKind.OPENED and item is not None:
            self._opened.append(item, row.at, row.value or 0.0)
            self._opened_day[item] = int(row.at // DAY)
            self._days[item] = 0
            self._glances = None

    def see(self, item: int, day: int) -> None:
        """Take in that an item stood in view on a day; days before its newest are past."""
        if max(self._seen_day[item], self._opened_day[item]) < day:
            self._seen_day[item] = day
            self._days[item] += 1
            self._glances = None

    def _search(self, text: str | None, movie: int | None, at: float) -> None:
        told = self._queries[-1].text if self._queries else None
        chosen_of_those = movie is not None and text == told
        if text and not chosen_of_those:
            self._queries.append(Query(text, at))
        item = None if movie is None else self.dataset.item_of(movie)
        if item is not None:
            self._chosen.append(item, at, 1.0)

    def _take_opened(self, opened: Sequence[tuple[int, float, float]]) -> None:
        if not opened:
            return
        movies, at, seconds = zip(*opened, strict=True)
        items = self.dataset.items_of(np.array(movies, np.int64))
        known = items >= 0
        items, times = items[known], np.array(at)[known]
        self._opened = _Growing(items, times, np.array(seconds)[known])
        np.maximum.at(self._opened_day, items, (times // DAY).astype(np.int32))

    def _take_days(self, in_view: Sequence[tuple[int, int]]) -> None:
        if not in_view:
            return
        numbers = chain.from_iterable(in_view)
        pairs = np.fromiter(numbers, np.int64, 2 * len(in_view)).reshape(-1, 2)
        items = self.dataset.items_of(pairs[:, 0])
        known = items >= 0
        items, days = items[known], pairs[known, 1]
        later = days > self._opened_day[items]
        items, days = items[later], days[later].astype(np.int32)
        self._days += np.bincount(items, minlength=len(self._days)).astype(np.int32)
        np.maximum.at(self._seen_day, items, days)


class _Growing:
    """Traces that are added to at their end, in buffers with room to grow."""

    def __init__(
        self,
        items: NDArray[np.int32] | None = None,
        at: NDArray[np.float64] | None = None,
        values: NDArray[np.float64] | None = None,
    ) -> None:
        self._items = np.empty(0, np.int32) if items is None else items
        self._at = np.empty(0) if at is None else at
        self._values = np.empty(0) if values is None else values
        self._n = len(self._items)

    def append(self, item: int, at: float, value: float) -> None:
        if self._n == len(self._items):
            self._items, self._at = _doubled(self._items), _doubled(self._at)
            self._values = _doubled(self._values)
        self._items[self._n], self._at[self._n], self._values[self._n] = item, at, value
        self._n += 1

    def traces(self) -> Traces:
        """All so far: what is added later lies beyond their end."""
        return Traces(self._items[: self._n], self._at[: self._n], self._values[: self._n])


def _doubled(buffer: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([buffer, np.empty(max(len(buffer), 64), buffer.dtype)])
