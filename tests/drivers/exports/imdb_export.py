"""IMDb's exports, written with the columns of each of their times."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

_FILM_NOW = "Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes"
_FILM_2018 = _FILM_NOW.replace("Original Title,", "")
_TAIL = "Release Date,Directors"
_LIST = "Position,Const,Created,Modified,Description"

RATINGS = f"Const,Your Rating,Date Rated,{_FILM_NOW},{_TAIL}"
"""Ratings, since June 2024."""
WATCHLIST = f"{_LIST},{_FILM_NOW},{_TAIL},Your Rating,Date Rated"
"""The watchlist and every list, since then."""
LIST_WITHOUT_RATINGS = f"{_LIST},{_FILM_NOW},{_TAIL}"
"""The same, as some had it in 2026."""
RATINGS_2018 = f"Const,Your Rating,Date Rated,{_FILM_2018},{_TAIL}"
"""Ratings, from 2018 to May 2024."""
LIST_2018 = f"{_LIST},{_FILM_2018},{_TAIL}"
"""A list of that time, without ratings."""
WATCHLIST_2018 = f"{LIST_2018},Your Rating,Date Rated"
"""A list of that time."""
RATINGS_2017 = (
    "Const,Your Rating,Date Added,Title,Title Type,Directors,IMDb Rating,Runtime (mins),Year,"
    "Genres,Num Votes"
)
"""Ratings, late in 2017."""
BEFORE_2017 = (
    '"position","const","created","modified","description","Title","Title type","Directors",'
    '"You rated","IMDb Rating","Runtime (mins)","Year","Genres","Num. Votes",'
    '"Release Date (month/day/year)","URL"'
)
"""Ratings and lists alike, before 2017."""

ImdbRow = Mapping[str, str | int]
"""What a row says, by the columns of its header; all else of it is blank."""


def imdb_csv(header: str, rows: Iterable[ImdbRow]) -> str:
    """A file of IMDb's."""
    columns = next(csv.reader([header]))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writerows(rows)
    return f"{header}\n{text.getvalue()}"


def write_imdb(path: Path, rows: Iterable[ImdbRow], header: str = RATINGS) -> Path:
    """A file of IMDb's, at `path`."""
    path.write_text(imdb_csv(header, rows), encoding="utf-8", newline="")
    return path
