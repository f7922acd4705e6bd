"""Home's page of each profile, as it was made last."""

from __future__ import annotations

from functools import partial
from threading import Lock
from time import perf_counter_ns

from recflix_tui.cache_counts import CacheCounter
from recflix_tui.recommend.rows.kept_rows import KeptRows
from recflix_tui.recommend.rows.page import home_rows
from recflix_tui.recommend.rows.row import Row, RowContext

Page = tuple[RowContext, tuple[Row, ...]]
"""What a page was made from, and its rows."""


class Pages:
    """A hash table of pages by profile, over one of their rows. From any thread."""

    def __init__(self, whole: CacheCounter, by_row: CacheCounter) -> None:
        """The counters of pages that are found whole, and of single rows."""
        self._whole = whole
        self._kept_rows = KeptRows(by_row)
        self._lock = Lock()
        self._pages: dict[int, Page] = {}
        whole.holds(self, lambda own: [rows for _, rows in list(own._pages.values())])

    def rows(self, profile_id: int, context: RowContext) -> tuple[Row, ...]:
        """The rows of a profile's Home, by all that they are made from."""
        began = perf_counter_ns()
        with self._lock:
            kept = self._pages.get(profile_id)
        if kept is not None and _are_one(kept[0], context):
            self._whole.hit(began)
            return kept[1]
        rows = tuple(home_rows(context, partial(self._kept_rows.rows_of, profile_id)))
        with self._lock:
            self._pages[profile_id] = context, rows
        self._whole.miss(began)
        return rows

    def forget(self, profile_id: int) -> None:
        """Keep nothing of a profile."""
        self._kept_rows.forget(profile_id)
        with self._lock:
            self._pages.pop(profile_id, None)

    def clear(self) -> None:
        """Keep nothing of anybody."""
        self._kept_rows.clear()
        with self._lock:
            self._pages.clear()


def _are_one(one: RowContext, other: RowContext) -> bool:
    """Whether two pages are made from the very same."""
    same = one.taste is other.taste and one.dataset is other.dataset and one.model is other.model
    named = one.profile_name, one.length, one.first_screen
    return same and named == (other.profile_name, other.length, other.first_screen)
