"""Where a profile keeps one rating or one mark: its row of state, and its lines in the log."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class RatingSlot:
    """The row of `ratings` or of `marks` that an event of `kind` is about.

    Its methods run inside the caller's transaction.
    """

    profile_id: int
    """Whose it is."""
    id_space: str
    """The set of movie ids that `movie_id` is from."""
    movie_id: int
    """The title that is rated or marked."""
    kind: str
    """`rate` or `clear` for the rating, or the value of a `Mark`."""

    @property
    def is_rating(self) -> bool:
        """Whether it holds a rating, not a mark."""
        return self.kind in ("rate", "clear")

    @property
    def _table(self) -> str:
        return "ratings" if self.is_rating else "marks"

    @property
    def _key(self) -> dict[str, int | str]:
        key: dict[str, int | str] = {
            "profile_id": self.profile_id,
            "id_space": self.id_space,
            "movie_id": self.movie_id,
        }
        return key if self.is_rating else {**key, "mark": self.kind}

    @property
    def _where(self) -> str:
        return "WHERE " + " AND ".join(f"{column} = :{column}" for column in self._key)

    def read(self, db: sqlite3.Connection) -> tuple[float | None, int | None]:
        """Return the stars, or the value of a mark that is on, and the event they came from."""
        value = "stars" if self.is_rating else "value"
        found = db.execute(f"SELECT {value}, event_id FROM {self._table} {self._where}", self._key)
        return found.fetchone() or (None, None)

    def write(self, db: sqlite3.Connection, value: float, at: float, event_id: int) -> None:
        """Set the rating or the mark, whatever it was."""
        row: dict[str, int | str | float] = {**self._key, "at": at, "event_id": event_id}
        row["stars" if self.is_rating else "value"] = value
        names = ", ".join(row)
        values = ", ".join(f":{column}" for column in row)
        db.execute(f"INSERT OR REPLACE INTO {self._table} ({names}) VALUES ({values})", row)

    def clear(self, db: sqlite3.Connection) -> None:
        """Take the rating or the mark off."""
        db.execute(f"DELETE FROM {self._table} {self._where}", self._key)

    def held(self, db: sqlite3.Connection) -> list[RatingSlot]:
        """Where it stands, the newest first: here, or where another dataset has the same title."""
        mark = "" if self.is_rating else " AND mark = :mark"
        rows = db.execute(
            f"SELECT own_space, own_movie FROM {self._table}_seen WHERE profile_id = :profile_id"
            f" AND id_space = :id_space AND movie_id = :movie_id{mark} ORDER BY event_id DESC",
            self._key,
        )
        return [replace(self, id_space=space, movie_id=movie) for space, movie in rows.fetchall()]

    def log(
        self,
        db: sqlite3.Connection,
        value: float | None,
        at: float,
        said: Said,
        *,
        kind: str | None = None,
        before: int | None = None,
        undoes: int | None = None,
    ) -> int:
        """Add an event about this slot to the log, of its own kind or another; return its id."""
        added = db.execute(
            "INSERT INTO events (profile_id, id_space, movie_id, kind, value, at, before, undoes,"
            " batch, dated, date_kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(self.profile_id, self.id_space, self.movie_id, kind or self.kind, value, at),
                *(before, undoes, said.batch, said.dated, said.date_kind),
            ),
        )
        return added.lastrowid or 0


@dataclass(frozen=True)
class Said:
    """What the source of a change says of it; nothing, where it is done here."""

    batch: int | None = None
    """The import that it came with."""
    dated: float | None = None
    """When it was done, in Unix seconds."""
    date_kind: str | None = None
    """What `dated` is of."""


HERE_AND_NOW = Said()
