"""What is known beside the ratings, as a model is trained on it: genres, decades, people.

A row's values make a vector of length 1 (one genre 1, two 1/sqrt(2) each, and so on; age, gender
and occupation 1/sqrt(3) each), so that a title of many genres starts out as spread as one of few.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.csr import positions
from recflix_tui.dataset.reading.title_files import genre_bits, genres_of, read_movies
from recflix_tui.dataset.reading.user_files import read_demographics
from recflix_tui.dataset.values import Demographics
from recflix_tui.model.ratings import Features, Side

N_AGES = 7
N_GENDERS = 2


def side_of(
    item_ids: NDArray[np.int64],
    titles_path: Path | None,
    user_ids: NDArray[np.int64],
    users_path: Path | None,
) -> Side:
    """Side inputs of items and users, a row for each of their ids (n,) int64 in the order given.

    titles_path: a `u.item`, `movies.dat` or `movies.csv`; users_path: a `u.user` or `users.dat`.
    An id that its file does not have gets an empty row. Raises DatasetError with file, line and
    mend.
    """
    genres = decade = people = None
    if titles_path is not None:
        genres, decade = _titles(item_ids, titles_path)
    if users_path is not None:
        people = people_features(read_demographics(users_path).of(user_ids))
    return Side(genres, decade, people)


def _titles(item_ids: NDArray[np.int64], path: Path) -> tuple[Features | None, Features | None]:
    found = read_movies(path)
    movies = [found[movie_id] for movie_id in sorted(found)]
    names = genres_of(movies)
    # The row after the last is that of the titles that are not there.
    bits = np.array([*genre_bits(movies, names), 0], np.uint64)
    years = np.array([*(movie.title.year for movie in movies), 0], np.int16)
    rows = positions(np.array(sorted(found), np.int64), item_ids)
    return genre_features(bits[rows], len(names)), decade_features(years[rows])


def genre_features(bits: NDArray[np.uint64], n_genres: int) -> Features | None:
    """A column a genre, from each title's genres as bits (n,); None without any genre."""
    if not n_genres:
        return None
    columns = np.arange(n_genres, dtype=np.uint64)
    return _features((bits[:, None] >> columns & np.uint64(1)).astype(bool))


def decade_features(years: NDArray[np.int16]) -> Features | None:
    """A column a decade that any title is of, from years (n,), 0 unknown; None without any year."""
    decades = np.unique(years[years > 0] // 10)
    return _features((years // 10)[:, None] == decades) if len(decades) else None


def people_features(said: Demographics) -> Features:
    """A column an age band, a gender and an occupation; a row is empty where nothing is known."""
    n_occupations = int(said.occupations.max(initial=-1)) + 1
    return _features(
        np.hstack(
            [
                column[:, None] == np.arange(n)
                for column, n in (
                    (said.ages, N_AGES),
                    (said.genders, N_GENDERS),
                    (said.occupations, n_occupations),
                )
            ]
        )
    )


def _features(flags: NDArray[np.bool_]) -> Features:
    """The sparse rows of (n, n_features) flags, each row's values of length 1."""
    counts = flags.sum(axis=1)
    rows, columns = np.nonzero(flags)
    return Features(
        indptr=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        indices=columns.astype(np.int32),
        values=(1 / np.sqrt(counts[rows])).astype(np.float32),
        n_features=flags.shape[1],
    )
