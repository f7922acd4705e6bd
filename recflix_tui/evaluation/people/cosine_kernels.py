"""The loops of the item-kNN of picks, compiled by Numba; they let go of the GIL."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Floats, Indices, Longs
from recflix_tui.kernels.compiling import compiled
from recflix_tui.kernels.topk import insert


@compiled
def nearest_by_picks(
    first: int,
    item_ptr: Longs,
    users_of: Indices,
    user_ptr: Longs,
    items_of: Indices,
    neighbours: Indices,
    cosines: Floats,
) -> None:
    """The titles nearest to those from `first` on, nearest first, as many as the rows of
    neighbours and cosines (m, n) hold; -1 past the end.

    Nearness is common raters by the root of the raters of each; of equals the lower index is
    first.
    """
    n_items, n = len(item_ptr) - 1, neighbours.shape[1]
    common = np.zeros(n_items, np.int32)
    for row in range(len(neighbours)):
        item, kept = first + row, 0
        for t in range(item_ptr[item], item_ptr[item + 1]):
            user = users_of[t]
            for s in range(user_ptr[user], user_ptr[user + 1]):
                common[items_of[s]] += 1
        own = item_ptr[item + 1] - item_ptr[item]
        for other in range(n_items):
            if common[other] == 0:
                continue
            raters = np.float64(item_ptr[other + 1] - item_ptr[other])
            cosine = np.float32(common[other] / np.sqrt(own * raters))
            common[other] = 0
            if other == item:
                continue
            if kept < n:
                kept = insert(neighbours[row], cosines[row], kept, other, cosine)
            elif cosine > cosines[row, n - 1]:
                insert(neighbours[row], cosines[row], n - 1, other, cosine)
        neighbours[row, kept:], cosines[row, kept:] = -1, 0


@compiled
def add_neighbours(items: Indices, neighbours: Indices, cosines: Floats, scores: Floats) -> None:
    """Add to scores (n_items,) the cosine of each neighbour of each of the items (m,)."""
    for item in items:
        for n in range(neighbours.shape[1]):
            if neighbours[item, n] < 0:
                break
            scores[neighbours[item, n]] += cosines[item, n]
