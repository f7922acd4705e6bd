"""What a model is trained on: a dataset's ratings and those of the profiles here."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.dataset_files import check_before_training
from recflix_tui.dataset.values import Demographics
from recflix_tui.model.ratings import SIDE_INPUTS, Ratings, Side
from recflix_tui.training.side_inputs import decade_features, genre_features, people_features

Number = TypeVar("Number", bound=np.generic)


def training_ratings(dataset: Dataset, local: Collection[tuple[int, int, float, float]]) -> Ratings:
    """The dataset's ratings and, as further users, the `local` ones, with what is known beside.

    `local` has rows of (profile_id, movie_id, stars, when); movies that the dataset does not
    have are left out. Without local ratings the arrays are the dataset's own, memory-mapped.
    Raises DatasetError where one of the files that are read is not as it was written.
    """
    check_before_training(dataset)
    by_user = dataset.by_user
    users = np.repeat(np.arange(dataset.n_users, dtype=np.int32), np.diff(by_user.indptr))
    profiles = np.array([row[0] for row in local], np.int64)
    items = dataset.items_of(np.array([row[1] for row in local], np.int64))
    # Those that were given in a dataset of another scale count as its nearest.
    stars = np.array([dataset.scale.nearest(row[2]) for row in local], np.float32)
    when = np.array([row[3] for row in local], np.int64)
    known = items >= 0
    names, own = np.unique(profiles[known], return_inverse=True)
    return Ratings(
        users=_joined(users, dataset.n_users + own),
        items=_joined(by_user.indices, items[known]),
        stars=_joined(by_user.values, stars[known]),
        n_users=dataset.n_users + len(names),
        n_items=dataset.n_items,
        low=dataset.scale.low,
        high=dataset.scale.high,
        when=_joined(by_user.times, when[known]),
        side=_side(dataset, len(names)),
        user_names=np.concatenate([dataset.user_ids, -1 - names]),
        item_names=dataset.movie_ids,
    )


def known_sides(dataset: Dataset) -> tuple[str, ...]:
    """The side inputs that the dataset has."""
    known = {
        "implicit": True,
        "genres": bool(dataset.genre_bits.any()),
        "decade": bool((dataset.years > 0).any()),
        "time": bool((dataset.by_user.times > 0).any()),
        "people": dataset.demographics is not None,
    }
    return tuple(name for name in SIDE_INPUTS if known[name])


def _joined(array: NDArray[Number], more: NDArray[np.generic]) -> NDArray[Number]:
    """Both as one, of the first one's type; where there is no more the first itself, no copy."""
    return np.concatenate([array, more.astype(array.dtype)]) if len(more) else array


def _side(dataset: Dataset, n_local: int) -> Side:
    """Genres and decade of the titles, and what the users said; of profiles nothing is known."""
    people = None
    if dataset.demographics:
        nothing = np.full(n_local, -1)
        said = dataset.demographics
        people = people_features(
            Demographics(
                _joined(said.ages, nothing),
                _joined(said.genders, nothing),
                _joined(said.occupations, nothing),
                _joined(said.regions, nothing),
            )
        )
    return Side(
        genres=genre_features(dataset.genre_bits, len(dataset.genre_names)),
        decade=decade_features(dataset.years),
        people=people,
    )
