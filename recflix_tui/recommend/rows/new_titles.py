"""New to the catalogue: what nobody had rated until lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.crowd.velocity import last_rated
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.well_known import known_enough
from recflix_tui.times import DAY

LATELY = 365 * DAY  # seconds before the last rating
LEAST_SPAN = 2 * LATELY  # of all ratings: in less everything would be new
YEARS = 2  # of release that are new, where ratings do not tell


@once_a_dataset
def new_titles(dataset: Dataset) -> NDArray[np.bool_]:
    """Return which items, (n_items,) bool, were first rated in the last year of the data, none of
    them at an unknown time; where the ratings do not tell (`_told_until`), which came out in the
    last two years. Not to be written to."""
    end = _told_until(dataset)
    rated = dataset.counts > 0
    if end is None:
        new = rated & (dataset.years > int(dataset.years.max(initial=0)) - YEARS)
    else:
        starts, when = dataset.when_by_item
        first = np.full(dataset.n_items, np.inf)
        first[rated] = np.minimum.reduceat(when, starts[:-1][rated])
        new = rated & (first > end - LATELY)
    new.flags.writeable = False
    return new


@once_a_dataset
def _told_until(dataset: Dataset) -> float | None:
    """When the last rating was given, in Unix seconds; None where no times are known, or they are
    of less than two years."""
    end, (_, when) = last_rated(dataset), dataset.when_by_item
    if end is None or end - float(when[when > 0].min()) < LEAST_SPAN:
        return None
    return end


def _build(context: RowContext) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    among = known_enough(dataset, taste.open_items & new_titles(dataset))
    items = best(rank_order(taste, dataset), among, context.depth)
    yield make_row("new", "New to the catalogue", _note(dataset), items)


def _note(dataset: Dataset) -> str:
    end = _told_until(dataset)
    if end is None:
        return f"out since {int(dataset.years.max(initial=0)) - YEARS + 1}"
    return f"first rated in the data's last year, up to {datetime.fromtimestamp(end, UTC):%B %Y}"


_MADE_OF = Ingredient.ORDER | Ingredient.OPEN
NEW_TITLES = RowKind("new", _build, _MADE_OF, least=4, pull=0.35)
