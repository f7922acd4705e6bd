"""Top picks as a list chosen as a whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.best import best
from recflix_tui.recommend.rerank.genre_shares import shares_of, target_of
from recflix_tui.recommend.rerank.likeness import likeness_of
from recflix_tui.recommend.rerank.list_figures import little_known
from recflix_tui.recommend.rerank.rerank import Candidates, chosen, strengths_of
from recflix_tui.recommend.taste import Taste

CANDIDATES = 100  # titles of highest worth that a list is chosen from; twice its length at least


def candidates_of(
    taste: Taste, dataset: Dataset, among: NDArray[np.bool_], m: int = CANDIDATES
) -> Candidates:
    """Return the `m` items of highest worth of `among`, (n_items,) bool. The taste must be by a
    choice model."""
    assert taste.worth is not None
    items = best(taste.worth, among, m)
    return Candidates(
        items,
        taste.worth[items].astype(np.float64),
        likeness_of(dataset, items),
        shares_of(dataset, items),
        target_of(taste, dataset),
        little_known(dataset.counts[items], dataset.n_users),
    )


def reranked_picks(
    taste: Taste, dataset: Dataset, among: NDArray[np.bool_], adventure: float, n: int
) -> NDArray[np.integer]:
    """Return the `n` items of `among`, (n_items,) bool, that make the best list for a taste, in the
    order in which to show them: `chosen` from the hundred of highest worth; `best`, byte for byte,
    where adventure is 0. The taste must be by a choice model."""
    assert taste.worth is not None
    if adventure <= 0:
        return best(taste.worth, among, n)
    candidates = candidates_of(taste, dataset, among, max(CANDIDATES, 2 * n))
    return candidates.items[chosen(candidates, strengths_of(adventure), n)]
