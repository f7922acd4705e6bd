"""A model's error on ratings that it has not seen."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.model.fitting import Settings, fit
from recflix_tui.model.metrics import mae, rmse
from recflix_tui.model.ratings import ModelError, Ratings

Ids = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Triples:
    """Ratings under outside names: user_ids, movie_ids (n,) any integers; stars (n,)."""

    user_ids: Ids
    movie_ids: Ids
    stars: npt.NDArray[np.floating]


def evaluate(train: Triples, test: Triples, settings: Settings) -> dict[str, float | int]:
    """Trains on all of `train` and measures on `test`.

    Predictions are clipped to the ends of the training ratings; users and titles that are not
    in `train` are predicted by the mean and the biases that are known. Returns rmse, mae
    (stars), n_train, n_test, train_seconds. Raises ModelError.
    """
    if len(test.stars) == 0:
        raise ModelError("there are no ratings to test on")
    started = time.perf_counter()
    users, user_of = np.unique(train.user_ids, return_inverse=True)
    items, item_of = np.unique(train.movie_ids, return_inverse=True)
    stars = np.asarray(train.stars, np.float32)
    low, high = (float(stars.min()), float(stars.max())) if len(stars) else (0.0, 0.0)
    # One row more on each side: nobody's ratings, hence zeros, for whom training never met.
    ratings = Ratings(user_of, item_of, stars, len(users) + 1, len(items) + 1, low, high)
    model = fit(ratings, settings).model
    seconds = time.perf_counter() - started
    predicted = model.predict(_rows(users, test.user_ids), _rows(items, test.movie_ids))
    predicted = np.clip(predicted, low, high)
    return {
        "rmse": rmse(predicted, test.stars),
        "mae": mae(predicted, test.stars),
        "n_train": len(stars),
        "n_test": len(test.stars),
        "train_seconds": seconds,
    }


def _rows(known: Ids, ids: Ids) -> npt.NDArray[np.intp]:
    """The place of each id in the sorted `known`, or one past its end."""
    found = np.searchsorted(known, ids)
    inside = np.minimum(found, len(known) - 1)
    return np.where(known[inside] == ids, inside, len(known))
