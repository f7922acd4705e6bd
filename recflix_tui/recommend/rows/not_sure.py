"""Not sure about you: what the model could be most wrong about, among what it would recommend."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.well_known import well_known

LEAST_RATED = 5  # ratings: with fewer it is sure of nothing
LIKELY = 100  # titles that might be recommended, of which it is asked how sure it is
SHARE = 3  # one in so many of them stands on the row


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset, model = context.taste, context.dataset, context.model
    if model is None or len(taste.ratings) < LEAST_RATED:
        return
    likely = best(rank_order(taste, dataset), taste.open_items & well_known(dataset), LIKELY)
    if not len(likely):
        return
    spread = model.uncertainty(*rated_arrays(taste.ratings), likely)
    unsure = likely[np.argsort(-spread, kind="stable")][: max(len(likely) // SHARE, 1)]
    items = unsure[: context.depth]
    note = "rate one of these: it would tell most about your taste"
    yield make_row("not_sure", "Not sure about you", note, items)


_MADE_OF = Ingredient.ORDER | Ingredient.OPEN | Ingredient.RATINGS | Ingredient.PERSONAL
NOT_SURE = RowKind("not_sure", _build, _MADE_OF, least=4, pull=0.2)
