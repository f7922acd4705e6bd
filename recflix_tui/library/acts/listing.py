"""What a profile did as one list: the log of ratings and marks, and behaviour as far as kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.acts.history import done_by
from recflix_tui.library.acts.naming import TitleNames
from recflix_tui.store.behaviour.batch import COUNTED, ActKind, ActRow
from recflix_tui.store.behaviour.conditions import LATEST
from recflix_tui.store.imports.records import ImportRecord
from recflix_tui.store.records import Event, Mark
from recflix_tui.store.store import Store
from recflix_tui.text import clean, counted
from recflix_tui.times import DAY

LOG_KINDS = ("rate", "clear", *(mark.value for mark in Mark), "undo")
"""The kinds of the log, which stays whole."""
ALL_KINDS = (*LOG_KINDS, *(kind.value for kind in ActKind))
"""Every kind of entry there is."""
COUNTS = "counts a day"
"""What a line that is written of a title in view on a day is from."""


@dataclass(frozen=True)
class Entry:
    """One thing that a profile did, or how often it did one on a day."""

    kind: str
    """One of `ALL_KINDS`."""
    at: float
    """When, in Unix seconds; of counts the beginning of their day (UTC)."""
    movie_id: int | None = None
    """The title's outside name, None where it is about none, or about several."""
    id_space: str = ""
    """The set of movie ids that `movie_id` is from; empty where there is none."""
    item: int | None = None
    """The title in the dataset in use, None where that does not have it."""
    title: str = ""
    """Its name there, else the one that was kept of it; empty for none."""
    value: float | None = None
    """What stands after it by the log; of behaviour the seconds, None where they are not known."""
    text: str = ""
    """What was searched for."""
    event: int | None = None
    """Its number in the log, None for behaviour."""
    undoes: int | None = None
    """The event of the log that it takes back."""
    titles: int = 0
    """Of counts: of how many titles."""
    times: int = 0
    """Of counts: how often in all."""
    brought: ImportRecord | None = None
    """The import that it is, or that it took back or did again, all of it in one."""
    again: bool = False
    """Whether it did that again."""


def entries(
    store: Store,
    dataset: Dataset | None,
    profile_id: int,
    kinds: Collection[str],
    since: float,
    before: float,
    limit: int | None,
    each: bool,
    whole: bool = False,
) -> list[Entry]:
    """The newest first; see `Behaviour.events`."""
    names = TitleNames(store, dataset)
    log = [
        event
        for event in store.events(profile_id)
        if event.kind in kinds and since <= _seconds(event.at) < before
    ]
    found = _whole(store, names, log) if whole else [_of_event(names, event) for event in log]
    most = -1 if limit is None else limit
    acts = [kind for kind in ActKind if kind in kinds]
    done = [kind for kind in acts if kind not in COUNTED]
    rows = store.behaviour.acts(profile_id, done, since, before, most) if done else []
    found += [_of_act(names, row) for row in rows]
    by_day = [kind for kind in acts if kind in COUNTED]
    if by_day:
        count = _of_titles if each else _of_days
        found += count(store, names, profile_id, by_day, _days(since, before), most)
    found.sort(key=lambda entry: (-entry.at, -(entry.event or 0)))
    return found[:limit]


def lines(store: Store, profile_id: int) -> Iterator[str]:
    """All that is kept of what a profile did, as lines of JSON: its log, then its behaviour, each
    the oldest first."""
    for event in store.events(profile_id):
        yield json.dumps({"log": "ratings and marks"} | asdict(event))
    for row in reversed(store.behaviour.acts(profile_id)):
        yield json.dumps({"log": "behaviour"} | row._asdict())
    names = ("id_space", "day", "movie_id", "shown", "focused", "seconds")
    for counts in reversed(store.behaviour.glances(profile_id, 0, int(LATEST))):
        yield json.dumps({"log": COUNTS} | dict(zip(names, counts, strict=True)))


def exported_words(exported: Collection[str]) -> str:
    """`63 events in 94 lines`: the titles that a day had in view are a line each, and one event.

    exported: what `lines` gives.
    """
    read = [json.loads(line) for line in exported]
    days = {line["day"] for line in read if line["log"] == COUNTS}
    n = len(days) + sum(line["log"] != COUNTS for line in read)
    told = counted(n, "event")
    return told if n == len(read) else f"{told} in {counted(len(read), 'line')}"


def _days(since: float, before: float) -> tuple[int, int]:
    """The days that begin in a time."""
    return int(-(-since // DAY)), int(-(-min(before, LATEST) // DAY))


def _of_event(names: TitleNames, event: Event) -> Entry:
    value = event.value if isinstance(event.value, float) else None
    return Entry(
        event.kind,
        _seconds(event.at),
        **_named(names, event.id_space, event.movie_id),
        value=value,
        event=event.id,
        undoes=event.undoes,
    )


def _whole(store: Store, names: TitleNames, log: Sequence[Event]) -> list[Entry]:
    """The events of a log; an import, its undo and its redo are one each, that of their last."""
    found = []
    for event, following in zip(log, (*log[1:], None), strict=True):
        if event.batch is None:
            found.append(_of_event(names, event))
        elif following is None or _go(following) != _go(event):
            done, entry = done_by(store, names, event, None), _of_event(names, event)
            found.append(replace(entry, brought=done.brought, again=done.again))
    return found


def _go(event: Event) -> tuple[int | None, bool, float]:
    """What all events of one import, undo or redo share: it is done at one time."""
    return event.batch, event.kind == "undo", event.at


def _of_act(names: TitleNames, row: ActRow) -> Entry:
    named = _named(names, row.id_space, row.movie_id)
    return Entry(row.kind, row.at, **named, value=row.value, text=clean(row.text or ""))


def _of_days(
    store: Store,
    names: TitleNames,
    profile_id: int,
    kinds: list[ActKind],
    days: tuple[int, int],
    most: int,
) -> list[Entry]:
    found = []
    for day, shown_titles, shown, focused_titles, focused, seconds in store.behaviour.days(
        profile_id, *days, most
    ):
        if ActKind.SHOWN in kinds and shown:
            found.append(Entry(ActKind.SHOWN, day * DAY, titles=shown_titles, times=shown))
        if ActKind.FOCUSED in kinds and focused:
            entry = Entry(ActKind.FOCUSED, day * DAY, value=seconds, titles=focused_titles)
            found.append(replace(entry, times=focused))
    return found


def _of_titles(
    store: Store,
    names: TitleNames,
    profile_id: int,
    kinds: list[ActKind],
    days: tuple[int, int],
    most: int,
) -> list[Entry]:
    found = []
    for space, day, movie, shown, focused, seconds in store.behaviour.glances(
        profile_id, *days, most
    ):
        named = _named(names, space, movie)
        if ActKind.SHOWN in kinds and shown:
            found.append(Entry(ActKind.SHOWN, day * DAY, **named, titles=1, times=shown))
        if ActKind.FOCUSED in kinds and focused:
            entry = Entry(ActKind.FOCUSED, day * DAY, **named, value=seconds, titles=1)
            found.append(replace(entry, times=focused))
    return found


def _named(names: TitleNames, space: str, movie_id: int | None) -> dict[str, Any]:
    if movie_id is None:
        return {}
    return {"movie_id": movie_id, "id_space": space} | names.of(space, movie_id)._asdict()


def _seconds(at: object) -> float:
    """A time of the log, whatever another program made of it."""
    return at if isinstance(at, float) and abs(at) < LATEST else 0.0
