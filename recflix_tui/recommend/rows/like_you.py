"""Popular with people like you: what those picked and liked whose picks are nearest."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.recommend.best import best
from recflix_tui.recommend.row.of_a_series import one_of_each_series
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.said import fit_and_worth, said_of_titles
from recflix_tui.recommend.row.well_predicted import well_predicted


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    more = said_of_titles(taste, "similar-users")
    if more is None:
        return
    among = well_predicted(taste, dataset) & taste.open_items & (more > 0)
    items = one_of_each_series(
        best(fit_and_worth(more, taste, dataset), among, context.depth).tolist(), dataset.title
    )
    note = "liked by people who pick as you do"
    yield make_row("like_you", "Popular with people like you", note, items)


_MADE_OF = Ingredient.ORDER | Ingredient.STARS | Ingredient.OPEN | Ingredient.LIKE_YOU
LIKE_YOU = RowKind("like_you", _build, _MADE_OF, least=3, pull=0.6)
