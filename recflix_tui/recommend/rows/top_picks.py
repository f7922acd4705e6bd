"""Top picks: what the profile is predicted to like best."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind, make_row
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import well_known
from recflix_tui.text import counted


def top_picks(taste: Taste, dataset: Dataset, among: NDArray[np.bool_], n: int) -> NDArray[np.intp]:
    """Return the `n` items with the highest prediction that enough people rated, best first.

    among: (n_items,) bool, the items to pick from. The taste must be by a model.
    """
    assert taste.raw is not None
    return best(taste.raw, among & well_known(dataset), n)


def _build(context: RowContext, taken: NDArray[np.bool_]) -> Iterator[Row]:
    if not context.is_personal:
        return
    note = f"from {counted(len(context.taste.activity.ratings), 'rating')}"
    items = top_picks(context.taste, context.dataset, context.fresh(taken), context.length)
    yield make_row("top", f"Top picks for {context.profile_name}", note, items)


TOP_PICKS = RowKind("top", _build)
