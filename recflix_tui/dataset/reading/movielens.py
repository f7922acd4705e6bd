"""Every layout of MovieLens, as a folder or a zip, into titles, ratings and tags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from recflix_tui.dataset.csr import ids_to_positions
from recflix_tui.dataset.id_spaces import id_space_of
from recflix_tui.dataset.reading.folder_or_zip import OpenSource, Source
from recflix_tui.dataset.reading.lines import csv_records, read_utf8, trouble, whole_number
from recflix_tui.dataset.reading.rating_files import RatingTable, line_where, read_ratings
from recflix_tui.dataset.reading.tag_files import TagTable, read_tags
from recflix_tui.dataset.reading.title_files import Movie, read_movies
from recflix_tui.dataset.reading.user_files import DemographicsTable, read_demographics
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, DatasetError, Scale

__all__ = ["Movie", "Parsed", "RatingTable", "read_movielens", "read_ratings"]

Progress = Callable[[str, float], None]


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
    locate: Callable[[int, int, int], tuple[Path, int]]
    """The rating file, and the line of the n-th rating of (user id, movie id, n). It reads the
    file again, for messages."""


@dataclass(frozen=True)
class _Layout:
    """One way MovieLens lays out its files."""

    movies: str
    """The name of the file of titles."""
    ratings: str
    """The name of the file of ratings."""
    id_space: str | None
    """None where it is told from the titles."""
    genres: str | None = None
    """The name of the file of genre names, which may be missing."""
    users: str | None = None
    """The name of the file of demographics, which may be missing."""
    tags: str | None = None
    """The name of the file of tags, which may be missing."""


def read_movielens(path: Path, work: Path, progress: Progress | None = None) -> Parsed:
    """Read the dataset at `path`, a folder or a zip, unpacking into the folder `work`.

    Raises DatasetError with one line: the file, the line, what is wrong, and the mend.
    """
    tell = progress or (lambda stage, fraction: None)
    with OpenSource(path, work) as source:
        names = source.names()
        layout, folder = _find_layout(source.label, names)
        tell("reading titles", 0.02)
        if layout.genres and str(folder / layout.genres) in names:
            source.fetch(str(folder / layout.genres))  # the titles' reader finds it beside them
        movies = read_movies(source.fetch(str(folder / layout.movies)))
        _add_links(source, folder, names, movies)
        demographics = None
        if layout.users and str(folder / layout.users) in names:
            demographics = read_demographics(source.fetch(str(folder / layout.users)))
        tell("reading ratings", 0.1)
        ratings_path = source.fetch(str(folder / layout.ratings))
        table = read_ratings(
            ratings_path,
            _scale(layout, folder, names),
            lambda fraction: tell("reading ratings", 0.1 + 0.3 * fraction),
        )
        tags = None
        if layout.tags and str(folder / layout.tags) in names:
            tell("reading tags", 0.4)
            tags = read_tags(source.fetch(str(folder / layout.tags)))
    tell("checking", 0.43)
    _check_known(ratings_path, table, movies)

    def locate(user_id: int, movie_id: int, which: int) -> tuple[Path, int]:
        return ratings_path, line_where(
            ratings_path, lambda user, movie: user == user_id and movie == movie_id, which
        )

    ordered = [movies[movie_id] for movie_id in sorted(movies)]
    space = layout.id_space or id_space_of({movie.movie_id: movie.title.shown for movie in ordered})
    return Parsed(source.label, space, ordered, table, demographics, tags, locate)


def _find_layout(label: str, names: list[str]) -> tuple[_Layout, PurePosixPath]:
    """The layout whose two files lie together, at the top or one folder down."""
    present = set(names)
    for name in sorted(names, key=lambda name: name.count("/")):
        folder = PurePosixPath(name).parent
        for layout in _LAYOUTS:
            if {str(folder / layout.movies), str(folder / layout.ratings)} <= present:
                return layout, folder
    for layout in _LAYOUTS:
        halves = (layout.movies, layout.ratings)
        found = {PurePosixPath(name).name for name in names} & set(halves)
        if len(found) == len(halves):
            raise DatasetError(
                f"{label}: {layout.movies} and {layout.ratings} lie in different folders; "
                "put the two together"
            )
        if found:
            missing = next(half for half in halves if half not in found)
            raise DatasetError(
                f"{label}: {missing} is missing beside {found.pop()}; "
                "copy it there, or download the dataset again"
            )
    raise DatasetError(
        f"{label}: this is no MovieLens dataset; it needs movies.csv and ratings.csv, "
        "movies.dat and ratings.dat, or u.item and u.data"
    )


def _scale(layout: _Layout, folder: PurePosixPath, names: list[str]) -> Scale:
    """ML-10M has tags and half stars in the same layout in which ML-1M has whole stars."""
    half = layout.ratings == "ratings.csv" or (
        layout.ratings == "ratings.dat" and str(folder / "tags.dat") in names
    )
    return HALF_STARS if half else WHOLE_STARS


def _add_links(
    source: Source, folder: PurePosixPath, names: list[str], movies: dict[int, Movie]
) -> None:
    """links.csv is optional, an id at IMDb may be blank, and it may know more movies."""
    name = str(folder / "links.csv")
    if name not in names:
        return
    path = source.fetch(name)
    for line, (number, imdb) in csv_records(path, read_utf8(path), ("movieId", "imdbId")):
        movie_id = whole_number(path, line, "movieId", number)
        imdb_id = whole_number(path, line, "imdbId", imdb) if imdb.strip() else 0
        movie = movies.get(movie_id)
        if movie:
            movies[movie_id] = Movie(movie_id, movie.title, movie.genres, imdb_id)


def _check_known(path: Path, table: RatingTable, movies: dict[int, Movie]) -> None:
    """Every rated movie must be in the catalogue."""
    known = np.array(sorted(movies), dtype=np.int64)
    items = ids_to_positions(known, table.movie_ids)
    row = int(np.argmin(items))
    if items[row] >= 0:
        return
    movie_id = int(table.movie_ids[row])
    line = line_where(path, lambda user, movie: movie == movie_id)
    raise trouble(
        path,
        line,
        f"movie {movie_id} is not among the titles",
        "add it to the titles, or remove the line",
    )


_LAYOUTS = (
    _Layout("movies.csv", "ratings.csv", None, tags="tags.csv"),
    _Layout("movies.dat", "ratings.dat", None, users="users.dat", tags="tags.dat"),
    _Layout("u.item", "u.data", "ml-100k", genres="u.genre", users="u.user"),
)
