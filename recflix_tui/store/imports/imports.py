"""A history from elsewhere, brought in whole: one transaction, and one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from recflix_tui.store.imports.held import Held
from recflix_tui.store.imports.records import (
    Alias,
    BroughtAct,
    ImportRecord,
    KnownTitle,
)
from recflix_tui.store.imports.title_tables import (
    add_outside,
    forget_aliases,
    name_titles,
    say_aliases,
)
from recflix_tui.store.profile_rules import require_profile
from recflix_tui.store.records import OUTSIDE, Event
from recflix_tui.store.rows import number_of, seconds_of, share_of, stars_of, text_of
from recflix_tui.store.slots.changing import change
from recflix_tui.store.slots.rating_slot import RatingSlot, Said
from recflix_tui.store.sqlite_errors import sqlite_errors
from recflix_tui.store.transactions import Transactions

_RECORD = (
    "SELECT imports.id, imports.profile_id, source, file, imports.at,"
    " (SELECT count(*) FROM events WHERE batch = imports.id AND kind <> 'undo') FROM imports"
)


# Of several datasets' the newest: rows come by their events, and the last of a key is kept.
_STANDING = (
    "SELECT seen.movie_id, seen.kind, own_space, own_movie, seen.value, seen.at, event_id, source,"
    " date_kind FROM"
    " (SELECT movie_id, 'rate' AS kind, own_space, own_movie, stars AS value, at, event_id"
    " FROM ratings_seen"
    " WHERE profile_id = ? AND id_space = ? UNION ALL"
    " SELECT movie_id, mark, own_space, own_movie, value, at, event_id FROM marks_seen"
    " WHERE profile_id = ? AND id_space = ?) AS seen"
    " JOIN events ON events.id = event_id LEFT JOIN imports ON imports.id = events.batch"
    " ORDER BY event_id"
)

# What an import brought and somebody here took off, unless that was undone.
_TAKEN_OFF = (
    "SELECT off.movie_id, CASE off.kind WHEN 'clear' THEN 'rate' ELSE off.kind END, max(off.at)"
    " FROM events AS off JOIN events AS brought ON brought.id = off.before"
    " WHERE off.profile_id = ? AND off.id_space = ? AND off.kind <> 'undo' AND off.batch IS NULL"
    " AND coalesce(off.value, 0) = 0 AND brought.batch IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM events WHERE undoes = off.id) GROUP BY 1, 2"
)


class Imports:
    """The imports of one store. Every method may be called from any thread and raises
    StoreError; what a method wrote is on the disk when it returns."""

    def __init__(self, transactions: Transactions, clock: Callable[[], float]) -> None:
        self._transactions, self._clock = transactions, clock

    def bring(
        self,
        profile_id: int,
        source: str,
        file: str,
        acts: Sequence[BroughtAct],
        titles: Sequence[KnownTitle] = (),
        aliases: Sequence[Alias] = (),
        apart: Sequence[Alias] = (),
    ) -> ImportRecord | None:
        """Bring in all of it or nothing; None where all of it stood already.

        acts: what is rated and marked, the oldest first. titles: what the titles are called that
        have no name yet; those of `OUTSIDE` with an id below 0 are given one, and acts and aliases
        that name that id follow. aliases: which movie each of them is in other id spaces; apart:
        what no longer holds, as this history has both that title and that movie.
        """
        with self._transactions.writing() as db:
            profile = require_profile(db, profile_id)
            new = [t for t in titles if t.id_space == OUTSIDE and t.movie_id < 0]
            given = {(OUTSIDE, own): number for own, number in add_outside(db, new).items()}
            name_titles(db, [t for t in titles if t.address not in given])
            forget_aliases(db, apart)
            say_aliases(
                db,
                [
                    replace(a, of_movie=given.get((a.of_space, a.of_movie), a.of_movie))
                    for a in aliases
                ],
            )
            at = self._clock()
            added = db.execute(
                "INSERT INTO imports (profile_id, source, file, at) VALUES (?, ?, ?, ?)",
                (profile.id, source, file, at),
            )
            batch = added.lastrowid or 0
            n_acts = 0
            for act in acts:
                movie_id = given.get((act.id_space, act.movie_id), act.movie_id)
                slot = RatingSlot(profile.id, act.id_space, movie_id, act.kind)
                n_acts += change(db, slot, act.value, at, Said(batch, act.dated, act.date_kind))
            if not n_acts:
                db.execute("DELETE FROM imports WHERE id = ?", (batch,))
                return None
            return ImportRecord(batch, profile.id, source, file, at, n_acts)

    def standing(self, profile_id: int, id_space: str) -> dict[tuple[int, str], Held]:
        """What a profile rated and marked, by movie id of an id space and kind (`rate` or the value
        of a `Mark`)."""
        rows = self._transactions.read(_STANDING, *(profile_id, id_space) * 2)
        with sqlite_errors(self._transactions.path):
            return {
                (number_of(movie), kind): Held(
                    (text_of(own_space), number_of(own_movie)),
                    stars_of(value) if kind == "rate" else share_of(value),
                    seconds_of(at),
                    *rest,
                )
                for movie, kind, own_space, own_movie, value, at, *rest in rows
            }

    def taken_off(self, profile_id: int, id_space: str) -> dict[tuple[int, str], float]:
        """When a profile took off here what an import had brought, in Unix seconds, by movie id of
        an id space and kind as in `standing`; it may have been given once more since."""
        rows = self._transactions.read(_TAKEN_OFF, profile_id, id_space)
        with sqlite_errors(self._transactions.path):
            return {(number_of(movie), kind): seconds_of(at) for movie, kind, at in rows}

    def get(self, number: int) -> ImportRecord | None:
        """The import of that number, None where there is none."""
        rows = self._transactions.read(f"{_RECORD} WHERE imports.id = ?", number)
        return ImportRecord(*rows[0]) if rows else None

    def began(self, event: Event) -> int:
        """The number of the first event of an import, or of its undo or its redo, by the last:
        all between them was done at one go."""
        is_undo = event.kind == "undo"
        # What is taken back was done before: all that is newer is of the same go.
        since = "(SELECT max(undoes) FROM events WHERE batch = ? AND id <= ?)" if is_undo else "0"
        ((first,),) = self._transactions.read(
            "SELECT min(id) FROM events WHERE batch = ? AND id <= ? AND"
            f" (kind = 'undo') = ? AND id > {since} AND id > (SELECT coalesce(max(id), 0)"
            " FROM events WHERE id < ? AND batch IS NOT ?)",
            *(event.batch, event.id, is_undo),
            *((event.batch, event.id) if is_undo else ()),
            *(event.id, event.batch),
        )
        return event.id if first is None else first

    def all(self, profile_id: int) -> list[ImportRecord]:
        """The imports of a profile, the oldest first."""
        rows = self._transactions.read(
            f"{_RECORD} WHERE imports.profile_id = ? ORDER BY imports.id", profile_id
        )
        return [ImportRecord(*row) for row in rows]
