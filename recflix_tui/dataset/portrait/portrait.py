"""The figures of a dataset, counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.description import damaged
from recflix_tui.dataset.portrait.counting import counted, known_span
from recflix_tui.dataset.portrait.spread import spread_of
from recflix_tui.dataset.portrait.timeline import timeline_of
from recflix_tui.dataset.portrait.values import (
    NO_GENRE,
    GenreFigures,
    Portrait,
    StarsFigure,
)
from recflix_tui.dataset.soundness import times_sound


def portrait_of(dataset: Dataset) -> Portrait:
    """The figures of a dataset. Raises DatasetError where its ratings are out of their bounds."""
    ratings = dataset.by_user
    span = known_span(ratings)
    if span is not None and not times_sound(span):
        raise damaged(dataset.name, "by_user_times.npy is damaged")
    values, n = dataset.scale.stars, dataset.n_ratings
    counts = counted(ratings, dataset.scale, span)
    given = counts.stars
    return Portrait(
        name=dataset.name,
        source=dataset.source,
        n_users=dataset.n_users,
        n_titles=dataset.n_items,
        n_ratings=n,
        known_share=n / (dataset.n_users * dataset.n_items),
        mean_stars=float(given @ np.asarray(values)) / n,
        stars=tuple(map(StarsFigure, values, given.tolist())),
        per_user=spread_of(np.diff(ratings.indptr)),
        per_title=spread_of(dataset.counts.astype(np.int64)),
        time=timeline_of(counts, values),
        credits=None if dataset.credits is None else dataset.credits.counts,
        genres=_genres(dataset),
    )


def _genres(dataset: Dataset) -> tuple[GenreFigures, ...]:
    rated = dataset.counts > 0
    stars = np.where(rated, dataset.means, 0).astype(np.float64) * dataset.counts
    found = [
        _genre(name, dataset.in_genre(g), dataset.counts, stars)
        for g, name in enumerate(dataset.genre_names)
    ]
    found.sort(key=lambda genre: (-genre.n_ratings, genre.name))
    without = dataset.genre_bits == 0
    if without.any():
        found.append(_genre(NO_GENRE, without, dataset.counts, stars))
    return tuple(found)


def _genre(
    name: str, titles: NDArray[np.bool_], counts: NDArray[np.int32], stars: NDArray[np.float64]
) -> GenreFigures:
    """The figures of some titles; stars: the sum of each title's, (n_titles,)."""
    n = int(counts[titles].sum(dtype=np.int64))
    mean = float(stars[titles].sum()) / n if n else None
    return GenreFigures(name, int(np.count_nonzero(titles)), n, mean)
