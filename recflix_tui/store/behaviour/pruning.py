"""Taking behaviour away, inside the caller's transaction; up to when it went stays known."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from recflix_tui.store.behaviour.batch import COUNTED, ActKind
from recflix_tui.store.behaviour.conditions import LATEST, SETTINGS, SOUND, SOUND_GLANCE
from recflix_tui.store.behaviour.gaps import GAPS, gaps_of, text_of, with_gap
from recflix_tui.store.profile_settings import write_settings
from recflix_tui.times import DAY


def prune_kinds(
    db: sqlite3.Connection, profile_id: int, kinds: Collection[ActKind], until: float
) -> int:
    """Take away what a profile did of these kinds before a time, in Unix seconds; return how many
    acts and counts of a title and a day went."""
    _note_gaps(db, profile_id, _newest_until(db, profile_id, kinds, until))
    gone = _prune_acts(db, profile_id, [k for k in kinds if k not in COUNTED], until)
    return gone + _prune_glances(db, profile_id, COUNTED & set(kinds), until)


def _newest_until(
    db: sqlite3.Connection, profile_id: int, kinds: Collection[ActKind], until: float
) -> dict[ActKind, float]:
    """The end of the newest of each of these kinds that was done before a time, in Unix seconds;
    without those of which nothing was."""
    several = ", ".join("?" * len(kinds))
    acts = db.execute(
        "SELECT kind, max(at) FROM behaviour WHERE profile_id = ? AND at < ?"
        f" AND kind IN ({several}) AND {SOUND} GROUP BY kind",
        (profile_id, until, *kinds),
    )
    found = {ActKind(kind): at for kind, at in acts}
    ((shown, focused),) = db.execute(
        "SELECT max(CASE WHEN shown > 0 THEN day END), max(CASE WHEN focused > 0 THEN day END)"
        f" FROM glances WHERE profile_id = ? AND day < ? AND {SOUND_GLANCE}",
        (profile_id, _whole_days(until)),
    )
    days = {ActKind.SHOWN: shown, ActKind.FOCUSED: focused}
    counted = {k: (day + 1) * DAY for k, day in days.items() if k in kinds and day is not None}
    return found | counted


def _note_gaps(db: sqlite3.Connection, profile_id: int, ends: Mapping[ActKind, float]) -> None:
    """Note of each kind that nothing is kept up to a time."""
    kept = dict(db.execute(SETTINGS, (profile_id,)).fetchall())
    values = {
        GAPS + kind: text_of(with_gap(gaps_of(kept.get(GAPS + kind)), 0.0, end))
        for kind, end in ends.items()
        if end > 0
    }
    write_settings(db, profile_id, values)


def _whole_days(until: float) -> float:
    return until // DAY if until < LATEST else until


def _prune_acts(db: sqlite3.Connection, profile_id: int, kinds: list[ActKind], until: float) -> int:
    several = ", ".join("?" * len(kinds))
    return db.execute(
        f"DELETE FROM behaviour WHERE profile_id = ? AND kind IN ({several})"
        " AND NOT (typeof(at) = 'real' AND at >= ?)",  # an odd time is none to go by
        (profile_id, *kinds, until),
    ).rowcount


def _prune_glances(
    db: sqlite3.Connection, profile_id: int, kinds: Collection[ActKind], until: float
) -> int:
    if not kinds:
        return 0
    day = _whole_days(until)
    those = "profile_id = ? AND NOT (typeof(day) = 'integer' AND day >= ?)"
    if len(kinds) == len(COUNTED):
        return db.execute(f"DELETE FROM glances WHERE {those}", (profile_id, day)).rowcount
    is_shown = ActKind.SHOWN in kinds
    zeros, there = ("shown = 0", "shown") if is_shown else ("focused = 0, seconds = 0.0", "focused")
    changed = db.execute(
        f"UPDATE glances SET {zeros} WHERE {those} AND {there} > 0", (profile_id, day)
    ).rowcount
    db.execute(
        "DELETE FROM glances WHERE profile_id = ? AND shown = 0 AND focused = 0", (profile_id,)
    )
    return changed
