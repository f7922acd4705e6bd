"""Popular: what most people rated."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.recommend.best import best
from recflix_tui.recommend.rows.row import Ingredient, Row, RowContext, RowKind, Standing, make_row


def _build(context: RowContext, standing: Standing) -> Iterator[Row]:
    counts = context.dataset.counts
    items = best(counts, context.open_but(standing.on_page) & (counts > 0), context.length)
    yield make_row("popular", "Popular", "rated by most people", items)


_MADE_OF = Ingredient.OPEN | Ingredient.ON_PAGE
POPULAR = RowKind("popular", _build, _MADE_OF)
