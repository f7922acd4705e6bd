"""Any table of films: what people convert the lists of other services into.

The columns are known by their names, whatever stands between. A row needs a title or an id.

- `Rating` and `Stars` go to 5, `Rating10` and `Your Rating` to 10, as in the files that they come
  from; of several in a row the last counts. A column to 5 that has more than 5 goes to 10.
- `Watched Date` is the day of a viewing, `Date Rated` that of a rating; a mere `Date` is the day
  on which something was written down.
- A row without a rating was watched, as was one with a day of a viewing; in a file whose name says
  that it is a watchlist, what has no rating is yet to be.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from recflix_tui.dataset.title_names import read_title
from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import Row, Table, normalised
from recflix_tui.history.reading.shared.dates import at_of
from recflix_tui.history.reading.shared.day_orders import read_days
from recflix_tui.history.reading.shared.gathering import Gathering
from recflix_tui.history.reading.shared.numbers import imdb_number, whole_number, year_of
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film

NO_FILM = "no film, by its type"
"""Why a row is left out that is about a game, a book or music."""

_TITLE = ("title", "name", "movie", "film", "movietitle", "filmtitle", "titel", "titre")
_TITLE_ALONE = ("title", "movietitle", "filmtitle")  # what says by itself that films follow
_ORIGINAL = ("originaltitle", "originalname")
_YEAR = ("year", "releaseyear", "releasedate")
_IMDB = ("imdb", "imdbid", "const", "tconst")
_TMDB = ("tmdb", "tmdbid")
_TYPE = ("type", "titletype", "mediatype")
_TO_FIVE = ("rating", "stars")
_TO_TEN = ("rating10", "yourrating", "myrating", "userrating")
_WATCHED = ("watcheddate", "datewatched", "watchdate", "watchedat", "lastwatched")
_RATED = ("daterated", "rateddate", "ratedat", "ratingdate")
_LOGGED = ("date", "dateadded", "created", "createdat", "addedat", "listedat")
_KINDS = (
    (_WATCHED, DateKind.WATCHED),
    (_RATED, DateKind.RATED),
    (_LOGGED, DateKind.LOGGED),
)

_SERIES = ("serie", "episod", "season", "show", "anime")
_NO_FILM = ("game", "book", "music", "podcast", "person")
_WATCHLISTS = ("watchlist", "wishlist", "mylist", "towatch", "wanttosee")

_When = tuple[float, DateKind]


@dataclass(frozen=True)
class AnyCsvReader:
    """The reader of tables of films that no other reader knows."""

    now: Callable[[], float] = time.time
    """What says the time, in Unix seconds: no date of a file lies after it."""
    key: str = "csv"
    """Which service."""
    name: str = "CSV with a title or an id"
    """As it is called."""

    def fits(self, source: Source) -> bool:
        """Whether any file has a column that names films."""
        return any(_table_of(source, member) is not None for member in source.members)

    def read(self, source: Source, person: str | None) -> Export:
        """What all such files say."""
        gathering = Gathering(self.key, self.name)
        for member in source.members:
            table = _table_of(source, member)
            if table is not None:
                gathering.take_faults(table)
                _Reading(gathering, table, self.now()).take_all()
        return gathering.export()


def _table_of(source: Source, member: Member) -> Table | None:
    """A file as a table of films; a mere `Name` may be of anything, and a dataset's list of all
    films is nobody's."""
    table = source.table(member)
    if table is None or not table.rows or (table.has("movieid") and not table.has("rating")):
        return None
    columns = set(table.columns)
    if columns.intersection((*_TITLE_ALONE, *_IMDB, *_TMDB)):
        return table
    beside = columns.intersection((*_YEAR, *_TO_FIVE, *_TO_TEN, *_WATCHED, *_RATED))
    return table if beside and columns.intersection(_TITLE) else None


class _Reading:
    """One table, and what its columns are."""

    def __init__(self, gathering: Gathering, table: Table, now: float) -> None:
        self._gathering = gathering
        self._table = table
        name = normalised(table.file.rpartition("/")[2])
        self._unrated = Did.MY_LIST if any(w in name for w in _WATCHLISTS) else Did.WATCHED
        self._best = dict(self._scales())
        self._days = {
            kind: [self._read_days(column, now) for column in columns if table.has(column)]
            for columns, kind in _KINDS
        }

    def take_all(self) -> None:
        for place, row in enumerate(self._table.rows):
            self._take(place, row)
        if not self._best and self._unrated is Did.WATCHED:
            self._gathering.note(
                f"{self._table.file} has no ratings: its films are taken in as watched"
            )

    def _scales(self) -> Iterable[tuple[str, float]]:
        """The columns of ratings, the last first, each with what it goes to."""
        for column in reversed(self._table.columns):
            if column in _TO_TEN:
                yield column, 10.0
            elif column in _TO_FIVE:
                above = [row.get(column) for row in self._table.rows if _is_above_five(row, column)]
                if above:
                    self._gathering.note(
                        f"{self._table.file}: {above[0]} stands among its ratings, so they are "
                        "read as going to 10"
                    )
                yield column, 10.0 if above else 5.0

    def _read_days(self, column: str, now: float) -> tuple[float | None, ...]:
        """The times in a column, row by row."""
        texts = [row.get(column) for row in self._table.rows]
        days = read_days(texts, now)
        if days.unsure:
            self._gathering.note(
                f"{self._table.file}: day and month cannot be told apart, so its films come undated"
            )
        return tuple(at_of(text) or day for text, day in zip(texts, days.at, strict=True))

    def _take(self, place: int, row: Row) -> None:
        table, title = self._table, row.get(*_TITLE)
        kind = normalised(row.get(*_TYPE))
        if kind == "tv" or any(word in kind for word in _SERIES):
            self._gathering.leave_out_series(table.file, row.line, title)
            return
        if any(word in kind for word in _NO_FILM):
            self._gathering.leave_out(table.file, row.line, title, NO_FILM)
            return
        try:
            value = self._stars(row)
        except ValueError as wrong:
            self._gathering.leave_out(table.file, row.line, title, str(wrong))
            return
        if value:
            self._add(place, row, Did.RATED, value)
        if not value or self._at(place, DateKind.WATCHED) is not None:
            self._add(place, row, self._unrated)

    def _add(self, place: int, row: Row, did: Did, value: float = 1.0) -> None:
        at, kind = self._when(place, did) or (None, None)
        self._gathering.add(Act(_film(row), did, value, at, kind, self._table.file, row.line))

    def _stars(self, row: Row) -> float:
        """What the last column of ratings that says something says; 0 where none does."""
        for column, best in self._best.items():
            if said := row.get(column):
                return stars(said, best)
        return 0.0

    def _when(self, place: int, did: Did) -> _When | None:
        """When a thing was done: a rating when it was given, if that is said, all else when it
        was watched; otherwise when it was written down."""
        kinds: tuple[DateKind, ...] = (DateKind.WATCHED, DateKind.LOGGED)
        if did is Did.RATED:
            kinds = (DateKind.RATED, *kinds)
        elif did is Did.MY_LIST:
            kinds = (DateKind.LOGGED,)
        told = ((self._at(place, kind), kind) for kind in kinds)
        return next(((at, kind) for at, kind in told if at is not None), None)

    def _at(self, place: int, kind: DateKind) -> float | None:
        """The time of a kind that a row says."""
        times = (column[place] for column in self._days[kind])
        return next((at for at in times if at is not None), None)


def _is_above_five(row: Row, column: str) -> bool:
    try:
        stars(row.get(column), 5.0)
    except ValueError:
        return _is_rating(row.get(column))
    return False


def _is_rating(said: str) -> bool:
    try:
        stars(said, 10.0)
    except ValueError:
        return False
    return True


def _film(row: Row) -> Film:
    """The film of a row; where no column says the year, its title may."""
    title, year = row.get(*_TITLE), year_of(row.get(*_YEAR))
    if title and not year:
        read = read_title(title, 0)
        title, year = read.shown, read.year
    original = row.get(*_ORIGINAL)
    return Film(
        title or original,
        year,
        imdb_id=imdb_number(row.get(*_IMDB)),
        tmdb_id=whole_number(row.get(*_TMDB)),
        other_titles=(original,) if title and original and original != title else (),
    )
