"""Hidden gems: the best of what is little known and likely to please."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.well_predicted import well_predicted
from recflix_tui.recommend.well_known import little_known

PLEASES = 0.7  # of the well-known titles a gem is expected to please better than that share


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    among = taste.open_items & little_known(dataset) & well_predicted(taste, dataset, PLEASES)
    items = best(rank_order(taste, dataset), among, context.depth)
    yield make_row("hidden", "Hidden gems", f"{_order(context)}, rated by few", items)


def _order(context: RowContext) -> str:
    """What the row's titles are ranked by, in words."""
    if context.taste.worth is None:
        return "well predicted" if context.is_personal else "well rated"
    return "likely your pick" if context.is_personal else "often picked"


_MADE_OF = Ingredient.ORDER | Ingredient.STARS | Ingredient.OPEN | Ingredient.PERSONAL
HIDDEN_GEMS = RowKind("hidden", _build, _MADE_OF, pull=0.7)
