"""The best titles for a profile in one pass over the factors, compiled by Numba.

NumPy scores all titles, then partitions the scores: two more passes over memory, which take
longer than the scores. Here each score is compared, as it is made, with the worst of the best.
"""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Floats, Ints, Longs
from recflix_tui.kernels.compiling import compiled_with_nan, compiled_within_with_nan


def top_items(
    Q: Floats,
    item_bias: Floats,
    base: float,
    factors: Floats,
    n: int,
    exclude: Ints | None = None,
) -> tuple[Longs, Floats]:
    """The `n` items of highest base + item_bias + Q factors, best first, without those in
    `exclude` (any order): their indices (n,) int64 and scores (n,) float32, fewer where there
    are fewer.

    Q: (n_items, k) float32; item_bias: (n_items,) float32; base: what all items share, the mean
    and the profile's bias; factors: (k,) float32, the profile's. Of equals the lower index comes
    first, as in a stable sort.
    """
    skipped = np.unique(np.asarray([] if exclude is None else exclude, np.int64))
    n = max(min(n, len(Q) - len(skipped)), 0)
    items, scores = np.empty(n, np.int64), np.empty(n, np.float32)
    if n:
        _scan(Q, item_bias, factors, np.float32(base), skipped, items, scores)
    return items, scores


@compiled_with_nan
def _scan(
    Q: Floats,
    item_bias: Floats,
    p: Floats,
    base: np.float32,
    skipped: Longs,
    items: Longs,
    scores: Floats,
) -> None:
    """Fill `items` and `scores` (n,) with the best of base + item_bias + Q p, best first.

    skipped: ascending; at least n items are not in it.
    """
    n, kept, next_skipped = len(items), 0, 0
    for item in range(len(Q)):
        if next_skipped < len(skipped) and skipped[next_skipped] == item:
            next_skipped += 1
            continue
        score = np.float32(0)
        for j in range(len(p)):
            score += Q[item, j] * p[j]
        score += item_bias[item] + base
        if kept < n:
            kept = insert(items, scores, kept, item, score)
        elif score > scores[n - 1]:
            insert(items, scores, n - 1, item, score)


@compiled_within_with_nan
def insert(items: Ints, scores: Floats, kept: int, item: int, score: np.float32) -> int:
    """Insert an item among the `kept` best, after its equals; return kept + 1."""
    at = kept
    while at > 0 and scores[at - 1] < score:
        scores[at], items[at] = scores[at - 1], items[at - 1]
        at -= 1
    scores[at], items[at] = score, item
    return kept + 1
