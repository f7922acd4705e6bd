"""All that a profile did, the newest first, page by page: ratings and marks from their log, and
what is kept of the rest."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.acts.naming import TitleNames
from recflix_tui.store.behaviour.batch import COUNTED, ActKind, ActRow
from recflix_tui.store.imports.records import ImportRecord
from recflix_tui.store.records import Event, Mark
from recflix_tui.store.store import Store
from recflix_tui.text import clean
from recflix_tui.times import DAY

_NAMED = 3
"""Titles of a day in view that are named."""


class Kind(enum.StrEnum):
    """What the history can be narrowed to."""

    RATINGS = "ratings"
    MARKS = "marks"
    UNDONE = "undone"
    OPENED = "opened"
    SEARCHED = "searched"
    IN_VIEW = "in view"
    SESSIONS = "sessions"
    IMPORTS = "imports"


_IN_LOG: dict[Kind, tuple[str, ...]] = {
    Kind.RATINGS: ("rate", "clear"),
    Kind.MARKS: tuple(mark.value for mark in Mark),
    Kind.UNDONE: ("undo",),
}
_DONE = (*_IN_LOG[Kind.RATINGS], *_IN_LOG[Kind.MARKS])
_KEPT: dict[Kind, tuple[ActKind, ...]] = {
    Kind.OPENED: (ActKind.OPENED,),
    Kind.SEARCHED: (ActKind.SEARCHED,),
    Kind.SESSIONS: (ActKind.SESSION,),
    Kind.IN_VIEW: (ActKind.SHOWN, ActKind.FOCUSED),
}


@dataclass(frozen=True)
class Done:
    """One thing that a profile did."""

    kind: Kind
    """What it was."""
    at: float
    """When, in Unix seconds; of a day in view the end of the date of that name where one is, so
    that it comes first of that date."""
    number: int
    """What tells it from the others of the same log: its number there; of a day in view the day,
    counted from 1970."""
    title: str = ""
    """The title that it was done to, or those of a day that had the focus the longest; empty for
    none, and for one that the dataset in use does not have and of which no name was kept."""
    is_elsewhere: bool = False
    """Whether it was done to a title that the dataset in use does not have."""
    event: Event | None = None
    """Where it is of the log of ratings and marks: what it was."""
    undone: Event | None = None
    """Of an undo what it took back, or did again."""
    again: bool = False
    """Whether that undo did it again."""
    brought: ImportRecord | None = None
    """The import that it was, or that it took back or did again whole."""
    first: int = 0
    """Of such an import the number of the first of its events, of which `number` is the last; 0
    of all else."""
    seconds: float | None = None
    """How long it lasted; None where that is not known."""
    text: str = ""
    """What was searched for."""
    shown: int = 0
    """Of a day in view: how many titles were."""
    focused: int = 0
    """Of a day in view: how often one had the focus."""

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all others."""
        log = "log" if self.event is not None else "day" if self.kind is Kind.IN_VIEW else "act"
        return log, self.number

    @property
    def day_began(self) -> float | None:
        """Of a day in view when it began, in Unix seconds: days are counted by UTC."""
        return self.number * DAY if self.kind is Kind.IN_VIEW else None

    @property
    def act_kinds(self) -> tuple[ActKind, ...]:
        """The kinds of behaviour that it is of; none for ratings and marks."""
        return _KEPT.get(self.kind, ())


@dataclass(frozen=True)
class Cursor:
    """How far one has read, in each of the three logs; None for not at all."""

    event: int | None = None
    """The number of the last event read."""
    act: int | None = None
    """The number of the last act read."""
    day: int | None = None
    """The last day read."""


@dataclass(frozen=True)
class HistoryPage:
    """Some of what a profile did."""

    done: tuple[Done, ...] = ()
    """The newest first."""
    cursor: Cursor | None = field(default_factory=Cursor)
    """Where the next page begins; None where there is none."""


def history_page(
    store: Store, dataset: Dataset, profile_id: int, kind: Kind | None, cursor: Cursor, limit: int
) -> HistoryPage:
    """The next things that a profile did, at most `limit` of them.

    kind: one kind alone, None for all. Raises StoreError.
    """
    reader = _Reader(store, TitleNames(store, dataset), profile_id, kind, limit + 1)
    logs = reader.events(cursor.event), reader.acts(cursor.act), reader.days(cursor.day)
    found = list(islice(_merged(*logs), limit + 1))
    page = tuple(reader.named(done) for done in found[:limit])
    return HistoryPage(page, _after(cursor, page) if len(found) > limit else None)


def done_by(store: Store, names: TitleNames, event: Event, following: Event | None) -> Done:
    """What an event of the log did; the last of an import, of its undo or its redo all of that.

    following: the profile's next event. Raises StoreError.
    """
    goes_on = (
        following is not None
        and following.batch == event.batch
        and (following.kind == "undo") == (event.kind == "undo")
        and store.imports.began(following) != following.id
    )
    return _Reader(store, names, event.profile_id, None, 1).of_event(event, {}, not goes_on)


def _merged(*logs: Iterator[Done]) -> Iterator[Done]:
    """The latest of what comes next in each log, again and again: each stays in its own order, by
    which it is read on, whatever clock its times are from."""
    heads = [(done, log) for log in logs for done in islice(log, 1)]
    while heads:
        latest = max(range(len(heads)), key=lambda n: heads[n][0].at)  # of equal ones the first
        done, log = heads[latest]
        yield done
        heads[latest : latest + 1] = [(following, log) for following in islice(log, 1)]


def _after(cursor: Cursor, page: Sequence[Done]) -> Cursor:
    last = {"log": cursor.event, "act": cursor.act, "day": cursor.day}
    for done in page:
        log, number = done.key
        number = done.first or number
        before = last[log]
        last[log] = number if before is None else min(number, before)
    return Cursor(last["log"], last["act"], last["day"])


@dataclass(frozen=True)
class _Reader:
    store: Store
    names: TitleNames
    profile_id: int
    kind: Kind | None
    limit: int

    def events(self, before: int | None) -> Iterator[Done]:
        """What is in the log; an import, its undo and its redo are one thing each, but where
        ratings or marks alone are asked for."""
        kinds = [k for kind, of in _IN_LOG.items() if self.kind in (None, kind) for k in of]
        if self.kind is Kind.IMPORTS:
            kinds = [*_DONE]
        known: dict[int, Event] = {}
        as_one = self.kind not in (Kind.RATINGS, Kind.MARKS)
        while events := self._events_before(kinds, before):
            known |= {event.id: event for event in events}
            for event in events:
                done = self.of_event(event, known, as_one)
                yield done
                before = done.first or event.id
                if before != event.id:
                    break  # it tells all of them: the log is read on below the first

    def _events_before(self, kinds: Sequence[str], before: int | None) -> list[Event]:
        if not kinds:
            return []
        brought = self.kind is Kind.IMPORTS
        return self.store.events_before(self.profile_id, kinds, before, self.limit, brought)

    def of_event(self, event: Event, known: dict[int, Event], as_one: bool) -> Done:
        """What an event did; as_one: all of an import, where it is the last of one. known: events
        that need not be read."""
        undone, again = self._what_was_undone(event, known)
        kind = next(kind for kind, of in _IN_LOG.items() if event.kind in of)
        record = None
        if as_one and event.batch is not None:
            record = self.store.imports.get(event.batch)
        if record is not None:
            kind = kind if kind is Kind.UNDONE else Kind.IMPORTS
            first = self.store.imports.began(event)
            return Done(*(kind, event.at, event.id, "", False, event, undone, again, record, first))
        title, elsewhere = self._title(event.id_space, event.movie_id)
        return Done(kind, event.at, event.id, title, elsewhere, event, undone, again)

    def _what_was_undone(self, event: Event, known: dict[int, Event]) -> tuple[Event | None, bool]:
        """What an undo is about, and whether it did that again."""
        again, undone = True, event
        while undone.undoes is not None:
            found = known.get(undone.undoes) or self.store.event(undone.undoes)
            if found is None:
                return None, False
            known[found.id] = undone = found
            again = not again
        return (None, False) if undone is event else (undone, again)

    def acts(self, before: int | None) -> Iterator[Done]:
        kinds = self._kept(ActKind.OPENED, ActKind.SEARCHED, ActKind.SESSION)
        if not kinds:
            return
        rows = self.store.behaviour.acts_before(self.profile_id, kinds, before, self.limit)
        for number, row in rows:
            yield self._act(number, row)

    def _act(self, number: int, row: ActRow) -> Done:
        title, elsewhere = "", False
        if row.movie_id is not None:
            title, elsewhere = self._title(row.id_space, row.movie_id)
        kind = next(kind for kind, of in _KEPT.items() if row.kind in of)
        text = clean(row.text or "")
        return Done(kind, row.at, number, title, elsewhere, seconds=row.value, text=text)

    def days(self, before: int | None) -> Iterator[Done]:
        if not self._kept(*COUNTED):
            return
        tables, until = self.store.behaviour, 10**6 if before is None else before
        days = tables.days(self.profile_id, 0, until, self.limit)
        for day, titles, _, _, focused, seconds in days:
            end = min(_end_of_date(day), self.store.now())
            yield Done(*(Kind.IN_VIEW, end, day), seconds=seconds, shown=titles, focused=focused)

    def named(self, done: Done) -> Done:
        """The same, of a day in view with its titles."""
        is_day = done.kind is Kind.IN_VIEW
        return replace(done, title=self._longest(done.number)) if is_day else done

    def _longest(self, day: int) -> str:
        """The titles of a day that had the focus the longest, by name."""
        rows = self.store.behaviour.glances(self.profile_id, day, day + 1)
        rows.sort(key=lambda row: -row[5])
        names = [self._title(row[0], row[2])[0] for row in rows[:_NAMED]]
        return " · ".join(name for name in names if name)

    def _kept(self, *among: ActKind) -> list[ActKind]:
        wanted = tuple(ActKind) if self.kind is None else _KEPT.get(self.kind, ())
        return [kind for kind in among if kind in wanted]

    def _title(self, id_space: str, movie_id: int) -> tuple[str, bool]:
        named = self.names.of(id_space, movie_id)
        return named.title, named.item is None


def _end_of_date(day: int) -> float:
    """When the date of a day, counted from 1970 by UTC, ends by the clock here: Unix seconds."""
    date = datetime.fromtimestamp(day * DAY, UTC).replace(tzinfo=None) + timedelta(days=1)
    return date.timestamp()
