"""From titles, ratings and tags as read to the files of a dataset."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset import csr
from recflix_tui.dataset.dataset_files import Writer
from recflix_tui.dataset.reading.movielens import Parsed, RatingTable
from recflix_tui.dataset.reading.rating_checks import refuse_repeats
from recflix_tui.dataset.reading.tag_counts import kept_tags
from recflix_tui.dataset.reading.title_files import Movie, genre_bits, genres_of
from recflix_tui.dataset.search.index import SearchIndex
from recflix_tui.dataset.soundness import fingerprint
from recflix_tui.dataset.values import CsrRatings, DatasetFacts

Progress = Callable[[str, float], None]


def write(parsed: Parsed, folder: Path, progress: Progress | None = None) -> DatasetFacts:
    """Write the dataset into the new folder `folder`, everything on disk when it returns.

    Raises DatasetError if a rating stands twice.
    """
    tell = progress or (lambda stage, fraction: None)
    movies, table = parsed.movies, parsed.ratings
    genre_names = genres_of(movies)
    movie_ids = np.array([movie.movie_id for movie in movies], dtype=np.int64)
    user_ids = csr.distinct(table.user_ids)
    tell("sorting ratings", 0.45)
    by_user = _by_user(table, user_ids, movie_ids)
    if csr.first_repeat(by_user) is not None:
        refuse_repeats(table)
    writer = Writer(folder)
    tell("writing", 0.6)
    counts = np.bincount(by_user.indices, minlength=len(movies)).astype(np.int32)
    titles = [movie.title.shown for movie in movies]
    # The index is work for Python, the ratings for NumPy: one core each.
    with ThreadPoolExecutor(1) as beside:
        index = beside.submit(SearchIndex.build, titles, _years(movies), counts)
        writer.csr("by_user", by_user)
        facts = DatasetFacts(
            name=folder.name,
            source=parsed.source,
            id_space=parsed.id_space,
            scale=table.scale,
            fingerprint=fingerprint(table.scale, user_ids, movie_ids, by_user),
            genre_names=genre_names,
            n_users=len(user_ids),
            n_items=len(movie_ids),
            n_ratings=len(by_user.indices),
        )
        tell("writing", 0.7)
        by_item = csr.transpose(by_user, len(movie_ids))
        tell("writing", 0.8)
        writer.csr("by_item", by_item)
        writer.array("user_ids", user_ids)
        writer.array("movie_ids", movie_ids)
        _write_movies(writer, movies, genre_names)
        if parsed.demographics:
            writer.demographics(parsed.demographics.of(user_ids))
        tags = kept_tags(parsed.tags, user_ids, movie_ids) if parsed.tags else None
        if tags:
            writer.tags(tags)
        writer.array("counts", counts)
        writer.array("means", csr.means_of(by_item))
        tell("indexing titles", 0.9)
    for name, array in index.result().arrays.items():
        writer.array(name, array)
    writer.finish(facts)
    tell("done", 1.0)
    return facts


def _by_user(
    table: RatingTable, user_ids: NDArray[np.int64], movie_ids: NDArray[np.int64]
) -> CsrRatings:
    users = csr.ids_to_positions(user_ids, table.user_ids)
    items = csr.ids_to_positions(movie_ids, table.movie_ids)
    return csr.group(users, items, table.ratings, table.times, len(user_ids))


def _write_movies(writer: Writer, movies: list[Movie], genre_names: tuple[str, ...]) -> None:
    texts = [movie.title.shown.encode() for movie in movies]
    by_title = sorted(range(len(movies)), key=lambda i: movies[i].title.sort_key)
    rank = np.empty(len(movies), dtype=np.int32)
    rank[by_title] = np.arange(len(movies), dtype=np.int32)
    writer.array("title_rank", rank)
    writer.array("title_text", np.frombuffer(b"".join(texts), dtype=np.uint8))
    writer.array("title_ends", np.cumsum([len(text) for text in texts], dtype=np.int64))
    writer.array("genre_bits", np.array(genre_bits(movies, genre_names), dtype=np.uint64))
    writer.array("years", _years(movies))
    writer.array("imdb_ids", np.array([movie.imdb_id for movie in movies], dtype=np.int64))
    writer.array("tmdb_ids", np.array([movie.tmdb_id for movie in movies], dtype=np.int64))
    writer.file("titles.parquet", _frame(movies))


def _years(movies: list[Movie]) -> NDArray[np.int16]:
    return np.array([movie.title.year for movie in movies], dtype=np.int16)


def _frame(movies: list[Movie]) -> bytes:
    """The titles as a frame, in the Parquet format."""
    import polars as pl

    columns: dict[str, Any] = {
        "movie_id": pl.Series([movie.movie_id for movie in movies], dtype=pl.Int64),
        "title": pl.Series([movie.title.shown for movie in movies], dtype=pl.String),
        "year": pl.Series([movie.title.year or None for movie in movies], dtype=pl.Int16),
        "genres": pl.Series([list(movie.genres) for movie in movies], dtype=pl.List(pl.String)),
    }
    buffer = io.BytesIO()
    pl.DataFrame(columns).write_parquet(buffer)
    return buffer.getvalue()
