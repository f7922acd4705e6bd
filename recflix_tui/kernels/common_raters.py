"""How much titles have in common through the people who rated both: one row a title."""

from __future__ import annotations

from recflix_tui.kernels.arrays import Floats, Indices, Longs
from recflix_tui.kernels.compiling import compiled


@compiled
def common_rows(
    first: int,
    item_indptr: Longs,
    item_users: Indices,
    item_values: Floats,
    user_indptr: Longs,
    user_items: Indices,
    user_values: Floats,
    rows: Floats,
) -> None:
    """Sum x_ua x_ub over the people u who rated a, for each title b, into the row of a.

    The titles a are those from `first` on, one a row; rows: (m, n_items) float32. Both sides of
    the ratings x are sparse: by item (users) and by user (items).
    """
    for at in range(len(rows)):
        row = rows[at]
        row[:] = 0
        for entry in range(item_indptr[first + at], item_indptr[first + at + 1]):
            user, value = item_users[entry], item_values[entry]
            for place in range(user_indptr[user], user_indptr[user + 1]):
                row[user_items[place]] += value * user_values[place]
