"""The rows of profiles as they were made last: one is made again where what it is made of changed,
and only there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from time import perf_counter_ns

import numpy as np

from recflix_tui.cache_counts import CacheCounter
from recflix_tui.recommend.rows.made_of import Value, are_same, of_page, of_profile
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind, Standing

Place = tuple[int, str, int]
"""A profile, a kind of row, and which of its rows, from 0."""


@dataclass(frozen=True)
class KeptRow:
    """A row as it was made."""

    row: Row | None
    """The row; None where there are no more of its kind."""
    made_of: tuple[Value, ...]
    """What the ingredients of its kind were."""
    after: tuple[Row, ...]
    """The rows of its kind before it, which its titles do not stand on again."""

    def holds(self, made_of: tuple[Value, ...], after: tuple[Row, ...]) -> bool:
        """Whether it would come out the same if it was made of this."""
        return after == self.after and are_same(made_of, self.made_of)


class KeptRows:
    """A hash table of rows by profile, kind and place. From any thread."""

    def __init__(self, count: CacheCounter) -> None:
        self._count = count
        self._lock = Lock()
        self._rows: dict[Place, KeptRow] = {}
        count.holds(self, lambda own: list(own._rows.values()))

    def rows_of(
        self, profile_id: int, kind: RowKind, context: RowContext, standing: Standing
    ) -> Iterator[Row]:
        """The rows of a kind for a profile, one by one as `RowKind.build` makes them."""
        making = _Making(kind, context)
        of_all = of_profile(kind.made_of, context)
        before: list[Row] = []
        while True:
            began, place = perf_counter_ns(), (profile_id, kind.key, len(before))
            made_of = (*of_all, *of_page(kind.made_of, standing))
            making.note(standing)
            with self._lock:
                kept = self._rows.get(place)
            if kept is not None and kept.holds(made_of, tuple(before)):
                self._count.hit(began)
            else:
                kept = KeptRow(making.make(len(before)), made_of, tuple(before))
                with self._lock:
                    self._rows[place] = kept
                self._count.miss(began)
            if kept.row is None:
                return
            yield kept.row
            before.append(kept.row)

    def forget(self, profile_id: int) -> None:
        """Keep nothing of a profile."""
        with self._lock:
            self._rows = {place: row for place, row in self._rows.items() if place[0] != profile_id}

    def clear(self) -> None:
        """Keep nothing of anybody."""
        with self._lock:
            self._rows.clear()


class _Making:
    """Rows of a kind, begun only where one of them has to be made."""

    def __init__(self, kind: RowKind, context: RowContext) -> None:
        self._standing = Standing.of_nothing(context.dataset.n_items)
        self._noted: list[tuple[np.ndarray, np.ndarray]] = []  # what stood before each
        self._rows = kind.build(context, self._standing)
        self._made = 0

    def note(self, standing: Standing) -> None:
        """What stands on the page before the next row."""
        self._noted.append((np.flatnonzero(standing.in_view), np.flatnonzero(standing.on_page)))

    def make(self, place: int) -> Row | None:
        """The row of that place, made as if all before it had been made here too; None where there
        are no more."""
        row = None
        while self._made <= place:
            in_view, on_page = self._noted[self._made]
            for flags, items in (
                (self._standing.in_view, in_view),
                (self._standing.on_page, on_page),
            ):
                flags[:] = False
                flags[items] = True
            row = next(self._rows, None)
            self._made += 1
        return row
