"""Top picks: what the profile is most likely to pick and to like."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.rerank.picks import reranked_picks
from recflix_tui.recommend.rerank.slider import adventure_words
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.told_from import MORE, told_from
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough


def top_picks(
    taste: Taste, dataset: Dataset, n: int, at_least: int | None = None
) -> NDArray[np.intp]:
    """Return the `n` open items most likely to be picked and liked, best first.

    Without a choice model it is those with the highest prediction that enough people rated.
    at_least: the ratings that are enough, in place of `known_enough`'s. The taste must be by a
    model.
    """
    among = taste.open_items
    if taste.worth is not None and at_least is None:
        return best_picks(taste.worth, among, n)
    assert taste.raw is not None
    order = taste.raw if taste.worth is None else taste.worth
    return best(order, among & known_enough(dataset, taste.open_items, at_least), n)


def best_picks(worth: NDArray[np.float32], among: NDArray[np.bool_], n: int) -> NDArray[np.intp]:
    """Return the `n` items of `among`, (n_items,), that are most likely picked and liked, best
    first: the order of Top picks and of every ranked row. worth: (n_items,), `Taste.worth`."""
    return best(worth, among, n)


def _build(context: RowContext) -> Iterator[Row]:
    if not context.is_personal:
        return
    told = told_from(context.taste)
    note = f"from {', '.join(told[:-2])}{', ' * bool(told[:-2])}{' and '.join(told[-2:])}"
    shorter = [f"from {told[0]} and {MORE}"] if len(told) > 1 and told[1] != MORE else []
    taste, dataset = context.taste, context.dataset
    n, items = context.depth, None
    if taste.worth is not None and context.adventure > 0:
        note = f"{note} · {adventure_words(context.adventure)}"
        items = reranked_picks(taste, dataset, taste.open_items, context.adventure, n)
    best_first = top_picks(taste, dataset, n) if items is None else items
    yield make_row(
        "top", f"Top picks for {context.profile_name}", note, best_first, shorter=shorter
    )


_MADE_OF = Ingredient.ADVENTURE | (
    Ingredient.ORDER | Ingredient.OPEN | Ingredient.TOLD | Ingredient.PERSONAL | Ingredient.NAME
)
TOP_PICKS = RowKind("top", _build, _MADE_OF, pull=2.0)
