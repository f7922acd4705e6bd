"""What a program keeps: how often that was there when it was asked for, and what it saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recflix_tui.widgets.cells import fit, fit_right
from recflix_tui.widgets.lists.pick_list import Part, PickList

NAME, RATE, COUNT, TIME, SIZE = 15, 9, 8, 8, 9


@dataclass(frozen=True)
class CacheLook:
    """A cache as it is shown; what is not known is empty."""

    name: str
    """What it is called."""
    what: str
    """What it keeps."""
    rate: str
    """The share of hits."""
    hits: str
    """How often what was asked for was there."""
    misses: str
    """How often it was worked out."""
    hit: str
    """What a hit takes."""
    miss: str
    """What a miss takes."""
    entries: str
    """How much it holds."""
    size: str
    """What that takes of memory."""


class CacheList(PickList):
    """Caches in columns; one has the focus."""

    caches: Sequence[CacheLook] = ()

    def show(self, caches: Sequence[CacheLook]) -> None:
        """Show other figures; the cache in focus keeps it."""
        before = self.focused.name if self.focused else ""
        self.caches = caches
        names = [look.name for look in caches]
        if before in names:
            self.at = names.index(before)
        self.rows_changed()

    @property
    def focused(self) -> CacheLook | None:
        """The cache in focus."""
        return self.caches[self.at] if self.at < len(self.caches) else None

    @property
    def heading(self) -> str:
        """The names of the columns, from the second cell of the list."""
        return _columns(
            "kept", "hit rate", "hits", "misses", "a hit", "a miss", "entries", "memory"
        )

    def row_count(self) -> int:
        return len(self.caches)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        look = self.caches[row]
        asked = bool(look.rate)
        return [
            (fit(f" {look.name}", NAME), "text" if asked else "quiet"),
            (fit_right(look.rate, RATE), "figure"),
            (fit_right(look.hits, COUNT) + fit_right(look.misses, COUNT), "text"),
            (fit_right(look.hit, TIME) + fit_right(look.miss, TIME), "text"),
            (fit_right(look.entries, SIZE) + fit_right(look.size, SIZE), "quiet"),
        ]


def _columns(name: str, rate: str, hits: str, misses: str, *others: str) -> str:
    hit, miss, entries, size = others
    return (
        fit(name, NAME)
        + fit_right(rate, RATE)
        + fit_right(hits, COUNT)
        + fit_right(misses, COUNT)
        + fit_right(hit, TIME)
        + fit_right(miss, TIME)
        + fit_right(entries, SIZE)
        + fit_right(size, SIZE)
    )
