"""Because you watched: what is like the titles that the profile watched last."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.row.like_these import a_row_each, disliked, main_name
from recflix_tui.recommend.row.once_a_taste import once_a_taste
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind
from recflix_tui.recommend.rows.because_you_rated import reasons
from recflix_tui.recommend.taste import Taste

MOST_WATCHED = 3


@once_a_taste
def newest_watched(taste: Taste, dataset: Dataset) -> tuple[int, ...]:
    """Return the titles that the profile watched last, the newest first; none where its viewing
    history is switched off.

    Left out is what it rated and did not like, refused or gave up on, and what Because you rated
    has a row for.
    """
    if not taste.is_on("history"):
        return ()
    told = {*disliked(taste, dataset), *reasons(taste, dataset)}
    at = taste.activity.watched
    newest = sorted(at.keys() - told, key=lambda item: (-at[item], item))
    return tuple(newest[:MOST_WATCHED])


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset

    def heading(item: int) -> str:
        return f"Because you watched {main_name(dataset, item)}"

    yield from a_row_each(context, newest_watched(taste, dataset), BECAUSE_YOU_WATCHED.key, heading)


_MADE_OF = Ingredient.STARS | Ingredient.OPEN | Ingredient.WATCHED
BECAUSE_YOU_WATCHED = RowKind("watched", _build, _MADE_OF, least=3, pull=0.8)
