"""Undo and redo: what the newest event changed holds again as it did before, and back again.

The log only grows: an undo is an event that names what it takes back, and a redo is one that
takes back an undo. So a thing done stands while an even number of events follow on it so.
"""

from __future__ import annotations

import sqlite3

from recflix_tui.store.profile_rules import require_profile
from recflix_tui.store.records import EVENT_COLUMNS, OUTSIDE, Event
from recflix_tui.store.slots.rating_slot import RatingSlot, Said

# What was done to titles of an id space, to those found in it, and to those found nowhere yet; and
# all imports, whatever of them is found.
_CONCERNS = (
    "profile_id = :profile_id AND (id_space IN (:id_space, :outside) OR batch IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM"
    " aliases WHERE aliases.id_space = :id_space AND of_space = events.id_space"
    " AND of_movie = events.movie_id AND aliases.movie_id IS NOT NULL))"
)


def undo_newest(db: sqlite3.Connection, profile_id: int, id_space: str, now: float) -> Event | None:
    """Undo the newest event that stands, with all that came in one import with it; return it, or
    None if there is none.

    What held before holds again, with its time and its rank in the order; what was changed since
    of what an import brought, in another dataset, stays. A second undo goes one further back.
    now: in Unix seconds. Runs inside the caller's transaction. Raises StoreError where the profile
    is not there.
    """
    key = {"profile_id": require_profile(db, profile_id).id, "id_space": id_space}
    rows = db.execute(
        f"SELECT id FROM events WHERE {_CONCERNS} AND kind <> 'undo' ORDER BY id DESC",
        {**key, "outside": OUTSIDE},
    )
    tried: set[int | None] = set()  # imports of which nothing more is to be taken back
    for (done,) in rows:
        if not _last_word(db, done)[1]:
            continue
        event = _event(db, done)
        if event.batch in tried:
            continue
        n_before = db.total_changes
        for each in reversed(_of_one_go(db, event)):
            last, stands = _last_word(db, each.id)
            if stands and _is_upon(db, each, each.id):
                before = None if each.before is None else _event(db, each.before)
                _put(db, each, before, now, undoes=last)
        if db.total_changes != n_before:
            return event
        tried.add(event.batch)
    return None


def redo_newest(db: sqlite3.Connection, profile_id: int, id_space: str, now: float) -> Event | None:
    """Do again what was undone last, with all that came in one import with it, unless something
    else was done since; return that event.

    It holds again with its time and its rank in the order; a second redo goes one further on.
    None if there is nothing to do again. now: in Unix seconds. Runs inside the caller's
    transaction. Raises StoreError where the profile is not there.
    """
    key = {"profile_id": require_profile(db, profile_id).id, "id_space": id_space}
    rows = db.execute(
        f"SELECT id, kind FROM events WHERE {_CONCERNS} ORDER BY id DESC",
        {**key, "outside": OUTSIDE},
    )
    tried: set[int | None] = set()  # imports of which nothing more is to be done again
    for last, kind in rows:
        if kind != "undo":
            return None  # something else was done: what was undone before it stays so
        if _is_taken_back(db, last):
            continue
        event, undone = _what_was_done(db, last)
        if not undone or event.batch in tried:
            continue
        n_before = db.total_changes
        for each in _of_one_go(db, event):
            last, stands = _last_word(db, each.id)
            if not stands and _is_upon(db, each, each.before):
                _put(db, each, each, now, undoes=last)
        if db.total_changes != n_before:
            return event
        tried.add(event.batch)
    return None


def _of_one_go(db: sqlite3.Connection, event: Event) -> list[Event]:
    """All that was done with it at one go, itself too, in the order that it was done."""
    if event.batch is None:
        return [event]
    rows = db.execute(
        f"SELECT {EVENT_COLUMNS} FROM events WHERE profile_id = ? AND batch = ?"
        " AND kind <> 'undo' ORDER BY id",
        (event.profile_id, event.batch),
    )
    return [Event(*row) for row in rows]


def _is_upon(db: sqlite3.Connection, done: Event, event: int | None) -> bool:
    """Whether what stands of a title came from that event (None: nothing stands), where an import
    changed it: what was changed since in a dataset that is not in use is no matter of its undo."""
    slot = RatingSlot(done.profile_id, done.id_space, done.movie_id, done.kind)
    return done.batch is None or slot.read(db)[1] == event


def _put(db: sqlite3.Connection, done: Event, holds: Event | None, now: float, undoes: int) -> None:
    """Have what `holds` set hold again (None: nothing did) where `done` changed something."""
    slot = RatingSlot(done.profile_id, done.id_space, done.movie_id, done.kind)
    value = None if holds is None else holds.value
    if value and holds is not None:
        slot.write(db, value, holds.when, holds.id)
    else:
        slot.clear(db)
        value = None if slot.is_rating else 0.0
    slot.log(db, value, now, Said(done.batch), kind="undo", undoes=undoes)


def _last_word(db: sqlite3.Connection, done: int) -> tuple[int, bool]:
    """The last event about one that was done, itself where none is; and whether that stands."""
    last, stands = done, True
    while found := db.execute("SELECT id FROM events WHERE undoes = ?", (last,)).fetchone():
        last, stands = found[0], not stands
    return last, stands


def _is_taken_back(db: sqlite3.Connection, event: int) -> bool:
    found = db.execute("SELECT 1 FROM events WHERE undoes = ?", (event,)).fetchone()
    return found is not None


def _what_was_done(db: sqlite3.Connection, last: int) -> tuple[Event, bool]:
    """What the last event about it takes back or does again; and whether it is undone by it."""
    event, undone = _event(db, last), False
    while event.undoes is not None:
        event, undone = _event(db, event.undoes), not undone
    return event, undone


def _event(db: sqlite3.Connection, event: int) -> Event:
    row = db.execute(f"SELECT {EVENT_COLUMNS} FROM events WHERE id = ?", (event,)).fetchone()
    return Event(*row)
