"""IMDb's exports: ratings, the watchlist and lists, with the columns of every year since 2012."""

from __future__ import annotations

import re
from dataclasses import replace

from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import Row, Table
from recflix_tui.history.reading.shared.dates import at_of
from recflix_tui.history.reading.shared.gathering import NO_RATING, PERSON, Gathering
from recflix_tui.history.reading.shared.numbers import imdb_number, year_of
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, HistoryError
from recflix_tui.text import clean, fold

GAME = "a video game"
"""Why a row is left out that is about a game."""
MUSIC = "a music video"
"""Why a row is left out that is about a music video."""
UNKNOWN_TYPE = "a title type that is not known, without an id"
"""Why a row is left out that may be of a series, and has no id that would tell."""

# What only IMDb calls so; a file with most of them is of IMDb even where one has another name.
_OWN_COLUMNS = {"const", "titletype", "imdbrating", "runtimemins", "numvotes"}
_OF_PEOPLE = ("const", "knownfor")
_RATING = ("yourrating", "yourated")
_RATED_AT = ("daterated",)
_ADDED_AT = ("dateadded", "created")  # the rating, or the title to a list
_BEST = 10

# Words of title types by their letters, in the languages of IMDb's pages.
_SERIES = ("serie", "episod", "folge", "podcast", "staffel", "season")
_GAMES = ("game", "spiel", "juego", "jeu", "gioco", "jogo")
_MUSIC = ("music", "musik", "clip")
_FILMS = (
    *("movie", "film", "pelicul", "video", "special", "documentar"),
    *("short", "court", "corto", "curta"),
)


class ImdbReader:
    """Reads IMDb's exports."""

    key = "imdb"
    name = "IMDb"

    def fits(self, source: Source) -> bool:
        """Whether there is a file with IMDb's columns."""
        return any(_table_of(source, member) for member in source.members)

    def read(self, source: Source, person: str | None) -> Export:
        """What its files say. Raises HistoryError where one lacks a column that nothing can be
        told without."""
        gathered = Gathering(self.key, self.name)
        for member in source.members:
            table = _table_of(source, member)
            if table:
                _read(table, gathered)
        return gathered.export()


def _table_of(source: Source, member: Member) -> Table | None:
    table = source.table(member)
    if table and (len(_OWN_COLUMNS & set(table.columns)) >= 3 or table.has(*_OF_PEOPLE)):
        return table
    return None


def _read(table: Table, gathered: Gathering) -> None:
    _refuse_lacking(table)
    gathered.take_faults(table)
    rated, listed = _is_of(table)
    n_by_id = 0
    for row in table.rows:
        film = _film(table, row, gathered)
        if film is None:
            continue
        n_by_id += not film.title
        at = at_of(row.get(*_ADDED_AT))
        kind = None if at is None else DateKind.LOGGED
        act = Act(film, Did.MY_LIST, 1.0, at, kind, table.file, row.line)
        if listed or not rated:
            gathered.add(act)
        if rated:
            _rate(row, act, gathered, must=not listed)
    if n_by_id:
        gathered.note(
            f"{table.file}: the title types of {n_by_id:,} rows are in a language that is not "
            "known here; they are found by their ids alone"
        )


def _rate(row: Row, act: Act, gathered: Gathering, must: bool) -> None:
    """Take in the rating of a row; `must`: a row without one is left out."""
    title = act.film.title
    try:
        value = stars(row.get(*_RATING), _BEST)
    except ValueError as error:
        gathered.leave_out(act.file, act.line, title, str(error))
        return
    if value:
        at = at_of(row.get(*_RATED_AT, *(_ADDED_AT if must else ())))
        kind = None if at is None else DateKind.RATED
        gathered.add(replace(act, did=Did.RATED, value=value, at=at, date_kind=kind))
    elif must:
        gathered.leave_out(act.file, act.line, title, NO_RATING)


def _is_of(table: Table) -> tuple[bool, bool]:
    """Whether a file is of ratings, and whether it is of a list; a list may hold ratings too.

    Before 2017 both had the same columns: a file where every row is rated was one of ratings,
    unless its name says watchlist.
    """
    rated = any(map(table.has, _RATING))
    listed = table.has("position")
    if listed and table.has("yourated") and "watchlist" not in table.file.lower():
        listed = not all(row.get("yourated") for row in table.rows)
    return rated, listed


def _refuse_lacking(table: Table) -> None:
    if not (table.has("const") or table.has("title")):
        lacking = "Const and Title"
    elif not (table.has("position") or any(map(table.has, _RATING)) or table.has(*_OF_PEOPLE)):
        lacking = "Your Rating"
    else:
        return
    raise HistoryError(
        f"{table.file}: the column {lacking} is missing from this export of IMDb's; export it again"
    )


def _film(table: Table, row: Row, gathered: Gathering) -> Film | None:
    """The film of a row, None where it is about none: what it is comes before any title, as
    episodes are called as films are."""
    title, const = row.get("title", "name"), row.get("const", "url")
    number = imdb_number(const)
    letters = "".join(letter for letter in fold(row.get("titletype")) if letter.isalnum())
    if const.startswith("nm"):
        gathered.leave_out(table.file, row.line, title, PERSON)
    elif any(word in letters for word in _SERIES):
        gathered.leave_out_series(table.file, row.line, title, _series(title, letters))
    elif any(word in letters for word in _GAMES):
        gathered.leave_out(table.file, row.line, title, GAME)
    elif any(word in letters for word in _MUSIC):
        gathered.leave_out(table.file, row.line, title, MUSIC)
    elif not letters or any(word in letters for word in _FILMS):
        original = row.get("originaltitle")
        others = (original,) if original and original != title else ()
        return Film(title, year_of(row.get("year")), number, other_titles=others)
    elif number:
        return Film("", year_of(row.get("year")), number)
    else:
        gathered.leave_out(table.file, row.line, title, UNKNOWN_TYPE)
    return None


def _series(title: str, letters: str) -> str:
    """The series that a row is of: of an episode the part of its title before the colon."""
    return re.split(r": ", clean(title), maxsplit=1)[0] if "episod" in letters else title
