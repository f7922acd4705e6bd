"""Simkl: its backup, as CSV or as JSON.

    SIMKL_ID,Title,Type,Year,Watchlist,LastEpWatched,WatchedDate,Rating,Memo,TVDB,TMDB,IMDB

    {"movies": [{"status", "user_rating", "user_rated_at", "last_watched_at",
                 "movie": {"title", "year", "ids": {"imdb", "tmdb"}}}], "shows": [], "anime": []}

Ratings go to 10. What the list says that a film is on becomes an act; the rating one more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import Row, Table, normalised
from recflix_tui.history.reading.shared.dates import at_of, seconds
from recflix_tui.history.reading.shared.gathering import Gathering
from recflix_tui.history.reading.shared.numbers import imdb_number, whole_number, year_of
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film
from recflix_tui.text import clean

UNFINISHED = "begun and not finished"
"""Why a film is left out of which Simkl says that it is being watched, or on hold."""
NO_STATUS = "neither a list nor a rating"
"""Why a row is left out that says nothing of its film."""

_BEST = 10.0
_COLUMNS = {"simklid", "title", "type", "watchlist"}
_LISTS = ("movies", "shows", "anime")
_STATUS = {
    "completed": Did.WATCHED,
    "plantowatch": Did.MY_LIST,
    "dropped": Did.ABANDONED,
    "notinteresting": Did.NOT_FOR_ME,
}
_UNFINISHED = ("watching", "hold", "onhold")
_OLD_DATES = ("%d-%m-%Y %H:%M:%S", "%d-%m-%Y")


@dataclass(frozen=True)
class _Entry:
    """One title of a backup, of either layout."""

    file: str
    line: int
    film: Film
    is_film: bool
    status: str
    """Which list it is on, letters alone."""
    rating: object
    watched_at: float | None
    rated_at: float | None
    added_at: float | None


@dataclass(frozen=True)
class SimklReader:
    """The reader of Simkl's backups."""

    key: str = "simkl"
    """Which service."""
    name: str = "Simkl"
    """As it is called."""

    def fits(self, source: Source) -> bool:
        """Whether any file is laid out as one of its backups."""
        return any(
            source.table(member, _COLUMNS) is not None or _lists(source, member)
            for member in source.members
        )

    def read(self, source: Source, person: str | None) -> Export:
        """What all backups in it say."""
        gathering = Gathering(self.key, self.name)
        for member in source.members:
            table = source.table(member, _COLUMNS)
            if table is not None:
                gathering.take_faults(table)
                entries = [_of_row(table, row) for row in table.rows]
            else:
                entries = list(_of_lists(member.name, _lists(source, member)))
            for entry in entries:
                _take(gathering, entry)
        return gathering.export()


def _take(gathering: Gathering, entry: _Entry) -> None:
    """What is said of one title: the list that it is on, and its rating."""
    place, title = (entry.file, entry.line), entry.film.title
    if not entry.is_film:
        gathering.leave_out_series(*place, title)
        return
    try:
        value = stars(entry.rating, _BEST)
    except ValueError as wrong:
        gathering.leave_out(*place, title, str(wrong))
        value = 0.0
    did = _STATUS.get(entry.status)
    if did is not None:
        at = entry.added_at if did is Did.MY_LIST else entry.watched_at
        kind = DateKind.LOGGED if did in (Did.MY_LIST, Did.NOT_FOR_ME) else DateKind.WATCHED
        gathering.add(Act(entry.film, did, 1.0, at, None if at is None else kind, *place))
    elif not value:
        reason = UNFINISHED if entry.status in _UNFINISHED else NO_STATUS
        gathering.leave_out(*place, title, reason)
    if value:
        at = entry.watched_at if entry.rated_at is None else entry.rated_at
        kind = DateKind.WATCHED if entry.rated_at is None else DateKind.RATED
        gathering.add(Act(entry.film, Did.RATED, value, at, None if at is None else kind, *place))


def _of_row(table: Table, row: Row) -> _Entry:
    return _Entry(
        table.file,
        row.line,
        Film(
            row.get("title"),
            year_of(row.get("year")),
            imdb_id=imdb_number(row.get("imdb")),
            tmdb_id=whole_number(row.get("tmdb")),
        ),
        is_film=row.get("type").lower() in ("movie", "movies"),
        status=normalised(row.get("watchlist")),
        rating=row.get("rating"),
        watched_at=_at(row.get("watcheddate")),
        rated_at=None,
        added_at=None,
    )


def _at(said: str) -> float | None:
    """A time of the CSV: `2024-06-20`, and `18-12-2023 21:50:41` of older backups."""
    for form in _OLD_DATES:
        try:
            return seconds(datetime.strptime(said, form), a_day=":" not in said)
        except ValueError:
            continue
    return at_of(said)


def _lists(source: Source, member: Member) -> dict[str, list[object]]:
    """The lists of a backup in JSON; none where it is none."""
    value = source.json(member)
    if not isinstance(value, Mapping):
        return {}
    lists = {name: of for name in _LISTS if isinstance(of := value.get(name), list)}
    entries = [entry for of in lists.values() for entry in of]
    sound = any(
        isinstance(entry, Mapping) and "status" in entry and ("movie" in entry or "show" in entry)
        for entry in entries
    )
    return lists if sound else {}


def _of_lists(file: str, lists: Mapping[str, list[object]]) -> Iterator[_Entry]:
    """The titles of a backup in JSON, each with its place in its list."""
    for name, entries in lists.items():
        for place, entry in enumerate(entries, start=1):
            if isinstance(entry, Mapping):
                yield _of_entry(f"{file}: {name}", place, name, entry)


def _of_entry(file: str, place: int, name: str, entry: Mapping[str, object]) -> _Entry:
    told = entry.get("movie") or entry.get("show")
    told = told if isinstance(told, Mapping) else {}
    ids = told.get("ids")
    ids = ids if isinstance(ids, Mapping) else {}
    return _Entry(
        file,
        place,
        Film(
            clean(str(told.get("title") or "")),
            year_of(told.get("year")),
            imdb_id=imdb_number(ids.get("imdb")),
            tmdb_id=whole_number(ids.get("tmdb")),
        ),
        is_film=name == "movies" or entry.get("anime_type") == "movie",
        status=normalised(str(entry.get("status") or "")),
        rating=entry.get("user_rating"),
        watched_at=at_of(entry.get("last_watched_at")),
        rated_at=at_of(entry.get("user_rated_at")),
        added_at=at_of(entry.get("added_to_watchlist_at")),
    )
