"""The rows of profiles as they were made last: those of a kind are made again where what they are
made of changed, and only there."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from time import perf_counter_ns

from recflix_tui.cache_counts import CacheCounter
from recflix_tui.recommend.page.made_of import Value, are_same, ingredients_of
from recflix_tui.recommend.row.row import Row, RowContext, RowKind

Place = tuple[int, str]
"""A profile, and a kind of row."""


@dataclass(frozen=True)
class KeptKind:
    """The rows of a kind as they were made."""

    rows: tuple[Row, ...]
    """The rows, the best first."""
    made_of: tuple[Value, ...]
    """What the ingredients of the kind were."""


class KeptRows:
    """A hash table of rows by profile and kind. From any thread."""

    def __init__(self, count: CacheCounter) -> None:
        self._count = count
        self._lock = Lock()
        self._kinds: dict[Place, KeptKind] = {}
        count.holds(
            self, lambda own: [row for kind in list(own._kinds.values()) for row in kind.rows]
        )

    def rows_of(
        self, profile_id: int, kind: RowKind, context: RowContext, keep: bool = True
    ) -> tuple[Row, ...]:
        """The rows of a kind for a profile, as `RowKind.build` makes them. keep: whether those that
        have to be made are kept in the place of what is; not where something is only tried out."""
        began, place = perf_counter_ns(), (profile_id, kind.key)
        made_of = ingredients_of(kind.made_of, context)
        with self._lock:
            kept = self._kinds.get(place)
        if kept is not None and are_same(made_of, kept.made_of):
            self._count.hit(began)
            return kept.rows
        kept = KeptKind(tuple(kind.build(context)), made_of)
        if not keep:
            return kept.rows
        with self._lock:
            self._kinds[place] = kept
        self._count.miss(began)
        return kept.rows

    def forget(self, profile_id: int) -> None:
        """Keep nothing of a profile."""
        with self._lock:
            self._kinds = {at: kind for at, kind in self._kinds.items() if at[0] != profile_id}

    def clear(self) -> None:
        """Keep nothing of anybody."""
        with self._lock:
            self._kinds.clear()
