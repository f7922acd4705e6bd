"""The layout of MovieLens.org's own export: ratings by MovieLens' numbers, without dates.

`movie_id,imdb_id,tmdb_id,rating,average_rating,title`, lines ended by CRLF, the ids of IMDb
without their tt and of at least seven digits, the year inside the title.
"""

from __future__ import annotations

from collections import Counter

from recflix_tui.history.values import Act, Did, Film, OwnHistory
from recflix_tui.history.writing.laid_out import WHAT, LaidOut, csv_line, number
from recflix_tui.text import clean

HEADER = ("movie_id", "imdb_id", "tmdb_id", "rating", "average_rating", "title")


def lay_out(own: OwnHistory) -> LaidOut:
    """The ratings of the titles that MovieLens has."""
    lines, films = [csv_line(HEADER)], set()
    left_out: Counter[str] = Counter()
    dated = False
    for act in own.acts:
        if act.did is not Did.RATED:
            left_out[f"{WHAT[act.did]}: MovieLens.org's file holds ratings alone"] += 1
        elif not act.film.movie_id:
            left_out["rated: MovieLens has no number for the film"] += 1
        else:
            lines.append(_line(act, own.averages.get(act.film)))
            films.add(act.film)
            dated = dated or act.at is not None
    notes = ("MovieLens.org's file has no dates: they are not in it",) if dated else ()
    return LaidOut({"": "".join(lines).encode()}, frozenset(films), left_out, notes)


def _line(act: Act, average: float | None) -> str:
    film = act.film
    return csv_line(
        (
            str(film.movie_id),
            f"{film.imdb_id:07}" if film.imdb_id else "",
            number(film.tmdb_id),
            f"{act.value:.1f}",
            "" if average is None else f"{average:.5f}",
            _title(film),
        )
    )


def _title(film: Film) -> str:
    title = clean(film.title)
    return f"{title} ({film.year})" if film.year else title
