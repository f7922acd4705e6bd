"""Every layout of MovieLens, as a folder or a zip, into titles, ratings and tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recflix_tui.dataset.id_spaces import id_space_of
from recflix_tui.dataset.reading.files.layouts import find_layout
from recflix_tui.dataset.reading.files.messages import trouble
from recflix_tui.dataset.reading.folder_or_zip import OpenSource
from recflix_tui.dataset.reading.lines import csv_records, whole_number
from recflix_tui.dataset.reading.rating_checks import refuse_unknown
from recflix_tui.dataset.reading.rating_files import RatingTable, read_ratings
from recflix_tui.dataset.reading.tag_files import TagTable, read_tags
from recflix_tui.dataset.reading.title_files import Movie, read_movies
from recflix_tui.dataset.reading.user_files import DemographicsTable, read_demographics
from recflix_tui.dataset.values import HALF_STARS

__all__ = ["Movie", "Parsed", "RatingTable", "read_movielens", "read_ratings"]

Progress = Callable[[str, float], None]
_IMDB = re.compile(r"\s*(?:tt)?([0-9]+)\s*", re.IGNORECASE)
# A spreadsheet or a frame with blanks in the column writes `862.0`.
_TMDB = re.compile(r"\s*([0-9]+)(?:\.0*)?\s*")


@dataclass(frozen=True)
class Parsed:
    """A dataset as read."""

    source: str
    """The folder or zip that it is from (its name alone)."""
    id_space: str
    """Datasets of one id space share movie ids; see id_spaces.py."""
    movies: list[Movie]
    """The titles, by ascending movie id."""
    ratings: RatingTable
    """The ratings, in the order of their file."""
    demographics: DemographicsTable | None
    """What the users' file tells, None without one."""
    tags: TagTable | None
    """What the tags' file holds, None without one."""


def read_movielens(path: Path, work: Path, progress: Progress | None = None) -> Parsed:
    """Read the dataset at `path`, a folder or a zip, unpacking into the folder `work`.

    Raises DatasetError with one line: the file, the line, what is wrong, and the mend.
    """
    tell = progress or (lambda stage, fraction: None)
    with OpenSource(path, work) as source:
        there = find_layout(source.label, source.names(), source.others())
        layout = there.layout

        def fetched(part: str | None) -> Path | None:
            name = there.name_of(part)
            return None if name is None else source.fetch(name)

        tell("reading titles", 0.02)
        fetched(layout.genres)  # the titles' reader finds it beside them
        movies = read_movies(source.fetch(there.movies))
        links = fetched(layout.links)
        if links:
            _add_links(links, movies)
        users = fetched(layout.users)
        demographics = read_demographics(users) if users else None
        tell("reading ratings", 0.1)
        table = read_ratings(
            source.fetch(there.ratings),
            HALF_STARS if there.name_of(layout.tags) else None,
            lambda fraction: tell("reading ratings", 0.1 + 0.3 * fraction),
        )
        tagged = fetched(layout.tags)
        if tagged:
            tell("reading tags", 0.4)
        tags = read_tags(tagged) if tagged else None
    tell("checking", 0.43)
    refuse_unknown(table, np.array(sorted(movies), dtype=np.int64))
    ordered = [movies[movie_id] for movie_id in sorted(movies)]
    space = layout.id_space or id_space_of({movie.movie_id: movie.title.shown for movie in ordered})
    return Parsed(source.label, space, ordered, table, demographics, tags)


def _add_links(path: Path, movies: dict[int, Movie]) -> None:
    """An id may be blank, that at TMDB have no column, and links.csv may know more movies."""
    for line, (number, imdb, *tmdb) in csv_records(path, ("movieId", "imdbId"), ("tmdbId",)):
        movie_id = whole_number(path, line, "movieId", number)
        imdb_id = _id_number(path, line, "imdbId", imdb, _IMDB)
        tmdb_id = _id_number(path, line, "tmdbId", tmdb[0], _TMDB) if tmdb else 0
        movie = movies.get(movie_id)
        if not movie:
            continue
        for column, above, here in (
            ("imdbId", movie.imdb_id, imdb_id),
            ("tmdbId", movie.tmdb_id, tmdb_id),
        ):
            if above and here and here != above:
                what = f"movie {movie_id} has another {column} above"
                raise trouble(path, line, what, "remove one of the two lines")
        movies[movie_id] = replace(
            movie, imdb_id=imdb_id or movie.imdb_id, tmdb_id=tmdb_id or movie.tmdb_id
        )


def _id_number(path: Path, line: int, column: str, text: str, form: re.Pattern[str]) -> int:
    """`0114709`, or as IMDb writes it `tt0114709`; 0 for a blank."""
    found = form.fullmatch(text)
    return whole_number(path, line, column, found[1] if found else text) if text.strip() else 0
