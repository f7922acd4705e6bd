"""Because you rated: what is like the titles that the profile rated best."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.recommend.row.like_these import a_row_each, main_name
from recflix_tui.recommend.row.once_a_taste import once_a_taste
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind
from recflix_tui.recommend.taste import Taste

MOST_REASONS = 3


@once_a_taste
def reasons(taste: Taste, dataset: Dataset) -> list[int]:
    """Return the titles that the profile rated best and liked, the newest of equals first."""
    scale = dataset.scale
    liked = liked_from(scale.low, scale.high)
    newest_first = list(taste.ratings.items())[::-1]
    loved = [pair for pair in newest_first if pair[1] >= liked]
    loved.sort(key=lambda pair: -pair[1])
    return [item for item, _ in loved[:MOST_REASONS]]


def _build(context: RowContext) -> Iterator[Row]:
    if not context.is_personal or context.model is None:
        return
    taste, dataset = context.taste, context.dataset

    def heading(item: int) -> str:
        return f"Because you rated {main_name(dataset, item)} {taste.ratings[item]:g}"

    yield from a_row_each(context, reasons(taste, dataset), BECAUSE_YOU_RATED.key, heading)


_MADE_OF = Ingredient.STARS | Ingredient.OPEN | Ingredient.RATINGS | Ingredient.PERSONAL
BECAUSE_YOU_RATED = RowKind("because", _build, _MADE_OF, least=3, pull=1.2)
