"""A dataset as it would be, had only the ratings of a training been given."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.csr import group
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.ratings import Ratings


def dataset_with(dataset: Dataset, ratings: Ratings) -> Dataset:
    """The dataset's users and titles with the `ratings`, of the same users and titles, alone.

    Who gave a tag is not kept, so that tags are still everybody's.
    """
    own = ratings.users < dataset.n_users  # those after them are of profiles here
    when = np.zeros(len(own), np.int64) if ratings.when is None else ratings.when
    columns = (of[own] for of in (ratings.users, ratings.items, ratings.stars, when))
    users, items, stars, times = columns
    of_users = (users.astype(np.int32), items.astype(np.int32), stars.astype(np.float32))
    return dataset.with_ratings(group(*of_users, times.astype(np.int64), dataset.n_users))
