"""Figures of a dataset that nobody imported: of the size of MovieLens' small one, and larger."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.dataset.portrait.spread import spread_of
from recflix_tui.dataset.portrait.values import (
    NO_GENRE,
    GenreFigures,
    Period,
    Portrait,
    StarsFigure,
    Timeline,
)

_STARS = (1_101, 3_326, 1_687, 7_271, 4_449, 20_064, 10_538, 28_750, 7_723, 15_095)
_GENRES = ("Drama", "Comedy", "Action", "Thriller", "Adventure", "Romance", "Crime", "Sci-Fi")
_MORE_GENRES = ("Fantasy", "Children", "Mystery", "Horror", "Animation", "War", "Musical")

SMALL = Portrait(
    name="films",
    source="films.zip",
    n_users=700,
    n_titles=9_000,
    n_ratings=100_004,
    known_share=100_004 / (700 * 9_000),
    mean_stars=3.54,
    stars=tuple(StarsFigure((k + 1) / 2, n) for k, n in enumerate(_STARS)),
    per_user=spread_of(np.array([20 + k**3 // 100_000 for k in range(700)])),
    per_title=spread_of(np.array([340 * 30 // (30 + k) for k in range(9_000)])),
    time=Timeline(
        "year",
        "1996-03-29",
        "2016-10-16",
        tuple(Period(str(1996 + k), 100 + 97 * (k * k % 23), 3.5) for k in range(21)),
        0,
    ),
    genres=tuple(
        GenreFigures(name, 4_000 // (k + 1), 44_000 // (k + 1), 3.4 + k / 50)
        for k, name in enumerate((*_GENRES, *_MORE_GENRES, "Documentary", NO_GENRE))
    ),
)

LARGE = replace(
    SMALL,
    n_users=200_948,
    n_titles=87_585,
    n_ratings=32_000_204,
    known_share=32_000_204 / (200_948 * 87_585),
    stars=tuple(StarsFigure((k + 1) / 2, 320 * n) for k, n in enumerate(_STARS)),
    per_user=spread_of(np.array([20 + 16_000 // (1 + k) for k in range(200_948)])),
    per_title=spread_of(np.array([77_000 // (1 + k // 9) for k in range(87_585)])),
    genres=tuple(
        replace(genre, n_titles=5 * genre.n_titles, n_ratings=300 * genre.n_ratings)
        for genre in SMALL.genres
    ),
)
