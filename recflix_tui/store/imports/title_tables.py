"""What titles are called that somebody rated or marked, and which is which in other datasets."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from recflix_tui.store.imports.records import CHOSEN, Alias, InTheWay, KnownTitle, Waiting
from recflix_tui.store.records import OUTSIDE
from recflix_tui.store.rows import number_of, text_of
from recflix_tui.store.sqlite_errors import sqlite_errors
from recflix_tui.store.transactions import Transactions

_Row = tuple[Any, ...]
_COLUMNS = "id_space, movie_id, title, year, imdb_id, tmdb_id, other_titles"
_STANDING = (
    "SELECT profile_id, id_space, movie_id, 'rate' AS kind, stars AS value, at, event_id"
    " FROM ratings UNION ALL"
    " SELECT profile_id, id_space, movie_id, mark, value, at, event_id FROM marks"
)
_ALIAS = "id_space, of_space, of_movie, movie_id, how"
# What those who rated or marked a title did to a movie through any other title.
_IN_THE_WAY = (
    "WITH asked (space, of_space, of_movie, movie) AS (VALUES (?, ?, ?, ?))"
    " SELECT seen.profile_id, kind FROM asked JOIN ("
    "SELECT profile_id, id_space, movie_id, own_space, own_movie, 'rate' AS kind FROM ratings_seen"
    " UNION ALL SELECT profile_id, id_space, movie_id, own_space, own_movie, mark FROM marks_seen"
    ") AS seen ON seen.id_space = space AND seen.movie_id = movie"
    " AND (own_space, own_movie) <> (of_space, of_movie)"
    " WHERE EXISTS (SELECT 1 FROM ratings WHERE profile_id = seen.profile_id"
    " AND id_space = of_space AND movie_id = of_movie)"
    " OR EXISTS (SELECT 1 FROM marks WHERE profile_id = seen.profile_id"
    " AND id_space = of_space AND movie_id = of_movie)"
    " ORDER BY kind <> 'rate', kind, profile_id"
)


class TitleTables:
    """The titles and aliases of one store. Every method may be called from any thread; what a
    method wrote is on the disk when it returns. Each raises StoreError."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def unnamed(self, id_space: str) -> list[int]:
        """The movie ids of an id space that somebody rated or marked and that have no name; odd
        rows are left out."""
        rows = self._transactions.read(
            "SELECT DISTINCT movie_id FROM events WHERE id_space = ?"
            " AND typeof(movie_id) = 'integer' AND NOT EXISTS (SELECT 1 FROM titles"
            " WHERE titles.id_space = events.id_space"
            " AND titles.movie_id = events.movie_id) ORDER BY movie_id",
            id_space,
        )
        return [movie_id for (movie_id,) in rows]

    def nameless_spaces(self) -> set[str]:
        """The id spaces of what somebody rated or marked in which no title has a name."""
        rows = self._transactions.read(
            "SELECT id_space FROM ratings UNION SELECT id_space FROM marks"
            " EXCEPT SELECT id_space FROM titles"
        )
        return {space for (space,) in rows}

    def name(self, titles: Iterable[KnownTitle]) -> None:
        """Keep what titles are called; ids of them that were not known are filled in."""
        with self._transactions.writing() as db:
            name_titles(db, titles)

    def known(self, id_space: str) -> dict[int, KnownTitle]:
        """The named titles of an id space by their movie ids."""
        rows = self._transactions.read(
            f"SELECT {_COLUMNS} FROM titles WHERE id_space = ? ORDER BY movie_id", id_space
        )
        return {title.movie_id: title for title in self._titles(rows)}

    def named(self, id_space: str, movie_id: int) -> KnownTitle | None:
        """What a title is called, None where nobody said."""
        rows = self._transactions.read(
            f"SELECT {_COLUMNS} FROM titles WHERE id_space = ? AND movie_id = ?", id_space, movie_id
        )
        return next(iter(self._titles(rows)), None)

    def not_looked_up(self, id_space: str, fingerprint: str) -> list[KnownTitle]:
        """The named titles of other id spaces of which it is not said which movie of this one
        they are, nor that they are none of the dataset of that fingerprint."""
        rows = self._transactions.read(
            f"SELECT {_COLUMNS} FROM titles WHERE id_space <> ? AND NOT EXISTS (SELECT 1 FROM"
            " aliases WHERE aliases.id_space = ? AND of_space = titles.id_space"
            " AND of_movie = titles.movie_id AND (aliases.movie_id IS NOT NULL"
            " OR instr(how, ?) > 0)) ORDER BY id_space, movie_id",
            *(id_space, id_space, fingerprint),
        )
        return self._titles(rows)

    def say(self, aliases: Iterable[Alias]) -> None:
        """Keep which movie a title is, in place of what was said before; but what a person chose
        gives way to another choice alone."""
        with self._transactions.writing() as db:
            say_aliases(db, aliases)

    def choose(self, alias: Alias) -> list[InTheWay]:
        """Keep which movie a person says a title is, unless somebody who rated or marked the title
        rated or marked that movie too, through another title: the one would hide the other. Return
        what is in the way, ratings first; nothing where it is kept."""
        with self._transactions.writing() as db:
            asked = alias.id_space, alias.of_space, alias.of_movie
            now = _alias_of(db, *asked)
            if now is None or now.movie_id != alias.movie_id:
                found = db.execute(_IN_THE_WAY, (*asked, alias.movie_id)).fetchall()
                if found:
                    return [InTheWay(*row) for row in found]
            say_aliases(db, [alias])
        return []

    def refuse(self, id_space: str, address: tuple[str, int], fingerprint: str) -> None:
        """Keep that a person says that a title is none of the dataset of that fingerprint."""
        with self._transactions.writing() as db:
            now = _alias_of(db, id_space, *address) or Alias(id_space, *address, None, "")
            none = now.none_also_of(fingerprint)
            db.execute(
                f"INSERT OR REPLACE INTO aliases ({_ALIAS}) VALUES (?, ?, ?, NULL, ?)",
                (id_space, *address, none.how),
            )

    def forget(self, id_space: str, address: tuple[str, int]) -> bool:
        """Forget what a person said of a title; False where nobody said anything."""
        with self._transactions.writing() as db:
            now = _alias_of(db, id_space, *address)
            if now is None or not now.is_said:
                return False
            forget_aliases(db, [now])
            return True

    def aliases(self, id_space: str) -> dict[tuple[str, int], Alias]:
        """What is said of titles of other id spaces, by their own."""
        rows = self._transactions.read(
            f"SELECT {_ALIAS} FROM aliases WHERE id_space = ? ORDER BY of_space, of_movie",
            id_space,
        )
        with sqlite_errors(self._transactions.path):
            found = [_alias(row) for row in rows]
        return {(alias.of_space, alias.of_movie): alias for alias in found}

    def held(self, profile_id: int) -> set[tuple[str, int]]:
        """The titles that a profile rated or marked, by id space and movie id; odd rows are left
        out."""
        rows = self._transactions.read(
            f"SELECT DISTINCT id_space, movie_id FROM ({_STANDING}) WHERE profile_id = ?"
            " AND typeof(id_space) = 'text' AND typeof(movie_id) = 'integer'",
            profile_id,
        )
        return set(rows)

    def waiting(self, profile_id: int, id_space: str, has: Callable[[int], bool]) -> list[Waiting]:
        """What a profile rated or marked that is no movie of a dataset, the oldest first; odd rows
        are left out. id_space: the dataset's; has: whether it has a movie of that id."""
        rows = self._transactions.read(
            "SELECT standing.id_space, standing.movie_id, kind, value,"
            " CASE standing.id_space WHEN ? THEN standing.movie_id ELSE aliases.movie_id END"
            f" FROM ({_STANDING}) AS standing LEFT JOIN aliases ON aliases.id_space = ?"
            " AND of_space = standing.id_space AND of_movie = standing.movie_id"
            " WHERE typeof(standing.id_space) = 'text' AND typeof(standing.movie_id) = 'integer'"
            " AND profile_id = ? ORDER BY event_id",
            *(id_space, id_space, profile_id),
        )
        with sqlite_errors(self._transactions.path):
            waiting = [
                Waiting(space, movie, kind, value, _number_or_none(here))
                for space, movie, kind, value, here in rows
            ]
        return [row for row in waiting if row.here is None or not has(row.here)]

    def _titles(self, rows: Iterable[_Row]) -> list[KnownTitle]:
        with sqlite_errors(self._transactions.path):
            return [_title(row) for row in rows]


def name_titles(db: sqlite3.Connection, titles: Iterable[KnownTitle]) -> None:
    """Keep what titles are called inside the caller's transaction."""
    db.executemany(
        f"INSERT INTO titles ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id_space, movie_id) DO UPDATE SET"
        " imdb_id = CASE titles.imdb_id WHEN 0 THEN excluded.imdb_id ELSE titles.imdb_id END,"
        " tmdb_id = CASE titles.tmdb_id WHEN 0 THEN excluded.tmdb_id ELSE titles.tmdb_id END",
        [
            (t.id_space, t.movie_id, t.title, t.year, t.imdb_id, t.tmdb_id, _lines(t.other_titles))
            for t in titles
        ],
    )


def say_aliases(db: sqlite3.Connection, aliases: Iterable[Alias]) -> None:
    """Keep which movie a title is inside the caller's transaction, as `TitleTables.say` does."""
    db.executemany(
        "INSERT INTO aliases (id_space, of_space, of_movie, movie_id, how) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (of_space, of_movie, id_space)"
        " DO UPDATE SET movie_id = excluded.movie_id, how = excluded.how"
        f" WHERE aliases.how <> '{CHOSEN}' OR excluded.how = '{CHOSEN}'",
        [(a.id_space, a.of_space, a.of_movie, a.movie_id, a.how) for a in aliases],
    )


def forget_aliases(db: sqlite3.Connection, aliases: Iterable[Alias]) -> None:
    """Forget what is said of some titles inside the caller's transaction."""
    db.executemany(
        "DELETE FROM aliases WHERE id_space = ? AND of_space = ? AND of_movie = ?",
        [(a.id_space, a.of_space, a.of_movie) for a in aliases],
    )


def add_outside(db: sqlite3.Connection, titles: Sequence[KnownTitle]) -> Mapping[int, int]:
    """Give each of some films that no dataset has an id of its own, or the one that it has since
    another import brought it, inside the caller's transaction; by the ids that they came with,
    which are none of the store's (below 0)."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM titles WHERE id_space = ?", (OUTSIDE,)).fetchall()
    there = [_title(row) for row in rows]
    # One that is chosen is known by its own id: what is asked for here is another of its name.
    chosen = _chosen(db)
    known = {replace(t, movie_id=0): t.movie_id for t in there if t.movie_id not in chosen}
    new = [title for title in titles if replace(title, movie_id=0) not in known]
    highest = max((title.movie_id for title in there), default=0)
    added = {title.movie_id: highest + at for at, title in enumerate(new, start=1)}
    name_titles(db, [replace(title, movie_id=added[title.movie_id]) for title in new])
    return {t.movie_id: known.get(replace(t, movie_id=0)) or added[t.movie_id] for t in titles}


def _chosen(db: sqlite3.Connection) -> set[int]:
    """The films of no dataset of which somebody chose which movie they are."""
    rows = db.execute(
        "SELECT of_movie FROM aliases WHERE of_space = ? AND how = ?", (OUTSIDE, CHOSEN)
    )
    return {movie for (movie,) in rows}


def sweep_titles(db: sqlite3.Connection) -> None:
    """Forget the titles that nobody ever did anything to, inside the caller's transaction."""
    for table, address in (("titles", "id_space, movie_id"), ("aliases", "of_space, of_movie")):
        db.execute(  # which goes through the events once, not once a title
            f"DELETE FROM {table} WHERE ({address}) NOT IN (SELECT id_space, movie_id FROM events)"
        )


def _alias_of(db: sqlite3.Connection, id_space: str, of_space: str, of_movie: int) -> Alias | None:
    """What is said of a title, inside the caller's transaction."""
    found = db.execute(
        f"SELECT {_ALIAS} FROM aliases WHERE id_space = ? AND of_space = ? AND of_movie = ?",
        (id_space, of_space, of_movie),
    ).fetchone()
    return None if found is None else _alias(found)


def _alias(row: _Row) -> Alias:
    space, of_space, of_movie, movie, how = row
    return Alias(space, of_space, of_movie, _number_or_none(movie), text_of(how))


def _number_or_none(value: object) -> int | None:
    return None if value is None else number_of(value)


def _title(row: _Row) -> KnownTitle:
    space, movie, title, year, imdb_id, tmdb_id, others = row
    return KnownTitle(
        text_of(space),
        number_of(movie),
        text_of(title),
        number_of(year),
        number_of(imdb_id),
        number_of(tmdb_id),
        tuple(text_of(others).splitlines()),
    )


def _lines(names: Iterable[str]) -> str:
    return "\n".join(names)
