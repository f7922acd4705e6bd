"""A made-up dataset on disk, and a model for it that nobody trained: shapes and speed alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.synthetic import Shape, make_ratings
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.dataset_files import open_dataset
from recflix_tui.dataset.reading.assemble import write
from recflix_tui.dataset.reading.movielens import Parsed
from recflix_tui.dataset.reading.rating_files import RatingTable
from recflix_tui.dataset.reading.title_files import Movie
from recflix_tui.dataset.title_names import read_title
from recflix_tui.dataset.values import WHOLE_STARS
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior

GENRES = ("Action", "Comedy", "Crime", "Drama", "Horror", "Romance", "Sci-Fi", "Thriller")


def make_dataset(folder: Path, shape: Shape, seed: int = 0) -> Dataset:
    """Made-up ratings of a shape, in the files of a dataset in a new folder, opened: as large
    and as mapped as an imported one."""
    rng, ratings = np.random.default_rng(seed), make_ratings(shape, seed)
    movies = [
        Movie(
            item + 1,
            read_title(f"Made-up Film {item + 1} ({rng.integers(1920, 2020)})", item + 1),
            tuple(sorted(rng.choice(GENRES, rng.integers(1, 4), replace=False).tolist())),
        )
        for item in range(shape.n_items)
    ]
    table = RatingTable(
        user_ids=ratings.users.astype(np.int64) + 1,
        movie_ids=ratings.items.astype(np.int64) + 1,
        ratings=ratings.stars,
        times=np.full(len(ratings.stars), 1_000_000_000, np.int64),
        scale=WHOLE_STARS,
    )
    parsed = Parsed(
        source="made up",
        id_space="made-up",
        movies=movies,
        ratings=table,
        demographics=None,
        tags=None,
    )
    write(parsed, folder)
    return open_dataset(folder)


def make_model(shape: Shape, k: int = 64, seed: int = 0) -> FactorModel:
    """Random biases and factors, of falling weight as trained ones are."""
    rng = np.random.default_rng(seed)
    weights = (0.5 * (np.arange(k) + 1.0) ** -0.5).astype(np.float32)
    P = rng.standard_normal((shape.n_users, k), np.float32) * weights
    Q = rng.standard_normal((shape.n_items, k), np.float32) * weights
    return FactorModel(
        mu=3.6,
        user_bias=rng.standard_normal(shape.n_users, np.float32) * np.float32(0.4),
        item_bias=rng.standard_normal(shape.n_items, np.float32) * np.float32(0.5),
        P=P,
        Q=Q,
        prior=ridge_prior(0.5, 0.5, k, 0.5),
        low=1.0,
        high=5.0,
    )
