"""How alike titles are in the factors of a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel

SHRINKAGE = 10  # ratings of the other title at which a likeness counts for half


def likeness(item: int, dataset: Dataset, model: FactorModel) -> NDArray[np.float32]:
    """Return how alike every item is to `item`, (n_items,) float32, -1 to 1; itself -inf.

    It is the cosine of their factors, shrunk by n/(n + 10) where few people (n) rated the
    other title.
    """
    of_it: NDArray[np.float32] = likeness_to_each([item], dataset, model)[0]
    return of_it


def likeness_to_each(
    items: Sequence[int], dataset: Dataset, model: FactorModel
) -> NDArray[np.float32]:
    """Return the `likeness` of several items at once: (n, n_items) float32."""
    counts = dataset.counts.astype(np.float32)
    found = model.similar_to_each(items) * (counts / (counts + SHRINKAGE))
    found[np.arange(len(items)), items] = -np.inf
    return found
