"""How alike titles are: picked by the same people, and of one genre, time and subject."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.kind import nearness
from recflix_tui.recommend.alike.picked import COUNTS_FOR_HALF, pickers_in_common
from recflix_tui.recommend.once import once_a_title
from recflix_tui.recommend.well_known import well_known

KNOWN = 0.3  # what a title gains where e times as many people could be expected to have picked it
LEAST = 0.5  # what two titles with nothing in common but their year do not reach


def likeness_to_known(
    items: Sequence[int], of: NDArray[np.intp], dataset: Dataset
) -> NDArray[np.float32]:
    """Return `likeness_to_each` of well-known titles `of`, (m,): (n, m) float32. It hangs on no
    profile: that to all of them is kept for the last titles."""
    found = np.empty((len(items), len(of)), np.float32)
    for row, item in enumerate(items):
        found[row] = _to_all_known(item, dataset)[of]
    return found


@once_a_title
def _to_all_known(item: int, dataset: Dataset) -> NDArray[np.float32]:
    """How alike a title is to each, (n_items,) float32; -inf for those that few rated."""
    known = np.flatnonzero(well_known(dataset))
    alike = np.full(dataset.n_items, -np.inf, np.float32)
    alike[known] = likeness_to_each([item], known, dataset)[0]
    return alike


def likeness_to_each(
    items: Sequence[int], of: NDArray[np.intp], dataset: Dataset
) -> NDArray[np.float32]:
    """Return how alike each of the items `of`, (m,), is to each of `items`, (n, m) float32.

    It is log (c + 5)/(e + 5), for c pickers in common where e would be by chance, with what
    genres, years, tags and people add where they are near (`nearness`): of what few rated that
    alone. Of those as much alike the better known come first: .3 log (e + 5)/5 is added. -inf
    for the item itself, and for what is not alike.

    Raises DatasetError where the ratings that are read are damaged.
    """
    found = np.empty((len(items), len(of)), np.float32)
    for row, item in enumerate(items):
        common, by_chance = pickers_in_common(item, of, dataset)
        expected = np.log1p(by_chance / COUNTS_FOR_HALF)
        alike = np.log1p(common / COUNTS_FOR_HALF) - expected + nearness(item, of, dataset)
        found[row] = np.where(alike > LEAST, alike + KNOWN * expected, -np.inf)
    found[np.array(items, np.intp)[:, np.newaxis] == of] = -np.inf
    return found
