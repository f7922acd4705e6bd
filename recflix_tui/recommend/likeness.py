"""How alike titles are in the factors of a model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel

SHRINKAGE = 10  # ratings of the other title at which a likeness counts for half


def likeness_to_each(
    items: Sequence[int], of: NDArray[np.intp], dataset: Dataset, model: FactorModel
) -> NDArray[np.float32]:
    """Return how alike each of the items `of`, (m,), is to each of `items`, (n, m) float32, -1 to
    1; an item to itself -inf.

    It is the cosine of their factors, shrunk by n/(n + 10) where few people (n) rated the
    other title.
    """
    counts = dataset.counts[of].astype(np.float32)
    found = model.similar_to_each(items, of) * (counts / (counts + SHRINKAGE))
    found[np.array(items, np.intp)[:, np.newaxis] == of] = -np.inf
    return found
