"""What is not kept of what was done before a moment, in words."""

from __future__ import annotations

import time
from collections.abc import Iterable

from recflix_tui.store.behaviour.batch import ActKind
from recflix_tui.store.behaviour.gaps import Gaps

KINDS = {
    ActKind.OPENED: "titles opened",
    ActKind.SHOWN: "titles in view",
    ActKind.SEARCHED: "searches",
}
"""The kinds that signals go by."""


def lacks_words(lacks: Iterable[ActKind], in_part: Iterable[tuple[ActKind, Gaps]]) -> str:
    """`pruned or never kept, and not made up: titles opened; searches before 3 Nov 2026`; empty
    where all of it is kept."""
    wholly = ", ".join(KINDS[kind] for kind in lacks)
    partly = (f"{KINDS[kind]} {_times(gaps)}" for kind, gaps in in_part)
    of = "; ".join(part for part in (wholly, *partly) if part)
    return f"pruned or never kept, and not made up: {of}" if of else ""


def _times(gaps: Gaps) -> str:
    return ", ".join(
        _between(start, end) if start else f"before {_day(end)}" for start, end in gaps
    )


def _between(start: float, end: float) -> str:
    """`from 1 Dec 2026 to 9 Dec 2026`; of one day `on 1 Dec 2026 from 09:15 to 10:20`."""
    if _day(start) != _day(end):
        return f"from {_day(start)} to {_day(end)}"
    hours = (time.strftime("%H:%M", time.localtime(at)) for at in (start, end))
    return f"on {_day(start)} from {' to '.join(hours)}"


def _day(at: float) -> str:
    there = time.localtime(at)
    return f"{there.tm_mday} {time.strftime('%b %Y', there)}"
