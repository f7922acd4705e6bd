"""Letterboxd's export, written in its layout: CRLF everywhere, quotation marks where needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.drivers.exports.packing import packed

FILM = ("Date", "Name", "Year", "Letterboxd URI")
RATINGS = (*FILM, "Rating")
DIARY = (*RATINGS, "Rewatch", "Tags", "Watched Date")
REVIEWS = (*RATINGS, "Rewatch", "Review", "Tags", "Watched Date")
LIST = ("Position", "Name", "Year", "URL", "Description")
PROFILE = "Date Joined,Username,Email Address\r\n2020-01-01,nobody,nobody@example.org\r\n"

Cell = str | int | float


def letterboxd_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A file of it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


def letterboxd_list(name: str, rows: Iterable[Sequence[Cell]]) -> str:
    """A list, with what stands above its films."""
    about = letterboxd_csv(
        ("Date", "Name", "Tags", "URL", "Description"),
        [("2024-01-01", name, "", "https://boxd.it/li01", "Of all,\r\nthe best")],
    )
    return f"Letterboxd list export v7\r\n{about}\r\n{letterboxd_csv(LIST, rows)}"


def write_letterboxd(
    path: Path,
    *,
    ratings: Iterable[Sequence[Cell]] = (),
    diary: Iterable[Sequence[Cell]] = (),
    reviews: Iterable[Sequence[Cell]] = (),
    watched: Iterable[Sequence[Cell]] = (),
    watchlist: Iterable[Sequence[Cell]] = (),
    likes: Iterable[Sequence[Cell]] = (),
    lists: Iterable[tuple[str, Iterable[Sequence[Cell]]]] = (),
    top: str = "",
) -> Path:
    """The zip, with all of its files, the rows of each as they stand in it."""
    struck = letterboxd_csv(DIARY, [("2020-01-01", "Struck", 1990, "x", 5, "", "", "2020-01-01")])
    files = {
        "profile.csv": PROFILE,
        "comments.csv": "Date,Content,Comment\r\n",
        "ratings.csv": letterboxd_csv(RATINGS, ratings),
        "diary.csv": letterboxd_csv(DIARY, diary),
        "reviews.csv": letterboxd_csv(REVIEWS, reviews),
        "watched.csv": letterboxd_csv(FILM, watched),
        "watchlist.csv": letterboxd_csv(FILM, watchlist),
        "likes/films.csv": letterboxd_csv(FILM, likes),
        "deleted/diary.csv": struck,
        "orphaned/diary.csv": struck,
    }
    for n, (name, rows) in enumerate(lists):
        files[f"lists/list-{n}.csv"] = letterboxd_list(name, rows)
    return packed(path, files, top)
