"""Something different: far from what the profile likes, and yet well predicted for it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.best import best
from recflix_tui.recommend.crowd.features import near_in_decades, near_in_genres, weights_of
from recflix_tui.recommend.crowd.kinds import genre_kinds
from recflix_tui.recommend.crowd.liked import Liked, liked_of
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.row.of_a_series import one_of_each_series
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.said import Doubles, seen_context
from recflix_tui.recommend.row.well_predicted import well_predicted
from recflix_tui.recommend.signals.metadata import DECADE
from recflix_tui.recommend.well_known import quantile, well_known

FEW = 5  # titles that tell no centre yet
FAR = 0.4  # of the well-known titles: the farthest
BETTER_THAN = 0.6  # of the well-known titles, by the stars to be expected
MOST_NAMED = 2
# A genre of one's own: at least so many titles, such a share of them, and so many times the usual.
SEVERAL, OFTEN, MORE = 3, 0.2, 1.3


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    seen = seen_context(taste)
    if seen is None or context.model is None:
        return
    liked = liked_of(seen.activity)
    if len(liked.items) < FEW:
        return
    near = near_in_genres(dataset, liked) + DECADE * near_in_decades(dataset, liked)
    far = near <= quantile(near[well_known(dataset)], FAR)
    own = own_genres(dataset, liked)
    for genre in own:
        far &= ~dataset.in_genre(genre)
    among = far & well_predicted(taste, dataset, BETTER_THAN) & taste.open_items
    items = one_of_each_series(
        best(rank_order(taste, dataset), among, context.depth).tolist(), dataset.title
    )
    yield make_row("different", "Something different", _note(dataset, own), items)


def own_genres(dataset: Dataset, liked: Liked) -> list[int]:
    """Return the up to two genres that most tell what was liked from what everybody rates.

    With p the genre's share of what was liked, each title by its weight (`weights_of`), and q that
    of everybody's ratings, it is those of the highest p log(p / q), where three titles or more have
    it, and p is a fifth or more and 1.3 times q or more. What is no genre (`genre_rarity`) tells
    nothing.
    """
    kinds, weights = genre_kinds(dataset), np.maximum(weights_of(liked), 0)
    genres = kinds.genres[kinds.of[liked.items]]
    own = weights @ genres / max(float(weights.sum()), 1e-12)
    usual = _usual(dataset)
    ratio = own / np.maximum(usual, 1e-12)
    may_tell = (own >= OFTEN) & (ratio >= MORE) & (genre_rarity(dataset) > 0)
    may_tell &= genres.sum(axis=0) >= SEVERAL
    telling = np.where(may_tell, own * np.log(np.maximum(ratio, 1)), 0)
    order = np.argsort(-telling, kind="stable")[:MOST_NAMED]
    return [int(genre) for genre in order if telling[genre] > 0]


@once_a_dataset
def _usual(dataset: Dataset) -> Doubles:
    """The share of all ratings that titles of each genre have, (n_genres,)."""
    kinds = genre_kinds(dataset)
    ratings = np.bincount(kinds.of, dataset.counts, len(kinds.genres))
    return np.asarray(ratings @ kinds.genres / max(dataset.n_ratings, 1))


def _note(dataset: Dataset, own: list[int]) -> str:
    """From what the titles differ."""
    if not own:
        return "unlike what you mostly pick, and yet you should like it"
    return (
        f"no {' or '.join(dataset.genre_names[genre] for genre in own)}, and yet you should like it"
    )


_MADE_OF = Ingredient.ORDER | Ingredient.STARS | Ingredient.OPEN | Ingredient.LIKED
DIFFERENT = RowKind("different", _build, _MADE_OF, least=3, pull=0.25)
