"""MovieLens: the export of MovieLens.org, and a file laid out as those of its datasets.

    movie_id,imdb_id,tmdb_id,rating,average_rating,title
    userId,movieId,rating,timestamp

The first has no dates, and beside each rating the mean of all people; its ids of IMDb come
without their tt, and its titles with the year. The second names films by number alone, and may
hold several people. Both number films as MovieLens' datasets do; but the second may be of data of
one's own, which is laid out so too, and goes by another key.
"""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.dataset.title_names import Title, read_title
from recflix_tui.history.files.tables import Row, Table
from recflix_tui.history.reading.shared.dates import not_to_come
from recflix_tui.history.reading.shared.gathering import Gathering
from recflix_tui.history.reading.shared.numbers import imdb_number, whole_number
from recflix_tui.history.reading.shared.people import whose
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film

RATINGS_FILE = "ratings"
"""The key of a file that is laid out as a dataset's ratings are."""
NO_NUMBER = "no movie id of MovieLens"
"""Why a row is left out that names no film."""
NO_RATING = "no rating"
"""Why a row is left out that says nothing."""

_BEST = 5.0
_RATED = {"movieid", "rating"}
_TITLES = {"movieid", "title"}


@dataclass(frozen=True)
class MovieLensReader:
    """The reader of ratings by MovieLens' numbers."""

    key: str = "movielens"
    """Which service."""
    name: str = "MovieLens"
    """As it is called."""

    def fits(self, source: Source) -> bool:
        """Whether any file rates films by their numbers."""
        return bool(_tables(source))

    def read(self, source: Source, person: str | None) -> Export:
        """What one person rated."""
        tables = _tables(source)
        users = (row.get("userid") for table in tables for row in table.rows)
        people = tuple(dict.fromkeys(user for user in users if user))
        user = whose(people, person)
        key = RATINGS_FILE if people else self.key
        if people and user is None:
            return Export(key, self.name, people=people)
        gathering = Gathering(key, self.name)
        titles = _titles(source)
        for table in tables:
            gathering.take_faults(table)
            for row in table.rows:
                if row.get("userid") in ("", user):
                    _take(gathering, table, row, titles)
        return gathering.export()


def _tables(source: Source) -> list[Table]:
    tables = (source.table(member, _RATED) for member in source.members)
    return [table for table in tables if table is not None]


def _titles(source: Source) -> dict[int, Title]:
    """What films are called by the file of titles, where it lies beside the ratings."""
    titles: dict[int, Title] = {}
    for member in source.members:
        table = source.table(member, _TITLES)
        if table is not None and not table.has("rating"):
            for row in table.rows:
                number = whole_number(row.get("movieid"))
                titles[number] = read_title(row.get("title"), number)
    return titles


def _take(gathering: Gathering, table: Table, row: Row, titles: dict[int, Title]) -> None:
    number, said = whole_number(row.get("movieid")), row.get("title")
    title = read_title(said, number) if said else titles.get(number, Title("", 0, ""))
    if not number:
        gathering.leave_out(table.file, row.line, title.shown, NO_NUMBER)
        return
    try:
        value = stars(row.get("rating"), _BEST)
    except ValueError as wrong:
        gathering.leave_out(table.file, row.line, title.shown, str(wrong))
        return
    if not value:
        gathering.leave_out(table.file, row.line, title.shown, NO_RATING)
        return
    film = Film(
        title.shown,
        title.year,
        imdb_id=imdb_number(row.get("imdbid")),
        tmdb_id=whole_number(row.get("tmdbid")),
        movie_id=number,
    )
    at = not_to_come(float(whole_number(row.get("timestamp"))) or None)
    kind = None if at is None else DateKind.RATED
    gathering.add(Act(film, Did.RATED, value, at, kind, table.file, row.line))
