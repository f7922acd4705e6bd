"""Rediscover: what the profile loved when it began to rate."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.taste import Taste
from recflix_tui.times import DAY

LEAST_RATED = 30  # ratings: with fewer nothing is long ago
NEWEST = 20  # ratings that are too near
LAST_DAYS = 7 * DAY  # to the newest rating: what was given in them is no beginning
SHOWN = 12  # titles, of those loved best


def loved_long_ago(taste: Taste, dataset: Dataset) -> list[int]:
    """Return what the profile liked of the older half of its ratings, the newest twenty left out,
    best first and of equals the oldest; none of what it gave up or refused since.

    Where it is known when they were given, that is their order, and what is of the last days of
    them is none: what came all at once, as by an import without dates, has no beginning.
    """
    ratings, did = taste.ratings, taste.activity
    if len(ratings) < LEAST_RATED:
        return []
    at = {item: did.rated_at[item] for item in ratings if item in did.rated_at}
    in_order = sorted(ratings.items(), key=lambda rated: at.get(rated[0], 0.0))
    older = in_order[: min(len(ratings) // 2, len(ratings) - NEWEST)]
    if at:
        began = max(at.values()) - LAST_DAYS
        older = [(item, stars) for item, stars in older if at.get(item, 0.0) < began]
    liked = liked_from(dataset.scale.low, dataset.scale.high)
    loved = [
        (item, stars)
        for item, stars in older
        if stars >= liked and item not in did.refused and item not in did.abandoned
    ]
    return [item for item, _ in sorted(loved, key=lambda pair: -pair[1])]


def _build(context: RowContext) -> Iterator[Row]:
    loved = loved_long_ago(context.taste, context.dataset)[:SHOWN]
    if not loved:
        return
    turned = np.random.default_rng(context.day & 0xFFFFFFFF).permutation(len(loved))
    items = [loved[at] for at in turned.tolist()]
    yield make_row("rediscover", "Rediscover", "loved when you began to rate", items)


_MADE_OF = Ingredient.RATINGS | Ingredient.RATED_AT | Ingredient.REFUSED | Ingredient.DAY
REDISCOVER = RowKind("rediscover", _build, _MADE_OF, least=4, pull=0.2)
