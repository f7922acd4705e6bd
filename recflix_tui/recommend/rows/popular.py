"""Popular: what most people rated."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.recommend.best import best
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row


def _build(context: RowContext) -> Iterator[Row]:
    counts = context.dataset.counts
    items = best(counts, context.taste.open_items & (counts > 0), context.depth)
    yield make_row("popular", "Popular", "rated by most people", items)


_MADE_OF = Ingredient.OPEN
POPULAR = RowKind("popular", _build, _MADE_OF, pull=0.2, pull_for_anyone=3.0)
