"""Home's page: which kinds of row it has, in which order, and that no title stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.rows.because_you_rated import BECAUSE_YOU_RATED
from recflix_tui.recommend.rows.genres import GENRES
from recflix_tui.recommend.rows.hidden_gems import HIDDEN_GEMS
from recflix_tui.recommend.rows.my_list import MY_LIST
from recflix_tui.recommend.rows.popular import POPULAR
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind
from recflix_tui.recommend.rows.top_picks import TOP_PICKS

# Kinds of row, and how many of each come next at most: None for all that are left.
Order = tuple[tuple[RowKind, int | None], ...]

PERSONAL: Order = (
    (TOP_PICKS, 1),
    (BECAUSE_YOU_RATED, 2),
    (MY_LIST, 1),
    (GENRES, 1),
    (HIDDEN_GEMS, 1),
    (POPULAR, 1),
    (BECAUSE_YOU_RATED, None),
    (GENRES, None),
)
FOR_ANYONE: Order = (
    (POPULAR, 1),
    (MY_LIST, 1),
    (GENRES, 1),
    (HIDDEN_GEMS, 1),
    (GENRES, None),
)
KINDS = tuple(dict.fromkeys(kind for kind, _ in (*PERSONAL, *FOR_ANYONE)))


def home_rows(context: RowContext) -> list[Row]:
    """Return Home's rows for one profile. No title stands on two of them, but for My List."""
    taken = np.zeros(context.dataset.n_items, np.bool_)
    made = []
    for kind, row in _in_order(context, taken):
        if len(row.items) >= kind.least:
            if not kind.repeats:
                taken[list(row.items)] = True
            made.append(row)
    return made


def _in_order(context: RowContext, taken: NDArray[np.bool_]) -> Iterator[tuple[RowKind, Row]]:
    """Build the rows one by one; the caller fills in what is `taken` between two of them."""
    order = PERSONAL if context.is_personal else FOR_ANYONE
    rows_of = {kind.key: kind.build(context, taken) for kind, _ in order}
    for kind, most in order:
        for row in islice(rows_of[kind.key], most):
            yield kind, row
