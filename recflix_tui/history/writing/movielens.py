"""The layout of MovieLens.org's own export: ratings by MovieLens' numbers, without dates.

`movie_id,imdb_id,tmdb_id,rating,average_rating,title`, lines ended by CRLF, the ids of IMDb
without their tt and of at least seven digits, the year inside the title.
"""

from __future__ import annotations

from recflix_tui.history.values import Act, OwnHistory
from recflix_tui.history.writing.laid_out import LaidOut, csv_line, number, ratings_alone
from recflix_tui.text import clean, with_year

HEADER = ("movie_id", "imdb_id", "tmdb_id", "rating", "average_rating", "title")


def lay_out(own: OwnHistory) -> LaidOut:
    """The ratings of the titles that MovieLens has."""
    no_id = "MovieLens has no number for the film"
    rated, left_out = ratings_alone(own, "MovieLens.org's file", lambda film: film.movie_id, no_id)
    lines = [csv_line(HEADER), *(_line(act, own.averages.get(act.film)) for act in rated)]
    dated = any(act.at is not None for act in rated)
    notes = ("MovieLens.org's file has no dates: they are not in it",) if dated else ()
    films = frozenset(act.film for act in rated)
    return LaidOut({"": "".join(lines).encode()}, films, left_out, notes)


def _line(act: Act, average: float | None) -> str:
    film = act.film
    return csv_line(
        (
            str(film.movie_id),
            f"{film.imdb_id:07}" if film.imdb_id else "",
            number(film.tmdb_id),
            f"{act.value:.1f}",
            "" if average is None else f"{average:.5f}",
            with_year(clean(film.title), film.year),
        )
    )
