"""Trending now: what is picked more of late than it used to be, and likely pleases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from recflix_tui.recommend.best import best
from recflix_tui.recommend.crowd.velocity import last_rated
from recflix_tui.recommend.row.of_a_series import one_of_each_series
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.said import fit_and_worth, said_of_titles, seen_context
from recflix_tui.recommend.row.well_predicted import well_predicted
from recflix_tui.recommend.signals.trending import lifts

LEAST = 0.05  # of a lift: a twentieth more picks than usual
BETTER_THAN = 2 / 3  # of the well-known titles, by the stars to be expected


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    seen = seen_context(taste)
    if seen is None or said_of_titles(taste, "trending") is None:
        return
    end, lift = last_rated(dataset), lifts(seen)
    if end is None or lift is None:
        return
    among = well_predicted(taste, dataset, BETTER_THAN) & taste.open_items & (lift > LEAST)
    items = one_of_each_series(
        best(fit_and_worth(lift, taste, dataset), among, context.depth).tolist(), dataset.title
    )
    yield make_row("trending", "Trending now", _note(end, seen.now), items)


def _note(end: float, now: float) -> str:
    """What the row goes by, and of when that is. Both in Unix seconds; now: 0 is the end."""
    if 0 < now < end:
        return f"picked more than usual in {datetime.fromtimestamp(now, UTC):%B %Y}"
    return f"picked more than usual at the end of the data, {datetime.fromtimestamp(end, UTC):%Y}"


_MADE_OF = Ingredient.ORDER | Ingredient.STARS | Ingredient.OPEN | Ingredient.TRENDING
TRENDING = RowKind("trending", _build, _MADE_OF, least=3, pull=0.25)
