"""The layout of IMDb's ratings export, as it is since 2024: what other services read as IMDb's.

A row needs IMDb's id: a row without it is what services refuse. IMDb knows when a rating was
given, never when a film was seen, so that the day of a viewing is not written as one.
"""

from __future__ import annotations

from recflix_tui.history.values import Act, DateKind, OwnHistory
from recflix_tui.history.writing.laid_out import LaidOut, csv_line, day, number, ratings_alone
from recflix_tui.text import clean

HEADER = (
    "Const",
    "Your Rating",
    "Date Rated",
    "Title",
    "Original Title",
    "URL",
    "Title Type",
    "IMDb Rating",
    "Runtime (mins)",
    "Year",
    "Genres",
    "Num Votes",
    "Release Date",
    "Directors",
)
_NOT_RATED_THEN = (DateKind.WATCHED, DateKind.LOGGED)


def lay_out(own: OwnHistory) -> LaidOut:
    """The ratings of the titles that IMDb has, from 1 to 10."""
    no_id = "no IMDb id is known for the film"
    rated, left_out = ratings_alone(own, "IMDb's file", lambda film: film.imdb_id, no_id)
    lines = [csv_line(HEADER), *map(_line, rated)]
    undated = any(act.at is not None and act.date_kind in _NOT_RATED_THEN for act in rated)
    notes = ("IMDb's file has the days of ratings alone: other days are not in it",)
    films = frozenset(act.film for act in rated)
    return LaidOut({"": "".join(lines).encode()}, films, left_out, notes if undated else ())


def _line(act: Act) -> str:
    film, const = act.film, f"tt{act.film.imdb_id:07}"
    rated = act.at is not None and act.date_kind not in _NOT_RATED_THEN
    cells = {
        "Const": const,
        "Your Rating": str(round(act.value * 2)),
        "Date Rated": day(act.at) if rated and act.at is not None else "",
        "Title": clean(film.title),
        "Original Title": clean(film.title),
        "URL": f"https://www.imdb.com/title/{const}/",
        "Title Type": "Movie",
        "Year": number(film.year),
    }
    return csv_line(cells.get(column, "") for column in HEADER)
