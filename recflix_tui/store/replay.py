"""What stands by a profile's log alone, as of any of its events; and beside what is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from recflix_tui.store.records import EVENT_COLUMNS, Event, Mark
from recflix_tui.store.transactions import Transactions

_RATING = ("rate", "clear")
_KINDS = frozenset({*_RATING, *(mark.value for mark in Mark)})


class StandingRow(NamedTuple):
    """A rating or a mark that stands."""

    id_space: str
    """The set of movie ids that `movie_id` is from."""
    movie_id: int
    """The title."""
    mark: str
    """The value of a `Mark`; empty for a rating."""
    value: float
    """The stars, or the mark's value."""
    at: float
    """When it was given, in Unix seconds."""
    event_id: int
    """The event that put it there: the order of the rows."""


@dataclass(frozen=True)
class Standing:
    """The ratings and marks of one profile."""

    rows: tuple[StandingRow, ...]
    """In the order of their events: of one profile, no two come from the same."""

    @property
    def content(self) -> bytes:
        """All of it, a line a row, each number to its last bit."""
        return "".join(f"{tuple(row)!r}\n" for row in self.rows).encode("utf-8", "replace")

    @property
    def digest(self) -> str:
        """The SHA-256 of `content`, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Replayed:
    """A log played again from its beginning."""

    standing: Standing
    """What it comes to."""
    n_events: int
    """How many events were played."""
    faults: tuple[str, ...]
    """What in the log cannot be, a line each."""


@dataclass(frozen=True)
class Comparison:
    """What is kept beside what the log comes to, both read at one moment."""

    live: Standing
    """What is kept."""
    replayed: Replayed
    """What the log comes to."""

    @property
    def differences(self) -> list[str]:
        """What differs and what cannot be, a line each; none where both are the same bytes."""
        live, replayed = _by_slot(self.live), _by_slot(self.replayed.standing)
        told = [
            f"{_slot_words(slot)}: kept {_words(live.get(slot))}, "
            f"by the log {_words(replayed.get(slot))}"
            for slot in dict.fromkeys([*live, *replayed])
            if repr(live.get(slot)) != repr(replayed.get(slot))
        ]
        if not told and self.live.content != self.replayed.standing.content:
            told.append("the order of what is kept is not that of the log")
        return [*self.replayed.faults, *told]


class Replayer:
    """Plays the logs of one store. Callable from any thread; raises StoreError."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def until(self, profile_id: int, event_id: int | None = None) -> Replayed:
        """What stood after an event of a profile, or stands after the last."""
        return play(self._read(profile_id)[0], event_id)

    def live(self, profile_id: int) -> Standing:
        """What is kept of a profile."""
        return self._read(profile_id)[1]

    def compare(self, profile_id: int) -> Comparison:
        """What is kept of a profile beside what its log comes to."""
        events, live = self._read(profile_id)
        return Comparison(live, play(events))

    def _read(self, profile_id: int) -> tuple[list[Event], Standing]:
        of = "FROM {} WHERE profile_id = ?"
        events, ratings, marks = self._transactions.read_together(
            (f"SELECT {EVENT_COLUMNS} {of.format('events')} ORDER BY id", (profile_id,)),
            (
                "SELECT id_space, movie_id, '', stars, at, event_id " + of.format("ratings"),
                (profile_id,),
            ),
            (
                "SELECT id_space, movie_id, mark, value, at, event_id " + of.format("marks"),
                (profile_id,),
            ),
        )
        rows = [StandingRow._make(row) for row in (*ratings, *marks)]
        return [Event(*row) for row in events], Standing(_in_order(rows))


def play(events: Iterable[Event], until: int | None = None) -> Replayed:
    """What stands after the event of that number, or after the last; events: all of one profile's,
    in their order.

    An event sets what it says. One that takes back another leaves what that one found; one that
    takes back a taking back leaves what was taken back.
    """
    known: dict[int, Event] = {}
    means: dict[int, tuple[Event, bool]] = {}  # the event that it is about, and whether that holds
    standing: dict[tuple[str, int, str], Event] = {}
    faults = []
    for event in events:
        if until is not None and event.id > until:
            break
        known[event.id] = event
        if event.undoes is None:
            about, holds = event, True
        elif event.undoes in means:
            about, held = means[event.undoes]
            holds = not held
        else:
            faults.append(f"event {event.id} takes back event {event.undoes}, which is not there")
            continue
        means[event.id] = about, holds
        before = about.before
        if about.kind not in _KINDS or (not holds and before is not None and before not in known):
            faults.append(f"event {event.id} is none that can be played")
            continue
        left = about if holds else None if before is None else known[before]
        value = None if left is None else left.value
        if (event.value or None) != (value or None):
            faults.append(f"event {event.id} says {event.value}, and leaves {value}")
        slot = (event.id_space, event.movie_id, "" if about.kind in _RATING else about.kind)
        standing.pop(slot, None)
        if left is not None and left.value:
            standing[slot] = left
    rows = [
        StandingRow(*slot, event.value or 0.0, event.when, event.id)
        for slot, event in standing.items()
    ]
    return Replayed(Standing(_in_order(rows)), len(known), tuple(faults))


def _in_order(rows: list[StandingRow]) -> tuple[StandingRow, ...]:
    """By their events; rows that another program made odd come where they may."""
    return tuple(sorted(rows, key=lambda row: (_number(row.event_id), repr(row))))


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else -1.0


def _by_slot(standing: Standing) -> dict[tuple[str, int, str], StandingRow]:
    return {(row.id_space, row.movie_id, row.mark): row for row in standing.rows}


def _slot_words(slot: tuple[str, int, str]) -> str:
    space, movie, mark = slot
    return f"{mark or 'rating'} of movie {movie} ({space})"


def _words(row: StandingRow | None) -> str:
    return "none" if row is None else f"{row.value} at {row.at} by event {row.event_id}"
