"""The tables of behaviour: written in batches, read whole or in part, and pruned.

A row that another program made odd is read as none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from recflix_tui.store.behaviour.batch import ActKind, ActRow, Batch, SessionRow
from recflix_tui.store.behaviour.conditions import LATEST, SETTINGS, SOUND, SOUND_GLANCE
from recflix_tui.store.behaviour.gaps import GAPS, Gaps, before, gaps_of, text_of, with_gap
from recflix_tui.store.profile_rules import require_profile
from recflix_tui.store.profile_settings import OFF, write_settings
from recflix_tui.store.transactions import Transactions
from recflix_tui.times import DAY

KEEP = "keep."
"""What the keys of a profile's switches begin with; a kind that is not kept has the value `OFF`."""
LONGEST_TEXT = 200
"""Characters that are kept of what was searched for."""
_MOST = 2**63 - 1  # no number is higher

_TEXT = f"CASE typeof(text) WHEN 'text' THEN substr(text, 1, {LONGEST_TEXT}) END"
_SESSION = "CASE typeof(session) WHEN 'integer' THEN session END"
_COLUMNS = f"kind, id_space, movie_id, value, {_TEXT}, at, {_SESSION}"
_NEWEST = (
    "profile_id = ? AND id > coalesce((SELECT id FROM behaviour WHERE profile_id = ?"
    " ORDER BY id DESC LIMIT 1 OFFSET ?), 0)"
)


class BehaviourTables:
    """What is kept of all profiles. Every method may be called from any thread and raises
    StoreError."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    # -- switches ------------------------------------------------------------------------------

    def keeps(self, profile_id: int) -> frozenset[ActKind]:
        """The kinds that a profile has kept; all, until it says otherwise."""
        rows = self._transactions.read(
            "SELECT key FROM profile_settings WHERE profile_id = ? AND value = ?", profile_id, OFF
        )
        return _kept(rows)

    # -- writing -------------------------------------------------------------------------------

    def write(self, batches: Mapping[int, Batch]) -> list[tuple[SessionRow, int]]:
        """Write what each profile did, in one transaction; return the sessions that were not
        written before, with the numbers that they are kept under.

        What a profile has switched off is left out, whoever switched it off, and all of a profile
        that was removed.
        """
        begun: list[tuple[SessionRow, int]] = []
        with self._transactions.writing(quiet=True) as db:
            there = {number for (number,) in db.execute("SELECT id FROM profiles")}
            for profile_id, batch in batches.items():
                if profile_id in there:
                    keys = "SELECT key FROM profile_settings WHERE profile_id = ? AND value = ?"
                    batch.keep(_kept(db.execute(keys, (profile_id, OFF)).fetchall()))
                    begun += _write_sessions(db, profile_id, batch.sessions)
                    _write(db, profile_id, batch)
        return begun

    def prune(self, profile_id: int, kinds: Collection[ActKind], before: float | None) -> int:
        """Take away what is kept of these kinds; return how many acts and counts of a title and a
        day went.

        before: only what was done before, in Unix seconds; of counts those of whole days. Ratings
        and marks, and the log of them, are not touched. Up to when it went stays known: `gaps`.
        """
        from recflix_tui.store.behaviour.pruning import prune_kinds

        until = float("inf") if before is None else before
        with self._transactions.writing() as db:
            gone = prune_kinds(db, profile_id, kinds, until)
        if gone:
            self._transactions.sweep()
        return gone

    def switch(self, profile_id: int, kinds: Collection[ActKind], on: bool, at: float) -> None:
        """Have kinds kept of a profile, or not, from a time on (Unix seconds). Raises StoreError
        where there is no such profile."""
        with self._transactions.writing() as db:
            profile = require_profile(db, profile_id)
            kept = dict(db.execute(SETTINGS, (profile.id,)).fetchall())
            for kind in kinds:
                if (kept.get(KEEP + kind) != OFF) == on:
                    continue
                gaps = gaps_of(kept.get(GAPS + kind))
                gaps = before(gaps, at) if on else with_gap(gaps, at, float("inf"))
                values = {KEEP + kind: None if on else OFF, GAPS + kind: text_of(gaps) or None}
                write_settings(db, profile.id, values)

    # -- reading -------------------------------------------------------------------------------

    def newest_opened(
        self, profile_id: int, id_space: str, count: int
    ) -> list[tuple[int, float, float]]:
        """(movie id, Unix seconds, seconds open) of what was opened with movie ids of that set,
        among the newest acts of any kind, at most so many; the oldest first."""
        return self._transactions.read(
            f"SELECT movie_id, at, value FROM behaviour WHERE {_NEWEST} AND id_space = ?"
            " AND kind = 'opened' AND typeof(movie_id) = 'integer' AND typeof(at) = 'real'"
            f" AND at BETWEEN 0 AND {LATEST} AND typeof(value) = 'real'"
            " AND value BETWEEN 0 AND 1e9 ORDER BY id",
            *(profile_id, profile_id, count, id_space),
        )

    def newest_searched(
        self, profile_id: int, id_space: str, count: int
    ) -> list[tuple[str | None, int | None, float]]:
        """(words, movie id of what was chosen, Unix seconds) of searches; else as
        `newest_opened`."""
        return self._transactions.read(
            f"SELECT {_TEXT}, movie_id, at FROM behaviour"
            f" WHERE {_NEWEST} AND id_space = ? AND kind = 'searched' AND {SOUND} ORDER BY id",
            *(profile_id, profile_id, count, id_space),
        )

    def days_in_view(self, profile_id: int, id_space: str, since: int) -> list[tuple[int, int]]:
        """Movie id and day of each title and day that it stood in view, from that day on."""
        return self._transactions.read(
            "SELECT movie_id, day FROM glances WHERE profile_id = ? AND id_space = ? AND day >= ?"
            " AND shown > 0 AND typeof(shown) = 'integer' AND typeof(day) = 'integer'"
            " AND day < 1000000 AND typeof(movie_id) = 'integer' ORDER BY day",
            *(profile_id, id_space, since),
        )

    def acts(
        self,
        profile_id: int,
        kinds: Collection[ActKind] = tuple(ActKind),
        since: float = 0.0,
        before: float = LATEST,
        limit: int = -1,
    ) -> list[ActRow]:
        """The acts of these kinds from `since` to before `before`, the newest first."""
        several = ", ".join("?" * len(kinds))
        rows = self._transactions.read(
            f"SELECT {_COLUMNS} FROM behaviour WHERE profile_id = ? AND at >= ? AND at < ?"
            f" AND kind IN ({several}) AND {SOUND} ORDER BY id DESC LIMIT ?",
            *(profile_id, since, before, *kinds, limit),
        )
        return [ActRow._make(row) for row in rows]

    def acts_before(
        self, profile_id: int, kinds: Collection[ActKind], number: int | None, limit: int
    ) -> list[tuple[int, ActRow]]:
        """The acts of these kinds that were written before that of a number (None: the newest), at
        most so many, the newest first, each with its number."""
        several = ", ".join("?" * len(kinds))
        rows = self._transactions.read(
            f"SELECT id, {_COLUMNS} FROM behaviour WHERE profile_id = ? AND id < ?"
            f" AND kind IN ({several}) AND {SOUND} ORDER BY id DESC LIMIT ?",
            *(profile_id, _MOST if number is None else number, *kinds, limit),
        )
        return [(row[0], ActRow._make(row[1:])) for row in rows]

    def days(
        self, profile_id: int, since: int, before: int, limit: int = -1
    ) -> list[tuple[int, int, int, int, int, float]]:
        """(day, titles shown, times, titles focused, times, seconds) of each day that has counts,
        from `since` to before `before`, the newest first."""
        return self._transactions.read(
            "SELECT day, sum(shown > 0), sum(shown), sum(focused > 0), sum(focused),"
            " sum(seconds) FROM glances"
            f" WHERE profile_id = ? AND day >= ? AND day < ? AND {SOUND_GLANCE}"
            " GROUP BY day ORDER BY day DESC LIMIT ?",
            *(profile_id, since, before, limit),
        )

    def oldest(self, profile_id: int) -> dict[ActKind, float]:
        """When the oldest that is kept of each kind was done, in Unix seconds, of counts when their
        day began; without the kinds of which nothing is kept."""
        acts = self._transactions.read(
            f"SELECT kind, min(at) FROM behaviour WHERE profile_id = ? AND {SOUND} GROUP BY kind",
            profile_id,
        )
        ((shown, focused),) = self._transactions.read(
            "SELECT min(CASE WHEN shown > 0 THEN day END), min(CASE WHEN focused > 0 THEN day END)"
            f" FROM glances WHERE profile_id = ? AND {SOUND_GLANCE}",
            profile_id,
        )
        found = {ActKind(kind): at for kind, at in acts if kind in set(ActKind)}
        days = {ActKind.SHOWN: shown, ActKind.FOCUSED: focused}
        return found | {kind: day * DAY for kind, day in days.items() if day is not None}

    def gaps(self, profile_id: int) -> dict[ActKind, Gaps]:
        """The times of which each kind is not kept, as they were pruned or it was off."""
        kept = dict(self._transactions.read(SETTINGS, profile_id))
        return {kind: gaps_of(kept.get(GAPS + kind)) for kind in ActKind}

    def glances(
        self, profile_id: int, since: int, before: int, limit: int = -1
    ) -> list[tuple[str, int, int, int, int, float]]:
        """(set of movie ids, day, movie id, shown, focused, seconds) of each title and day, from
        `since` to before `before`, the newest first."""
        return self._transactions.read(
            "SELECT id_space, day, movie_id, shown, focused, seconds FROM glances"
            f" WHERE profile_id = ? AND day >= ? AND day < ? AND {SOUND_GLANCE}"
            " ORDER BY day DESC, movie_id LIMIT ?",
            *(profile_id, since, before, limit),
        )


def _kept(off: list[Any]) -> frozenset[ActKind]:
    keys = {key for (key,) in off}
    return frozenset(kind for kind in ActKind if KEEP + kind not in keys)


def _write(db: sqlite3.Connection, profile_id: int, batch: Batch) -> None:
    db.executemany(
        "INSERT INTO behaviour (profile_id, kind, id_space, movie_id, value, text, at, session)"
        f" VALUES ({profile_id:d}, ?, ?, ?, ?, ?, ?, ?)",
        batch.rows,
    )
    db.executemany(
        "INSERT INTO glances (profile_id, id_space, day, movie_id, shown, focused, seconds)"
        f" VALUES ({profile_id:d}, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (profile_id, id_space, day, movie_id) DO UPDATE SET"
        " shown = shown + excluded.shown, focused = focused + excluded.focused,"
        " seconds = round(seconds + excluded.seconds, 1)",
        [
            (*key, glance.shown, glance.focused, round(glance.seconds, 1))
            for key, glance in batch.glances.items()
        ],
    )


def _write_sessions(
    db: sqlite3.Connection, profile_id: int, sessions: list[SessionRow]
) -> list[tuple[SessionRow, int]]:
    begun = []
    for session in sessions:
        if session.row is not None:
            lengthen = "UPDATE behaviour SET value = ? WHERE id = ? AND kind = 'session'"
            db.execute(lengthen, (session.seconds, session.row))
            continue
        added = db.execute(
            "INSERT INTO behaviour (profile_id, kind, id_space, value, at, session)"
            " VALUES (?, 'session', '', ?, ?, ?)",
            (profile_id, session.seconds, session.start, int(session.start)),
        )
        begun.append((session, added.lastrowid or 0))
    return begun
