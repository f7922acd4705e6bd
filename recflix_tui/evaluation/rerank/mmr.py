"""Maximal marginal relevance: the plainest way to a list of titles that are unlike each other."""

from __future__ import annotations

import numpy as np

from recflix_tui.kernels.arrays import Doubles


def mmr(worth: Doubles, likeness: Doubles, strength: float, n: int) -> list[int]:
    """Return the places of `n` titles, in the order in which they are chosen: each time the one of
    the highest (1 - strength) * worth - strength * its likeness to the most alike one chosen.

    worth: (m,) float64, of which the best is 1; likeness: (m, m) float64, 0 to 1; strength: 0 to
    1. Of equals the first is chosen. Carbonell and Goldstein, "The use of MMR, diversity-based
    reranking for reordering documents and producing summaries" (1998).
    """
    open_, nearest, chosen = np.ones(len(worth), np.bool_), np.zeros(len(worth)), []
    for _ in range(min(n, len(worth))):
        gains = (1 - strength) * worth - strength * nearest
        place = int(np.where(open_, gains, -np.inf).argmax())
        nearest = np.maximum(nearest, likeness[place])
        open_[place] = False
        chosen.append(place)
    return chosen
