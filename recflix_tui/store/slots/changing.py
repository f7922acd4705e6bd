"""One change of a rating or a mark, and its line in the log."""

from __future__ import annotations

import sqlite3

from recflix_tui.store.slots.rating_slot import RatingSlot, Said


def change(
    db: sqlite3.Connection, asked: RatingSlot, value: float | None, now: float, said: Said
) -> bool:
    """Have a rating or a mark be this, None for no rating and 0 for no mark; False where it is so
    already.

    It is changed where it stands: under the movie id that is asked for, or that of another dataset
    which is the same title. Taking it off takes off all. now: in Unix seconds. Runs inside the
    caller's transaction.
    """
    held = asked.held(db)
    if not value:
        for slot in reversed(held):  # so that one undo brings back what held
            _, before = slot.read(db)
            slot.log(db, value, now, said, before=before)
            slot.clear(db)
        return bool(held)
    slot = held[0] if held else asked
    earlier, before = slot.read(db)
    if earlier == value:
        return False
    event_id = slot.log(db, value, now, said, before=before)
    slot.write(db, value, now if said.dated is None else said.dated, event_id)
    return True
