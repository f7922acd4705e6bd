"""What a model is trained on: a dataset's ratings and those of the profiles here."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.ratings import Ratings


def training_ratings(dataset: Dataset, local: Collection[tuple[int, int, float, float]]) -> Ratings:
    """The dataset's ratings and, as further users, the `local` ones.

    `local` has rows of (profile_id, movie_id, stars, when); movies that the dataset does not
    have are left out.
    """
    by_user = dataset.by_user
    users = np.repeat(np.arange(dataset.n_users, dtype=np.int32), np.diff(by_user.indptr))
    profiles = np.array([row[0] for row in local], np.int64)
    items = dataset.items_of(np.array([row[1] for row in local], np.int64))
    stars = np.array([row[2] for row in local], np.float32)
    known = items >= 0
    names, own = np.unique(profiles[known], return_inverse=True)
    return Ratings(
        users=np.concatenate([users, (dataset.n_users + own).astype(np.int32)]),
        items=np.concatenate([by_user.indices, items[known]]),
        stars=np.concatenate([by_user.values, stars[known]]),
        n_users=dataset.n_users + len(names),
        n_items=dataset.n_items,
        low=dataset.scale.low,
        high=dataset.scale.high,
    )
