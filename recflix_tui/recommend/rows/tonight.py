"""Tonight: what is picked more than usual at this time of the day and week."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.row.of_a_series import one_of_each_series
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.said import said_of_titles, seen_context
from recflix_tui.recommend.row.well_predicted import well_predicted
from recflix_tui.recommend.signals.session import HOUR

LIFTED = 0.01 * HOUR  # of what the signal says: a hundredth more picks than usual
BETTER_THAN = 2 / 3  # of the well-known titles, by the stars to be expected
MORNING, NOON, EVENING = 6, 12, 18  # hours: the quarters of the day that lifts are counted by
LONG_FOR_A_WORKDAY = 130  # minutes
FRIDAY, SATURDAY = 4, 5
LEAST = 4  # titles


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    seen, lift = seen_context(taste), said_of_titles(taste, "session")
    if seen is None or not seen.now or lift is None:
        return
    among = well_predicted(taste, dataset, BETTER_THAN) & taste.open_items & (lift > LIFTED)
    order = lift * np.sqrt(np.maximum(rank_order(taste, dataset), 0))
    items = [int(item) for item in best(order, among, 2 * context.depth)]
    heading, before_work = part_of_day(seen.now)
    note = "picked more than usual at this time of the week"
    short = _short(dataset, items) if before_work else []
    if len(short) >= LEAST:
        items, note = short, f"{note}, {LONG_FOR_A_WORKDAY} minutes at most"
    items = one_of_each_series(items, dataset.title)[: context.depth]
    yield make_row("tonight", heading, note, items)


def _short(dataset: Dataset, items: list[int]) -> list[int]:
    """Those of the items that are known to be short enough for an evening before a workday."""
    credits = dataset.credits
    if credits is None:
        return []
    return [item for item in items if 0 < (credits.runtime(item) or 0) <= LONG_FOR_A_WORKDAY]


def part_of_day(now: float) -> tuple[str, bool]:
    """Return the heading at a moment in Unix seconds, by the clock here, and whether it is an
    evening before a workday, or the night that follows it."""
    at = time.localtime(now)
    if MORNING <= at.tm_hour < NOON:
        return "This morning", False
    if NOON <= at.tm_hour < EVENING:
        return "This afternoon", False
    evening = at.tm_wday if at.tm_hour >= EVENING else (at.tm_wday - 1) % 7
    return "Tonight", evening not in (FRIDAY, SATURDAY)


_MADE_OF = Ingredient.ORDER | Ingredient.STARS | Ingredient.OPEN | Ingredient.HOUR
TONIGHT = RowKind("tonight", _build, _MADE_OF, least=LEAST, pull=0.2)
