"""TMDB: the CSV of ratings, watchlist and favourites of an account.

    TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,
    Date Rated

`Rating` is everybody's; one's own goes to 10, in halves. All lists have the same columns: a row
without a rating of one's own is on a watchlist where the name of the file says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.history.files.tables import Row, Table, normalised
from recflix_tui.history.reading.shared.dates import at_of
from recflix_tui.history.reading.shared.gathering import Gathering
from recflix_tui.history.reading.shared.numbers import imdb_number, whole_number, year_of
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film

NOT_RATED = "not rated, in a file whose name does not say that it is a watchlist"
"""Why a row is left out that may be on any list."""
FAVOURITE = "a favourite without a rating"
"""Why a row of the favourites is left out."""

_BEST = 10.0
_COLUMNS = {"tmdbid", "type", "name", "yourrating"}
_FILMS = ("movie", "movies", "film")


@dataclass(frozen=True)
class TmdbReader:
    """The reader of TMDB's lists."""

    key: str = "tmdb"
    """Which service."""
    name: str = "TMDB"
    """As it is called."""

    def fits(self, source: Source) -> bool:
        """Whether any file has TMDB's columns."""
        return any(source.table(member, _COLUMNS) for member in source.members)

    def read(self, source: Source, person: str | None) -> Export:
        """What all files of it say."""
        gathering = Gathering(self.key, self.name)
        for member in source.members:
            table = source.table(member, _COLUMNS)
            if table is not None:
                gathering.take_faults(table)
                for row in table.rows:
                    _take(gathering, table, normalised(member.base_name), row)
        return gathering.export()


def _take(gathering: Gathering, table: Table, file: str, row: Row) -> None:
    title = row.get("name")
    if row.get("type").lower() not in _FILMS:
        gathering.leave_out_series(table.file, row.line, title, row.get("tmdbid"))
        return
    film = Film(
        title,
        year_of(row.get("releasedate")),
        imdb_id=imdb_number(row.get("imdbid")),
        tmdb_id=whole_number(row.get("tmdbid")),
    )
    try:
        value = stars(row.get("yourrating"), _BEST)
    except ValueError as wrong:
        gathering.leave_out(table.file, row.line, title, str(wrong))
        return
    at = at_of(row.get("daterated", "dateadded"))
    if value:
        kind = None if at is None else DateKind.RATED
        gathering.add(Act(film, Did.RATED, value, at, kind, table.file, row.line))
    elif "watchlist" in file:
        kind = None if at is None else DateKind.LOGGED
        gathering.add(Act(film, Did.MY_LIST, 1.0, at, kind, table.file, row.line))
    else:
        reason = FAVOURITE if "favo" in file else NOT_RATED
        gathering.leave_out(table.file, row.line, title, reason)
