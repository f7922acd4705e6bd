"""Every layout of MovieLens, as a folder or a zip, into titles and ratings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np

from recflix_tui.dataset.csr import ids_to_positions
from recflix_tui.dataset.dataset import HALF_STARS, WHOLE_STARS, DatasetError, Scale
from recflix_tui.dataset.id_spaces import id_space_of
from recflix_tui.dataset.lines import (
    csv_records,
    read_utf8,
    read_utf8_or_latin1,
    split_records,
    trouble,
    whole_number,
)
from recflix_tui.dataset.ratings import RatingTable, line_where, read_ratings
from recflix_tui.dataset.sources import OpenSource, Source
from recflix_tui.dataset.titles import LONGEST_TITLE, Title, read_title
from recflix_tui.text import clean

__all__ = ["Movie", "Parsed", "RatingTable", "read_movielens", "read_ratings"]

Progress = Callable[[str, float], None]

# A title's genres are the bits of one number.
MAX_GENRES = 64
LONGEST_GENRE = 100
_NO_GENRE = {"", "(no genres listed)", "unknown"}
_OLD_GENRES = (
    "unknown|Action|Adventure|Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy|"
    "Film-Noir|Horror|Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western"
)


@dataclass(frozen=True)
class Movie:
    """One title of the catalogue; its id at IMDb is 0 where unknown."""

    movie_id: int
    title: Title
    genres: tuple[str, ...]
    imdb_id: int = 0


@dataclass(frozen=True)
class Parsed:
    """A dataset as read: movies by ascending movie id, ratings as in their file.

    `locate` gives the rating file's name and the line of a (user id, movie id) pair's n-th
    rating; it reads the file again, for messages.
    """

    source: str
    id_space: str
    movies: list[Movie]
    ratings: RatingTable
    locate: Callable[[int, int, int], tuple[Path, int]]


@dataclass(frozen=True)
class _Layout:
    """One way MovieLens lays out its files."""

    movies: str
    ratings: str
    id_space: str | None  # None: to be told from the titles
    read_movies: Callable[[Source, PurePosixPath], Iterator[tuple[Path, int, Movie]]]


def read_movielens(path: Path, work: Path, progress: Progress | None = None) -> Parsed:
    """Read the dataset at `path`, a folder or a zip, unpacking into the folder `work`.

    Raises DatasetError with one line: the file, the line, what is wrong, and the mend.
    """
    tell = progress or (lambda stage, fraction: None)
    with OpenSource(path, work) as source:
        names = source.names()
        layout, folder = _find_layout(source.label, names)
        tell("reading titles", 0.02)
        movies = _read_movies(source, layout, folder)
        _add_links(source, folder, names, movies)
        tell("reading ratings", 0.1)
        ratings_path = source.fetch(str(folder / layout.ratings))
        table = read_ratings(ratings_path, _scale(layout, folder, names))
    tell("checking", 0.4)
    _check_known(ratings_path, table, movies)

    def locate(user_id: int, movie_id: int, which: int) -> tuple[Path, int]:
        return ratings_path, line_where(
            ratings_path, lambda user, movie: user == user_id and movie == movie_id, which
        )

    ordered = [movies[movie_id] for movie_id in sorted(movies)]
    space = layout.id_space or id_space_of({movie.movie_id: movie.title.shown for movie in ordered})
    return Parsed(source.label, space, ordered, table, locate)


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


def _read_movies(source: Source, layout: _Layout, folder: PurePosixPath) -> dict[int, Movie]:
    movies: dict[int, Movie] = {}
    genres: set[str] = set()
    path = Path(layout.movies)
    for path, line, movie in layout.read_movies(source, folder):
        if movie.movie_id in movies:
            raise trouble(
                path,
                line,
                f"movie {movie.movie_id} is there already",
                "remove one of the two lines",
            )
        movies[movie.movie_id] = movie
        genres.update(movie.genres)
        if len(genres) > MAX_GENRES:
            raise trouble(
                path,
                line,
                f"there are more than {MAX_GENRES} different genres so far",
                "correct the genres",
            )
    if not movies:
        raise DatasetError(f"{path.name}: there are no titles in it; download it again")
    return movies


def _movies_csv(source: Source, folder: PurePosixPath) -> Iterator[tuple[Path, int, Movie]]:
    path = source.fetch(str(folder / "movies.csv"))
    for line, (number, title, genres) in csv_records(
        path, read_utf8(path), ("movieId", "title", "genres")
    ):
        yield path, line, _movie(path, line, number, title, genres.split("|"))


def _movies_dat(source: Source, folder: PurePosixPath) -> Iterator[tuple[Path, int, Movie]]:
    path = source.fetch(str(folder / "movies.dat"))
    for line, (number, title, genres) in split_records(path, read_utf8_or_latin1(path), "::", 3):
        yield path, line, _movie(path, line, number, title, genres.split("|"))


def _u_item(source: Source, folder: PurePosixPath) -> Iterator[tuple[Path, int, Movie]]:
    genre_names = _u_genre(source, folder)
    path = source.fetch(str(folder / "u.item"))
    text = read_utf8_or_latin1(path)
    for line, fields in split_records(path, text, "|", 5 + len(genre_names)):
        flags = fields[5:]
        for flag in flags:
            if flag not in ("0", "1"):
                raise trouble(
                    path, line, f'genre flag "{clean(flag)}" is not 0 or 1', "correct the line"
                )
        genres = [name for name, flag in zip(genre_names, flags, strict=True) if flag == "1"]
        yield path, line, _movie(path, line, fields[0], fields[1], genres)


def _u_genre(source: Source, folder: PurePosixPath) -> list[str]:
    """The names of the genre flags; without u.genre, those of ML-100K."""
    name = str(folder / "u.genre")
    if name not in source.names():
        return _OLD_GENRES.split("|")
    path = source.fetch(name)
    genres: dict[int, str] = {}
    for line, (genre, number) in split_records(path, read_utf8_or_latin1(path), "|", 2):
        genres[whole_number(path, line, "genre number", number)] = genre
    if sorted(genres) != list(range(len(genres))):
        raise DatasetError(
            f"{path.name}: the genres are not numbered 0, 1, 2 and so on; correct it"
        )
    return [genres[number] for number in range(len(genres))]


def _movie(path: Path, line: int, number: str, title: str, genres: list[str]) -> Movie:
    movie_id = whole_number(path, line, "movieId", number)
    _refuse_long(path, line, "title", title, LONGEST_TITLE)
    for genre in genres:
        _refuse_long(path, line, "genre", genre, LONGEST_GENRE)
    names = (clean(genre) for genre in genres)
    kept = tuple(dict.fromkeys(name for name in names if name not in _NO_GENRE))
    return Movie(movie_id, read_title(title, movie_id), kept)


def _refuse_long(path: Path, line: int, kind: str, text: str, most: int) -> None:
    if len(text) > most:
        what = f"the {kind} has {len(text):,} characters, and at most {most:,} are possible"
        raise trouble(path, line, what, f"shorten the {kind}, or remove the line")


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
    places = ids_to_positions(known, table.movie_ids)
    row = int(np.argmin(places))
    if places[row] >= 0:
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
    _Layout("movies.csv", "ratings.csv", None, _movies_csv),
    _Layout("movies.dat", "ratings.dat", None, _movies_dat),
    _Layout("u.item", "u.data", "ml-100k", _u_item),
)
