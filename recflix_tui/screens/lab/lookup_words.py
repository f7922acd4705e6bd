"""What the screen of look-ups says: of the experiment, and of what this session keeps."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from recflix_tui.cache_counts import CacheFigures
from recflix_tui.lab.lookup.state import LookupState, line_of
from recflix_tui.lab.lookup.ways import Way
from recflix_tui.lab.lookup.words import NAMES, in_short, meaning
from recflix_tui.pictures.log_axis import time_words
from recflix_tui.widgets.lists.cache_list import CacheLook
from recflix_tui.widgets.pictures.log_plot import LogCurve

QUESTION = "Which title has this id? Four ways to find out, among ever more titles"
NOT_YET = "the time of one look-up is drawn here over the number of titles"
TAGS = {Way.LIST: "list", Way.BINARY: "binary", Way.DICT: "dict", Way.APP: "app"}
LEGEND = {**TAGS, Way.APP: NAMES[Way.APP]}
KINDS = {Way.LIST: 2, Way.BINARY: 3, Way.DICT: 0, Way.APP: 1}
"""Colours that eyes which confuse red and green tell apart, with the names at the ends."""


def curves_of(state: LookupState | None) -> list[LogCurve]:
    """What was measured, a curve a way."""
    measured = () if state is None else state.measured
    return [LogCurve(LEGEND[way], TAGS[way], line_of(measured, way), KINDS[way]) for way in TAGS]


def sizes_of(state: LookupState | None) -> list[int]:
    """The numbers of titles that are going to be measured."""
    started = None if state is None else state.started
    return [] if started is None else [*started.sizes, *started.app_sizes]


def status_words(state: LookupState | None) -> Content:
    """How far the experiment is, in a line."""
    if state is None:
        return _key("s", " measures how long each takes on this machine, one after the other")
    done, of = len(state.measured), state.n_to_come
    if state.status == "done":
        said = f"{of} figures in {state.seconds:.0f} s, on log axes: equal steps multiply   "
        return Content.styled(said, "$muted") + _key("s", " measures again")
    if state.status == "failed":
        return Content.styled(f"{state.message}   ", "$less") + _key("s", " tries again")
    if state.status == "cancelled":
        said = f"called off after {done} of {of} figures   " if of else "called off   "
        return Content.styled(said, "$muted") + _key("s", " measures anew")
    if state.status == "cancelling":
        return Content.styled("ending it", "$muted")
    if not state.measured:
        return Content.styled("a process of its own begins", "$muted")
    last = state.measured[-1]
    said = f"{done} of {of}   {NAMES[Way(last.way)]} among {last.n_titles:,}   "
    if state.building > last.n_titles:
        said = f"{done} of {of}   making {state.building:,} titles   "
    return Content.styled(said, "$muted") + _key("c", " cancels")


def meaning_words(state: LookupState | None) -> Content:
    """What it means, way by way, with what was measured so far."""
    measured = () if state is None else state.measured
    short = in_short(measured)
    parts = [Content.styled(short, "$accent")] if short else []
    for way in TAGS:
        name, _, rest = meaning(measured, way).partition(":")
        parts.append(Content.assemble((f"{name}: ", "bold"), rest.lstrip()))
    return Content("\n").join(parts)


def cache_looks(caches: Iterable[CacheFigures]) -> list[CacheLook]:
    """What this session keeps, as it is shown: what was asked for most first."""
    asked = sorted(caches, key=lambda cache: -(cache.hits + cache.misses))
    return [_look(cache) for cache in asked]


def cache_words(look: CacheLook | None) -> str:
    """What the cache in focus keeps."""
    return "" if look is None else f"{look.name}: {look.what}"


def _look(cache: CacheFigures) -> CacheLook:
    rate = cache.hit_rate
    return CacheLook(
        cache.name,
        cache.what,
        "" if rate is None else f"{rate:.0%}",
        f"{cache.hits:,}",
        f"{cache.misses:,}",
        _time(cache.hit_seconds),
        _time(cache.miss_seconds),
        f"{cache.entries:,}",
        _memory(cache.nbytes),
    )


def _time(seconds: float | None) -> str:
    return "" if seconds is None else time_words(seconds * 1e9)


def _memory(nbytes: int) -> str:
    """Bytes as a person reads them; nothing where no arrays are held."""
    if not nbytes:
        return ""
    for size, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if nbytes >= size:
            value = nbytes / size
            return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
    return f"{nbytes} B"


def _key(key: str, does: str) -> Content:
    return Content.assemble((key, "$accent"), (does, "$muted"))
