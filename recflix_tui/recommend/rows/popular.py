"""Popular: what most people rated."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.best import best
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind, make_row


def _build(context: RowContext, taken: NDArray[np.bool_]) -> Iterator[Row]:
    counts = context.dataset.counts
    items = best(counts, context.fresh(taken) & (counts > 0), context.length)
    yield make_row("popular", "Popular", "rated by most people", items)


POPULAR = RowKind("popular", _build)
