"""Title files: `movies.csv`, `movies.dat` or `u.item` into movies by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from recflix_tui.dataset.reading.files.messages import shown, trouble, wrong_file
from recflix_tui.dataset.reading.files.opening import first_line
from recflix_tui.dataset.reading.lines import (
    Repeats,
    csv_records,
    read_utf8_or_latin1,
    split_records,
    whole_number,
)
from recflix_tui.dataset.title_names import LONGEST_TITLE, Title, read_title
from recflix_tui.text import clean

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
    """One title of the catalogue."""

    movie_id: int
    """What ratings call it."""
    title: Title
    """Its name and year."""
    genres: tuple[str, ...]
    """By name, none of them twice."""
    imdb_id: int = 0
    """Its number at IMDb, 0 where unknown."""
    tmdb_id: int = 0
    """Its number at TMDB, 0 where unknown."""


def read_movies(path: Path) -> dict[int, Movie]:
    """The movies of a title file, by their ids.

    The layout is told by the name, or else by the first line. An `u.item` has its genres' names
    from the `u.genre` beside it, or else those of ML-100K. Raises DatasetError with file, line
    and mend.
    """
    movies: dict[int, Movie] = {}
    spellings: dict[str, int] = {}
    repeats = Repeats("movie")
    for line, movie in _records(path):
        if movie.movie_id in movies:
            repeats.add(line, movie.movie_id)
        movies[movie.movie_id] = movie
        for genre in movie.genres:
            spellings[genre] = spellings.get(genre, 0) + 1
        if len(spellings) > MAX_GENRES and len(set(map(str.casefold, spellings))) > MAX_GENRES:
            raise trouble(
                path,
                line,
                f"there are more than {MAX_GENRES} different genres so far",
                "correct the genres",
            )
    repeats.refuse(path)
    if not movies:
        raise wrong_file(path, "there are no titles in it", "download it again")
    return _with_one_spelling(movies, spellings)


def _with_one_spelling(movies: dict[int, Movie], spellings: dict[str, int]) -> dict[int, Movie]:
    """The movies, genres that differ in case alone spelled as most often, or as first.

    spellings: how often each is there, in the order of the file.
    """
    best: dict[str, str] = {}
    for genre, n in spellings.items():
        other = best.setdefault(genre.casefold(), genre)
        if n > spellings[other]:
            best[genre.casefold()] = genre
    if len(best) == len(spellings):
        return movies
    return {
        movie_id: replace(
            movie, genres=tuple(dict.fromkeys(best[genre.casefold()] for genre in movie.genres))
        )
        for movie_id, movie in movies.items()
    }


def genres_of(movies: list[Movie]) -> tuple[str, ...]:
    """The names of all genres of `movies`, in the order of their bits."""
    return tuple(sorted({genre for movie in movies for genre in movie.genres}))


def genre_bits(movies: list[Movie], genre_names: tuple[str, ...]) -> list[int]:
    """The genres of each movie as the bits of a number."""
    bit = {name: 1 << g for g, name in enumerate(genre_names)}
    return [sum(bit[genre] for genre in movie.genres) for movie in movies]


def _records(path: Path) -> Iterator[tuple[int, Movie]]:
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".dat", ".item"):
        first = first_line(path)
        # A title may hold a bar, but no movies.csv has five of them before its first comma.
        bars = first.partition(",")[0].count("|")
        suffix = ".dat" if "::" in first else ".item" if bars >= 5 else ".csv"
    return {".csv": _movies_csv, ".dat": _movies_dat, ".item": _u_item}[suffix](path)


def _movies_csv(path: Path) -> Iterator[tuple[int, Movie]]:
    for line, (number, title, genres) in csv_records(path, ("movieId", "title", "genres")):
        yield line, _movie(path, line, number, title, genres.split("|"))


def _movies_dat(path: Path) -> Iterator[tuple[int, Movie]]:
    for line, (number, title, genres) in split_records(path, read_utf8_or_latin1(path), "::", 3):
        yield line, _movie(path, line, number, title, genres.split("|"))


def _u_item(path: Path) -> Iterator[tuple[int, Movie]]:
    genre_names = _u_genre(path.with_name("u.genre"))
    text = read_utf8_or_latin1(path)
    for line, fields in split_records(path, text, "|", 5 + len(genre_names)):
        flags = [flag.strip() for flag in fields[5:]]
        for flag in flags:
            if flag not in ("0", "1"):
                raise trouble(
                    path, line, f"genre flag {shown(flag)} is not 0 or 1", "correct the line"
                )
        genres = [name for name, flag in zip(genre_names, flags, strict=True) if flag == "1"]
        yield line, _movie(path, line, fields[0], fields[1], genres)


def _u_genre(path: Path) -> list[str]:
    """The names of the genre flags; without u.genre, those of ML-100K."""
    if not path.is_file():
        return _OLD_GENRES.split("|")
    genres: dict[int, str] = {}
    for line, (genre, number) in split_records(path, read_utf8_or_latin1(path), "|", 2):
        genres[whole_number(path, line, "genre number", number)] = genre
    if sorted(genres) != list(range(len(genres))):
        raise wrong_file(path, "the genres are not numbered 0, 1, 2 and so on", "correct it")
    return [genres[number] for number in range(len(genres))]


def _movie(path: Path, line: int, number: str, title: str, genres: list[str]) -> Movie:
    movie_id = whole_number(path, line, "movieId", number)
    _refuse_long(path, line, "title", title, LONGEST_TITLE)
    for genre in genres:
        _refuse_long(path, line, "genre", genre, LONGEST_GENRE)
    names = (clean(genre) for genre in genres)
    kept = tuple(dict.fromkeys(name for name in names if name.casefold() not in _NO_GENRE))
    return Movie(movie_id, read_title(title, movie_id), kept)


def _refuse_long(path: Path, line: int, kind: str, text: str, most: int) -> None:
    if len(text) > most:
        what = f"the {kind} has {len(text):,} characters, and at most {most:,} are possible"
        raise trouble(path, line, what, f"shorten the {kind}, or remove the line")
