"""What the people here did: profiles, ratings, marks, and the log of it with undo and redo."""

from __future__ import annotations

import contextlib
import math
import operator
import sqlite3
import time
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recflix_tui.store.behaviour.behaviour_tables import BehaviourTables
from recflix_tui.store.file.opening import Connections, connect
from recflix_tui.store.profile_rules import clean_name, name_key, require_free_name, require_profile
from recflix_tui.store.profile_settings import ProfileSettings
from recflix_tui.store.records import EVENT_COLUMNS, NOT_SAID, Event, Mark, Profile, StoreError
from recflix_tui.store.rows import (
    HIGHEST_STARS,
    LOWEST_STARS,
    mark_of,
    number_of,
    profile_of,
    seconds_of,
    share_of,
    stars_of,
)
from recflix_tui.store.slots.changing import change
from recflix_tui.store.slots.rating_slot import HERE_AND_NOW, RatingSlot
from recflix_tui.store.slots.undo import redo_newest, undo_newest
from recflix_tui.store.sqlite_errors import sqlite_errors
from recflix_tui.store.transactions import Transactions

if TYPE_CHECKING:  # no first shelf waits for these
    from recflix_tui.store.imports.imports import Imports
    from recflix_tui.store.imports.title_tables import TitleTables
    from recflix_tui.store.replay import Replayer

__all__ = ["Event", "Mark", "Profile", "Store", "StoreError"]


class Store:
    """One store file, opened. Every method may be called from any thread.

    What a method wrote is on the disk when it returns; if it raises `StoreError`, nothing has
    changed. Reads have a connection of their own and do not wait for a write. Other processes
    may have the same file open. `id_space` names the set of movie ids that `movie_id` is from.
    """

    def __init__(self, path: Path, connections: Connections, clock: Callable[[], float]) -> None:
        self.path = path
        self._connections, self._writer = connections, connections.writer
        self._transactions = Transactions(path, connections)
        self._clock = clock
        self.profile_settings = ProfileSettings(self._transactions)
        """What each profile set for itself alone."""
        self.behaviour = BehaviourTables(self._transactions)
        """What each profile did beside rating and marking."""
        self.warning = connections.warning
        """What was found wrong at the opening and did not keep it from opening, as a line to say;
        None where nothing was."""

    @cached_property
    def titles(self) -> TitleTables:
        """What titles are called, and which movie of another dataset each is."""
        from recflix_tui.store.imports.title_tables import TitleTables

        return TitleTables(self._transactions)

    @cached_property
    def imports(self) -> Imports:
        """Histories that were brought in from elsewhere."""
        from recflix_tui.store.imports.imports import Imports

        return Imports(self._transactions, self._clock)

    @cached_property
    def replayer(self) -> Replayer:
        """What the log of each profile comes to."""
        from recflix_tui.store.replay import Replayer

        return Replayer(self._transactions)

    @classmethod
    def open(cls, path: Path, clock: Callable[[], float] = time.time) -> Store:
        """Open the store at `path`, made if it is not there. `clock` gives Unix seconds.

        Raises `StoreError` for a file that is damaged, newer than this RecFlix or not a store
        (it is left untouched), or that cannot be written.
        """
        return cls(path, connect(path), clock)

    def now(self) -> float:
        """Return what the store's clock says, in Unix seconds."""
        return self._clock()

    def back_up(self, folder: Path, why: str = "") -> Path:
        """Keep a copy in a folder, with the six before it; why: what for. Return where it is."""
        from recflix_tui.store.file.backups import back_up  # few starts need it

        return back_up(self._transactions.copy_into, self.path, folder, why, self._clock())

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        self._transactions.close()

    # -- who watches ---------------------------------------------------------------------------

    def profiles(self) -> list[Profile]:
        """Return all profiles, the oldest first."""
        rows = self._read("SELECT id, name, created_at FROM profiles ORDER BY id")
        with sqlite_errors(self.path):
            return [profile_of(row) for row in rows]

    def add_profile(self, name: str) -> Profile:
        """Add a profile. Raises StoreError for a name that is empty, too long or taken."""
        return self.add_profile_with_ratings(name, "", {})

    def add_profile_with_ratings(
        self, name: str, id_space: str, ratings: Mapping[int, float]
    ) -> Profile:
        """Add a profile that has rated: both in one transaction, with an event a rating.

        ratings: movie_id -> stars, the oldest first. Raises StoreError as `add_profile` and
        `rate` do.
        """
        name = clean_name(name)
        given = [(_clean_id(movie_id), _clean_stars(stars)) for movie_id, stars in ratings.items()]
        with self._writing() as db:
            require_free_name(db, name)
            at = self._clock()
            added = db.execute(
                "INSERT INTO profiles (name, name_key, created_at) VALUES (?, ?, ?)",
                (name, name_key(name), at),
            )
            profile = Profile(added.lastrowid or 0, name, at)
            for movie_id, stars in given:
                slot = RatingSlot(profile.id, id_space, movie_id, "rate")
                change(db, slot, stars, at, HERE_AND_NOW)
            return profile

    def rename_profile(self, profile_id: int, name: str) -> Profile:
        """Give a profile another name, which has to be free as in `add_profile`; return it."""
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
        """Remove a profile and all that it did, events too, also from the file's free space."""
        from recflix_tui.store.imports.title_tables import sweep_titles

        with self._writing() as db:
            profile = require_profile(db, profile_id)
            db.execute("DELETE FROM profiles WHERE id = ?", (profile.id,))
            sweep_titles(db)
        self._transactions.sweep()

    # -- what they do --------------------------------------------------------------------------

    def rate(self, profile_id: int, id_space: str, movie_id: int, stars: float) -> bool:
        """Set a rating; return False if it was that already, and nothing was written.

        Raises StoreError unless `stars` is within 0.5 and 5 and the profile is there.
        """
        return self._act(profile_id, id_space, movie_id, "rate", _clean_stars(stars))

    def clear_rating(self, profile_id: int, id_space: str, movie_id: int) -> bool:
        """Take a rating off; return False if there was none."""
        return self._act(profile_id, id_space, movie_id, "clear", None)

    def set_mark(self, profile_id: int, id_space: str, movie_id: int, mark: Mark, on: bool) -> bool:
        """Set a mark on or off, whatever the rating; return False if it was so already.

        How much was watched of what is marked as given up on is then not said.
        """
        return self._act(profile_id, id_space, movie_id, Mark(mark).value, float(on))

    def abandon(self, profile_id: int, id_space: str, movie_id: int, share: float | None) -> bool:
        """Mark a title as given up on once that share of it was watched, above 0 and below 1, None
        where that is not said; return False if it was so already. Raises StoreError for another
        share."""
        value = NOT_SAID if share is None else float(share)
        if share is not None and not 0 < value < 1:
            raise StoreError(f"a share of what was watched is above 0 and below 1, not {value:g}")
        return self._act(profile_id, id_space, movie_id, Mark.ABANDONED.value, value)

    def undo(self, profile_id: int, id_space: str) -> Event | None:
        """Undo the newest event that is not undone yet; return it, or None if there is none."""
        with self._writing() as db:
            return undo_newest(db, profile_id, id_space, self._clock())

    def redo(self, profile_id: int, id_space: str) -> Event | None:
        """Do again what was undone last, unless something else was done since; return that
        event, or None if there is nothing to do again."""
        with self._writing() as db:
            return redo_newest(db, profile_id, id_space, self._clock())

    # -- what holds now ------------------------------------------------------------------------

    def ratings(self, profile_id: int, id_space: str) -> dict[int, float]:
        """Return movie_id -> stars, the oldest rating first; empty for an unknown profile."""
        rated = self.rated(profile_id, id_space)
        return {movie_id: stars for movie_id, (stars, _) in rated.items()}

    def rated(self, profile_id: int, id_space: str) -> dict[int, tuple[float, float]]:
        """Return movie_id -> the stars, and when they were given, in Unix seconds: the day that an
        import said, else the time that they came here. In the order of `ratings`."""
        rows = self._read(
            "SELECT movie_id, stars, at, max(event_id) AS newest FROM ratings_seen"
            " WHERE profile_id = ? AND id_space = ? GROUP BY movie_id ORDER BY newest",
            profile_id,
            id_space,
        )
        with sqlite_errors(self.path):
            return {
                number_of(movie_id): (stars_of(stars), seconds_of(at))
                for movie_id, stars, at, _ in rows
            }

    def all_ratings(self, id_space: str) -> list[tuple[int, int, float, float]]:
        """Return (profile_id, movie_id, stars, Unix seconds) of all profiles, whatever they agreed
        to, sorted by the two ids."""
        rows = self._read(
            "SELECT profile_id, movie_id, stars, at, max(event_id) FROM ratings_seen"
            " WHERE id_space = ? GROUP BY profile_id, movie_id ORDER BY profile_id, movie_id",
            id_space,
        )
        with sqlite_errors(self.path):
            return [
                (number_of(profile_id), number_of(movie_id), stars_of(stars), seconds_of(at))
                for profile_id, movie_id, stars, at, _ in rows
            ]

    def picks_of(self, profile_ids: Collection[int], id_space: str) -> list[tuple[int, int, float]]:
        """Return (profile_id, movie_id, Unix seconds) of what these profiles rated or marked as
        watched, each title once a profile, when it last was, the oldest first. What an import
        brought without saying when is left out, as odd rows are: it was not picked just then."""
        several = ", ".join("?" * len(profile_ids))
        part = (
            "SELECT profile_id, movie_id, at FROM {} AS seen WHERE typeof(movie_id) = 'integer'"
            f" AND typeof(at) = 'real' AND id_space = ? AND profile_id IN ({several})"
            " AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = event_id"
            " AND batch IS NOT NULL AND dated IS NULL)"
        )
        watched = f"{part.format('marks_seen')} AND mark = '{Mark.WATCHED.value}'"
        return self._read(
            f"SELECT profile_id, movie_id, max(at) AS newest FROM"
            f" ({part.format('ratings_seen')} UNION ALL {watched})"
            " GROUP BY profile_id, movie_id ORDER BY newest, profile_id, movie_id",
            *(id_space, *profile_ids) * 2,
        )

    def rating_counts(self, id_space: str) -> dict[int, int]:
        """Return profile_id -> how many ratings, of those who have any."""
        rows = self._read(
            "SELECT profile_id, COUNT(DISTINCT movie_id) FROM ratings_seen WHERE id_space = ?"
            " GROUP BY profile_id",
            id_space,
        )
        return dict(rows)

    def holdings(self, profile_id: int) -> tuple[int, int]:
        """Return how many ratings and how many marks a profile has in all id spaces."""
        counts = "(SELECT COUNT(*) FROM {} WHERE profile_id = ?)"
        query = f"SELECT {counts.format('ratings')}, {counts.format('marks')}"
        ((n_ratings, n_marks),) = self._read(query, profile_id, profile_id)
        return n_ratings, n_marks

    def marks(self, profile_id: int, id_space: str) -> dict[Mark, dict[int, float]]:
        """Return for each mark movie_id -> when it was set (Unix seconds), the oldest first."""
        found: dict[Mark, dict[int, float]] = {mark: {} for mark in Mark}
        rows = self._read(
            "SELECT mark, movie_id, at, max(event_id) AS newest FROM marks_seen"
            " WHERE profile_id = ? AND id_space = ? GROUP BY mark, movie_id ORDER BY newest",
            profile_id,
            id_space,
        )
        with sqlite_errors(self.path):
            for mark, movie_id, at, _ in rows:
                found[mark_of(mark)][number_of(movie_id)] = seconds_of(at)
        return found

    def watched_shares(self, profile_id: int, id_space: str) -> dict[int, float]:
        """Return movie_id -> how much was watched, of what was given up on, the oldest first;
        without those of which that was not said."""
        rows = self._read(
            "SELECT movie_id, value, max(event_id) AS newest FROM marks_seen WHERE profile_id = ?"
            " AND id_space = ? AND mark = ? GROUP BY movie_id ORDER BY newest",
            profile_id,
            id_space,
            Mark.ABANDONED.value,
        )
        with sqlite_errors(self.path):
            shares = {number_of(movie_id): share_of(share) for movie_id, share, _ in rows}
        return {movie_id: share for movie_id, share in shares.items() if share != NOT_SAID}

    def events(self, profile_id: int) -> list[Event]:
        """Return all that the profile did, in every id space, the oldest first."""
        rows = self._read(
            f"SELECT {EVENT_COLUMNS} FROM events WHERE profile_id = ? ORDER BY id", profile_id
        )
        return [Event(*row) for row in rows]

    def event_numbers(self, profile_id: int) -> list[int]:
        """Return the numbers of all that the profile did, in every id space, the oldest first."""
        rows = self._read("SELECT id FROM events WHERE profile_id = ? ORDER BY id", profile_id)
        return [number for (number,) in rows]

    def event(self, number: int) -> Event | None:
        """Return the event of that number, None where there is none."""
        rows = self._read(f"SELECT {EVENT_COLUMNS} FROM events WHERE id = ?", number)
        return Event(*rows[0]) if rows else None

    def events_before(
        self,
        profile_id: int,
        kinds: Collection[str],
        number: int | None,
        limit: int,
        brought: bool = False,
    ) -> list[Event]:
        """Return what the profile did of these kinds before the event of a number (None: the
        newest), at most so many, the newest first; brought: only what imports brought."""
        several = ", ".join("?" * len(kinds))
        only = " AND batch IS NOT NULL" if brought else ""
        rows = self._read(
            f"SELECT {EVENT_COLUMNS} FROM events WHERE profile_id = ? AND id < ?"
            f" AND kind IN ({several}){only} ORDER BY id DESC LIMIT ?",
            *(profile_id, 2**63 - 1 if number is None else number, *kinds, limit),
        )
        return [Event(*row) for row in rows]

    # -- settings, and changes by others -------------------------------------------------------

    def get_setting(self, key: str, default: str | None = None) -> str | None:
        """Return the setting's value, or `default` if it was never set."""
        rows = self._read("SELECT value FROM settings WHERE key = ?", key)
        value = rows[0][0] if rows else None
        return value if isinstance(value, str) else default

    def set_setting(self, key: str, value: str | None) -> None:
        """Set a setting; None forgets it."""
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
        """Tell whether another process (or `Store`) changed anything but behaviour since the last
        call or the opening; see `Transactions.changed_elsewhere`."""
        return self._transactions.changed_elsewhere()

    # -- inside --------------------------------------------------------------------------------

    def _act(
        self, profile_id: int, id_space: str, movie_id: int, kind: str, value: float | None
    ) -> bool:
        with self._writing() as db:
            profile = require_profile(db, profile_id)
            slot = RatingSlot(profile.id, id_space, _clean_id(movie_id), kind)
            return change(db, slot, value, self._clock(), HERE_AND_NOW)

    def _writing(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        return self._transactions.writing()

    def _read(self, query: str, *values: object) -> list[Any]:
        return self._transactions.read(query, *values)


def _clean_stars(stars: float) -> float:
    stars = float(stars)
    if not (math.isfinite(stars) and LOWEST_STARS <= stars <= HIGHEST_STARS):
        raise StoreError(f"a rating is from {LOWEST_STARS:g} to {HIGHEST_STARS:g}, not {stars:g}")
    return stars


def _clean_id(movie_id: int) -> int:
    # A NumPy integer would be stored as bytes: SQLite's own integer is what is compared.
    movie_id = operator.index(movie_id)
    if not -(2**63) <= movie_id < 2**63:
        raise StoreError(f"{movie_id} is too large for a movie id")
    return movie_id
