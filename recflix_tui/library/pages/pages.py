"""Home's page of each profile, as it was made last."""

from __future__ import annotations

from functools import partial
from threading import Lock
from time import perf_counter_ns

from recflix_tui.cache_counts import CacheCounter
from recflix_tui.recommend.page.kept_rows import KeptRows
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import Row, RowContext

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

    def tried(self, profile_id: int, context: RowContext) -> tuple[Row, ...]:
        """The rows of a profile's Home by what it did not do: those that come out the same are not
        made again, and none is kept."""
        rows_of = partial(self._kept_rows.rows_of, profile_id, keep=False)
        return tuple(home_rows(context, rows_of))

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
    return same and _said(one) == _said(other)


def _said(context: RowContext) -> tuple[object, ...]:
    """What a page is made from beside the taste, the dataset and the model."""
    wished = context.adventure, context.leave_out_my_list, context.seed
    return context.profile_name, context.length, context.first_screen, *wished
