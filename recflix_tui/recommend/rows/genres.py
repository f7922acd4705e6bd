"""A row for each of a few genres: the profile's strongest, or at first the most rated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.strong import pull_of, strengths
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough

MOST_GENRES = 3
MOST_EACH = 3  # genres of a title that stands for one of them
STRONG = 1.0  # of a score: two ratings a star above the rest are not enough, three are


def strongest_genres(taste: Taste, dataset: Dataset) -> dict[int, float]:
    """Return the genres that the profile rates above the rest, the strongest first, with how much
    better than the rest each is rated (`strengths`). What is rated low throughout is nobody's
    favourite."""
    if not taste.ratings:
        return {}
    items, _ = rated_arrays(taste.ratings)
    genres = range(len(dataset.genre_names))
    score = strengths(taste, dataset, [dataset.in_genre(genre, items) for genre in genres])
    strongest = np.argsort(-score, kind="stable")[:MOST_GENRES]
    return {int(g): float(score[g]) for g in strongest if score[g] > 0}


def _most_rated_genres(dataset: Dataset) -> list[int]:
    genres = range(len(dataset.genre_names))
    ratings = [int(dataset.counts[dataset.in_genre(g)].sum()) for g in genres]
    return [int(g) for g in np.argsort([-n for n in ratings], kind="stable")[:MOST_GENRES]]


def above_all(dataset: Dataset, genre: int) -> NDArray[np.bool_]:
    """Return which titles, (n_items,) bool, are of a genre above all: of it and two others at most.
    A film of six genres is nobody's first thought of a drama."""
    return np.asarray(dataset.in_genre(genre) & (_genres_each(dataset) <= MOST_EACH))


@once_a_dataset
def _genres_each(dataset: Dataset) -> NDArray[np.uint8]:
    bits = np.unpackbits(dataset.genre_bits.view(np.uint8).reshape(-1, 8), axis=1)
    return np.asarray(bits.sum(axis=1), np.uint8)


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    rated = bool(taste.ratings)
    strongest = strongest_genres(taste, dataset)
    genres = strongest if rated else _most_rated_genres(dataset)
    order = rank_order(taste, dataset)
    everybody = "the best rated" if taste.worth is None else "often picked"
    for genre in genres:
        note = everybody if not rated else "a genre that you rate a little above others"
        if strongest.get(genre, 0.0) >= STRONG:
            note = "one of your strongest genres"
        known = known_enough(dataset, taste.open_items & above_all(dataset, genre))
        items = best(order, known, context.depth)
        pull = pull_of(strongest[genre]) if rated else 1.0
        yield make_row(f"genre:{genre}", dataset.genre_names[genre], note, items, pull=pull)


_MADE_OF = Ingredient.ORDER | Ingredient.OPEN | Ingredient.RATINGS
GENRES = RowKind("genre", _build, _MADE_OF, least=3, pull=0.65)
