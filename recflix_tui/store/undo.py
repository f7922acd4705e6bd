"""The undo: what the newest event changed holds again as it did before."""

from __future__ import annotations

import sqlite3

from recflix_tui.store.profile_rules import require_profile
from recflix_tui.store.rating_slot import RatingSlot
from recflix_tui.store.records import EVENT_COLUMNS, Event


def undo_newest(db: sqlite3.Connection, profile_id: int, id_space: str, now: float) -> Event | None:
    """Undo the newest event that is not undone yet; return it, or None if there is none.

    What held before it holds again, with its time and its rank in the order. The undo is an
    event of its own, which is not undone in turn: a second undo goes one further back. now: in
    Unix seconds. Runs inside the caller's transaction. Raises StoreError where the profile is
    not there.
    """
    profile = require_profile(db, profile_id)
    newest = _newest_not_undone(db, profile.id, id_space)
    if newest is None:
        return None
    slot = RatingSlot(profile.id, id_space, newest.movie_id, newest.kind)
    before = db.execute(
        "SELECT value, at, id FROM events WHERE id = ?", (newest.before,)
    ).fetchone()
    if before is None:
        slot.clear(db)
        value = None if slot.is_rating else 0.0
    else:
        slot.write(db, *before)
        value = before[0]
    slot.log(db, "undo", value, now, undoes=newest.id)
    return newest


def _newest_not_undone(db: sqlite3.Connection, profile_id: int, id_space: str) -> Event | None:
    row = db.execute(
        f"SELECT {EVENT_COLUMNS} FROM events AS done"
        " WHERE profile_id = ? AND id_space = ? AND kind <> 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM events WHERE undoes = done.id)"
        " ORDER BY id DESC LIMIT 1",
        (profile_id, id_space),
    ).fetchone()
    return None if row is None else Event(*row)
