"""What is to be thought of a film that too few people rated to go by it."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.well_known import floor, well_known


def is_rated_by_few(dataset: Dataset, item: int) -> bool:
    """Whether fewer people rated an item than a prediction is to be trusted from."""
    return not well_known(dataset)[item]


def chance_of_few(dataset: Dataset, item: int, likes: float) -> float:
    """The chance, 0 to 1, that an item is liked that few rated.

    likes: the chance by its predicted stars alone. It counts as much as the ratings of the item
    that it is by, and what is liked of all that few rated as much as the ratings that are enough.
    """
    enough, n = floor(dataset, np.ones(dataset.n_items, np.bool_)), int(dataset.counts[item])
    return (n * likes + enough * _liked_of_few(dataset)) / (n + enough)


@once_a_dataset
def _liked_of_few(dataset: Dataset) -> float:
    """The share of likes, 0 to 1, among the ratings of the items that few rated; a half where there
    are none."""
    of_few = np.repeat(~well_known(dataset), dataset.counts)
    given = dataset.by_item.values[of_few]
    least = liked_from(dataset.scale.low, dataset.scale.high)
    return float(np.mean(given >= least)) if len(given) else 0.5
