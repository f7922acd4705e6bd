"""Home's page: which kinds of row it has, in which order, and what may stand on it twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from recflix_tui.recommend.rows.because_you_rated import BECAUSE_YOU_RATED
from recflix_tui.recommend.rows.genres import GENRES
from recflix_tui.recommend.rows.hidden_gems import HIDDEN_GEMS
from recflix_tui.recommend.rows.my_list import MY_LIST
from recflix_tui.recommend.rows.picked_groups import PICKED_GROUPS
from recflix_tui.recommend.rows.popular import POPULAR
from recflix_tui.recommend.rows.row import Row, RowContext, RowKind, Standing
from recflix_tui.recommend.rows.top_picks import TOP_PICKS

# Kinds of row, and how many of each come next at most: None for all that are left.
Order = tuple[tuple[RowKind, int | None], ...]

# Genres come below the rows that a usual screen shows at once: their best are the top picks too.
PERSONAL: Order = (
    (TOP_PICKS, 1),
    (BECAUSE_YOU_RATED, 2),
    (PICKED_GROUPS, None),
    (MY_LIST, 1),
    (HIDDEN_GEMS, 1),
    (BECAUSE_YOU_RATED, None),
    (GENRES, None),
    (POPULAR, 1),
)
FOR_ANYONE: Order = (
    (PICKED_GROUPS, None),
    (POPULAR, 1),
    (MY_LIST, 1),
    (GENRES, 1),
    (HIDDEN_GEMS, 1),
    (GENRES, None),
)
KINDS = tuple(dict.fromkeys(kind for kind, _ in (*PERSONAL, *FOR_ANYONE)))


RowsOf = Callable[[RowKind, RowContext, Standing], Iterator[Row]]
"""Gives the rows of a kind one by one, as `RowKind.build` does."""


def build_anew(kind: RowKind, context: RowContext, standing: Standing) -> Iterator[Row]:
    """Make the rows of a kind."""
    return kind.build(context, standing)


def home_rows(context: RowContext, rows_of: RowsOf = build_anew) -> list[Row]:
    """Return Home's rows for one profile; `rows_of` may know some of them from before.

    A title may stand on two rows where both are about it, but is never seen twice at once on the
    first screen: what `context.first_screen` shows of a row is left out of those below it.
    """
    standing = Standing.of_nothing(context.dataset.n_items)
    rows_at_once, tiles_at_once = context.first_screen
    standing.in_view[list(context.taste.activity.my_list)[::-1][:tiles_at_once]] = True
    made: list[Row] = []
    for kind, row in _in_order(context, standing, rows_of):
        if len(row.items) >= kind.least:
            made.append(row)
            standing.on_page[list(row.items)] = True
            standing.in_view[list(row.items[:tiles_at_once])] = True
            if len(made) >= rows_at_once:
                standing.in_view[:] = False
    return made


def _in_order(
    context: RowContext, standing: Standing, rows_of: RowsOf
) -> Iterator[tuple[RowKind, Row]]:
    """Build the rows one by one; the caller fills in what is `standing` between two of them."""
    order = PERSONAL if context.is_personal else FOR_ANYONE
    rows = {kind.key: rows_of(kind, context, standing) for kind, _ in order}
    for kind, most in order:
        for row in islice(rows[kind.key], most):
            yield kind, row
