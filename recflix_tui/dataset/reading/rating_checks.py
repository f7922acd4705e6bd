"""What must hold between the ratings of a file: known movies, and none rated twice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.csr import distinct, ids_to_positions
from recflix_tui.dataset.reading.files.messages import trouble
from recflix_tui.dataset.reading.rating_files import RatingTable


def refuse_unknown(table: RatingTable, movie_ids: NDArray[np.int64]) -> None:
    """Raise DatasetError where movies are rated that are not among `movie_ids`, ascending.

    The line tells how many such ratings there are, and how many duplicates.
    """
    items = ids_to_positions(movie_ids, table.movie_ids)
    first = int(np.argmin(items))
    if items[first] >= 0:
        return
    unknown = table.movie_ids[items < 0]
    what = f"movie {table.movie_ids[first]} is not among the titles"
    mend = "add it to the titles, or remove the line"
    if len(unknown) > 1:
        n_movies = len(np.unique(unknown))
        of = f"of {n_movies:,} movies" if n_movies > 1 else "of it"
        what += f", the first of {len(unknown):,} such ratings ({of})"
        mend = "add the titles, or remove the lines"
    repeats = repeated_rows(table)
    if len(repeats):
        n = len(repeats)
        of = "a duplicate" if n == 1 else f"the first of {n:,} duplicates"
        mend += f"; line {table.first_line + repeats[0]} is {of}"
    raise trouble(table.path, table.first_line + first, what, mend)


def refuse_repeats(table: RatingTable) -> None:
    """Raise DatasetError where a user has rated a movie more than once."""
    repeats = repeated_rows(table)
    if not len(repeats):
        return
    first = int(repeats[0])
    what = f"user {table.user_ids[first]} has rated movie {table.movie_ids[first]} already"
    mend = "remove one of the two lines"
    if len(repeats) > 1:
        what += f", the first of {len(repeats):,} duplicate ratings"
        mend = "keep one rating of each title by each user"
    raise trouble(table.path, table.first_line + first, what, mend)


def repeated_rows(table: RatingTable) -> NDArray[np.int64]:
    """The rows of ratings whose user has rated their movie in a row above: (n,) ascending."""
    users, movies = distinct(table.user_ids), distinct(table.movie_ids)
    keys = ids_to_positions(users, table.user_ids).astype(np.int64) * len(movies)
    keys += ids_to_positions(movies, table.movie_ids)
    if (keys[1:] > keys[:-1]).all():
        return np.empty(0, np.int64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    return np.sort(order[1:][keys[1:] == keys[:-1]])
