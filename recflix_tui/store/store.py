"""What the people here did: profiles, ratings, marks, and the log of it all with its undo."""

from __future__ import annotations

import contextlib
import math
import operator
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from recflix_tui.store.opening import Connections, connect, roll_back
from recflix_tui.store.profile_rules import clean_name, name_key, require_free_name, require_profile
from recflix_tui.store.rating_slot import RatingSlot
from recflix_tui.store.records import Event, Mark, Profile, StoreError
from recflix_tui.store.sqlite_errors import sqlite_errors

__all__ = ["Event", "Mark", "Profile", "Store", "StoreError"]

LOWEST_STARS, HIGHEST_STARS = 0.5, 5.0
_EVENT_COLUMNS = "id, profile_id, id_space, movie_id, kind, value, at, before, undoes"


class Store:
    """One store file, opened. Every method may be called from any thread.

    What a method wrote is on the disk when it returns; if it raises `StoreError`, nothing has
    changed. Reads have a connection of their own and do not wait for a write. Other processes
    may have the same file open. `id_space` names the set of movie ids that `movie_id` is from.
    """

    def __init__(self, path: Path, connections: Connections, clock: Callable[[], float]) -> None:
        self.path = path
        self._connections = connections
        self._writer, self._reader = connections.writer, connections.reader
        self._write_lock, self._read_lock = threading.Lock(), threading.Lock()
        self._clock = clock
        self._seen_version = self._data_version()

    @classmethod
    def open(cls, path: Path, clock: Callable[[], float] = time.time) -> Store:
        """The store at `path`, made if it is not there. `clock` gives Unix seconds.

        Raises `StoreError` for a file that is damaged, newer than this RecFlix or not a store
        (it is left untouched), or that cannot be written.
        """
        return cls(path, connect(path), clock)

    def close(self) -> None:
        """Lets go of the file; a second call does nothing."""
        with self._write_lock, self._read_lock:
            self._connections.close()

    # -- people --------------------------------------------------------------------------------

    def profiles(self) -> list[Profile]:
        """All profiles, the oldest first."""
        rows = self._read("SELECT id, name, created_at FROM profiles ORDER BY id")
        return [Profile(*row) for row in rows]

    def add_profile(self, name: str) -> Profile:
        """A new profile. `StoreError` for a name that is empty, too long or taken in any case."""
        name = clean_name(name)
        with self._writing() as db:
            require_free_name(db, name)
            at = self._clock()
            added = db.execute(
                "INSERT INTO profiles (name, name_key, created_at) VALUES (?, ?, ?)",
                (name, name_key(name), at),
            )
            return Profile(added.lastrowid or 0, name, at)

    def rename_profile(self, profile_id: int, name: str) -> Profile:
        """The profile under its new name, which has to be free as in `add_profile`."""
        name = clean_name(name)
        with self._writing() as db:
            profile = require_profile(db, profile_id)
            require_free_name(db, name, but_for=profile.id)
            if name != profile.name:
                db.execute(
                    "UPDATE profiles SET name = ?, name_key = ? WHERE id = ?",
                    (name, name_key(name), profile.id),
                )
        return Profile(profile.id, name, profile.created_at)

    def remove_profile(self, profile_id: int) -> None:
        """Removes a person and all that they did, events too, also from the file's free space."""
        with self._writing() as db:
            profile = require_profile(db, profile_id)
            db.execute("DELETE FROM profiles WHERE id = ?", (profile.id,))
        # Copies are left in the log and where pages were split. The next removal sweeps them up if
        # this one cannot, for others' use of the file or a full disk.
        with self._write_lock, contextlib.suppress(sqlite3.Error):
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # -- what they do --------------------------------------------------------------------------

    def rate(self, profile_id: int, id_space: str, movie_id: int, stars: float) -> bool:
        """Sets a rating; False if it stood already, and nothing was written.

        `StoreError` unless `stars` is within 0.5 and 5 and the profile is there.
        """
        stars = float(stars)
        if not (math.isfinite(stars) and LOWEST_STARS <= stars <= HIGHEST_STARS):
            raise StoreError(
                f"a rating is from {LOWEST_STARS:g} to {HIGHEST_STARS:g}, not {stars:g}"
            )
        return self._act(profile_id, id_space, movie_id, "rate", stars)

    def clear_rating(self, profile_id: int, id_space: str, movie_id: int) -> bool:
        """Takes a rating away; False if there was none."""
        return self._act(profile_id, id_space, movie_id, "clear", None)

    def set_mark(self, profile_id: int, id_space: str, movie_id: int, mark: Mark, on: bool) -> bool:
        """Sets a mark on or off, whatever the rating; False if it stood so already."""
        return self._act(profile_id, id_space, movie_id, Mark(mark).value, 1.0 if on else 0.0)

    def undo(self, profile_id: int, id_space: str) -> Event | None:
        """Takes back the newest event not yet taken back, and returns it; None if there is none.

        What stood before it stands again, with its time and its place in the order. The undo is
        an event of its own, which is not undone in turn: a second undo goes one further back.
        """
        with self._writing() as db:
            person = require_profile(db, profile_id)
            row = db.execute(
                f"SELECT {_EVENT_COLUMNS} FROM events AS done"
                " WHERE profile_id = ? AND id_space = ? AND kind <> 'undo'"
                " AND NOT EXISTS (SELECT 1 FROM events WHERE undoes = done.id)"
                " ORDER BY id DESC LIMIT 1",
                (person.id, id_space),
            ).fetchone()
            if row is None:
                return None
            undone = Event(*row)
            place = RatingSlot(undone.profile_id, id_space, undone.movie_id, undone.kind)
            restored = db.execute(
                "SELECT value, at, id FROM events WHERE id = ?", (undone.before,)
            ).fetchone()
            if restored is None:
                place.empty(db)
            else:
                place.fill(db, *restored)
            nothing = None if place.is_rating else 0.0
            value = nothing if restored is None else restored[0]
            place.log(db, "undo", value, self._clock(), undoes=undone.id)
        return undone

    # -- what stands ---------------------------------------------------------------------------

    def ratings(self, profile_id: int, id_space: str) -> dict[int, float]:
        """movie_id -> stars, the oldest rating first; empty for an unknown profile."""
        return dict(
            self._read(
                "SELECT movie_id, stars FROM ratings WHERE profile_id = ? AND id_space = ?"
                " ORDER BY event_id",
                profile_id,
                id_space,
            )
        )

    def all_ratings(self, id_space: str) -> list[tuple[int, int, float, float]]:
        """(profile_id, movie_id, stars, Unix seconds) of everyone, sorted by the two ids."""
        return self._read(
            "SELECT profile_id, movie_id, stars, at FROM ratings WHERE id_space = ?"
            " ORDER BY profile_id, movie_id",
            id_space,
        )

    def rating_counts(self, id_space: str) -> dict[int, int]:
        """profile_id -> how many ratings, of those who have any."""
        rows = self._read(
            "SELECT profile_id, COUNT(*) FROM ratings WHERE id_space = ? GROUP BY profile_id",
            id_space,
        )
        return dict(rows)

    def marks(self, profile_id: int, id_space: str) -> dict[Mark, dict[int, float]]:
        """For each mark, movie_id -> when it was set (Unix seconds), the oldest first."""
        found: dict[Mark, dict[int, float]] = {mark: {} for mark in Mark}
        rows = self._read(
            "SELECT mark, movie_id, at FROM marks WHERE profile_id = ? AND id_space = ?"
            " ORDER BY event_id",
            profile_id,
            id_space,
        )
        for mark, movie_id, at in rows:
            found[Mark(mark)][movie_id] = at
        return found

    def events(self, profile_id: int) -> list[Event]:
        """All that the profile did, in every id space, the oldest first."""
        rows = self._read(
            f"SELECT {_EVENT_COLUMNS} FROM events WHERE profile_id = ? ORDER BY id", profile_id
        )
        return [Event(*row) for row in rows]

    # -- settings and news ---------------------------------------------------------------------

    def get_setting(self, key: str, default: str | None = None) -> str | None:
        """The setting's value, or `default` if it was never set."""
        rows = self._read("SELECT value FROM settings WHERE key = ?", key)
        return rows[0][0] if rows else default

    def set_setting(self, key: str, value: str | None) -> None:
        """Sets a setting; None forgets it."""
        with self._writing() as db:
            if value is None:
                db.execute("DELETE FROM settings WHERE key = ?", (key,))
            else:
                db.execute(
                    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key)"
                    " DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                    (key, value),
                )

    def changed_elsewhere(self) -> bool:
        """Whether another process (or `Store`) has written since the last call or the opening.

        While a write of our own is under way it says False and leaves the news for the next call.
        """
        if not self._write_lock.acquire(blocking=False):
            return False
        try:
            seen, self._seen_version = self._seen_version, self._data_version()
            return seen != self._seen_version
        finally:
            self._write_lock.release()

    # -- inside --------------------------------------------------------------------------------

    def _act(
        self, profile_id: int, id_space: str, movie_id: int, kind: str, value: float | None
    ) -> bool:
        with self._writing() as db:
            person = require_profile(db, profile_id)
            place = RatingSlot(person.id, id_space, _clean_id(movie_id), kind)
            standing, before = place.look(db)
            if standing == value or (standing is None and value == 0.0):
                return False
            at = self._clock()
            event_id = place.log(db, kind, value, at, before=before)
            if value:
                place.fill(db, value, at, event_id)
            else:
                place.empty(db)
        return True

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it on the disk at the end, or none of it."""
        with self._write_lock, sqlite_errors(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                roll_back(self._writer)
                raise

    def _read(self, query: str, *values: object) -> list[Any]:
        with self._read_lock, sqlite_errors(self.path):
            return self._reader.execute(query, values).fetchall()

    def _data_version(self) -> int:
        with sqlite_errors(self.path):
            return int(self._writer.execute("PRAGMA data_version").fetchone()[0])


def _clean_id(movie_id: int) -> int:
    # A NumPy integer would be stored as bytes: SQLite's own integer is what is compared.
    movie_id = operator.index(movie_id)
    if not -(2**63) <= movie_id < 2**63:
        raise StoreError(f"{movie_id} is too large for a movie id")
    return movie_id
