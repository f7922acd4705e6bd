"""Hidden gems: the best of what is little known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.best import best
from recflix_tui.recommend.expected_stars import expected_stars
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind, make_row
from recflix_tui.recommend.well_known import little_known


def _build(context: RowContext, taken: NDArray[np.bool_]) -> Iterator[Row]:
    taste, dataset = context.taste, context.dataset
    among = context.fresh(taken) & little_known(dataset)
    note = "well predicted, little known" if taste.activity.ratings else "well rated, little known"
    items = best(expected_stars(taste, dataset), among, context.length)
    yield make_row("hidden", "Hidden gems", note, items)


HIDDEN_GEMS = RowKind("hidden", _build)
