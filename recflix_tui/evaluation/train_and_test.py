"""A model's error on ratings that it has not seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Ints
from recflix_tui.kernels.rmse import mae, rmse
from recflix_tui.model.ratings import Features, ModelError, Ratings, Side
from recflix_tui.solvers.fitting import Refit, fit
from recflix_tui.solvers.run import Epoch
from recflix_tui.solvers.settings import SolverSettings

_OF_ROWS = ("genres", "decade", "people")  # the side inputs that tell of users and titles
# From the ids of items and of users (n,) int64 to what is known of them, row by row.
SideOf = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64]], Side]


@dataclass(frozen=True)
class Triples:
    """Ratings under outside names."""

    user_ids: Ints
    """(n,) any integers."""
    movie_ids: Ints
    """(n,) any integers."""
    stars: npt.NDArray[np.floating]
    """(n,) any floats."""
    when: npt.NDArray[np.int64] | None = None
    """(n,) unix seconds, 0 where unknown; None where nothing is known of it."""


def evaluate(
    train: Triples,
    test: Triples,
    settings: SolverSettings,
    side_of: SideOf | None = None,
    tell: Callable[[Epoch | Refit], None] | None = None,
) -> dict[str, Any]:
    """Train on all of `train` and measure on `test`.

    Predictions are clipped to the ends of the training ratings. Users and titles that are not
    in `train` are predicted by the side inputs, where `side_of` knows them, else by the mean
    and the biases that are known. Returns rmse, mae (stars), n_train, n_test, train_seconds,
    solver, settings, sides (the side inputs used). `tell` is called with each step of the
    training. Raises ModelError.
    """
    if len(test.stars) == 0:
        raise ModelError("there are no ratings to test on")
    started = time.perf_counter()
    wanted = any(name in settings.side for name in _OF_ROWS)
    users, items, side = _rows(train, test, side_of if wanted else None)
    stars = np.asarray(train.stars, np.float32)
    low, high = (float(stars.min()), float(stars.max())) if len(stars) else (0.0, 0.0)
    ratings = Ratings(
        users.of(train.user_ids),
        items.of(train.movie_ids),
        stars,
        users.n_rows,
        items.n_rows,
        low,
        high,
        train.when,
        side,
    )
    model = fit(ratings, settings, tell).model
    seconds = time.perf_counter() - started
    predicted = model.predict(users.of(test.user_ids), items.of(test.movie_ids), test.when)
    predicted = np.clip(predicted, low, high)
    return {
        "rmse": rmse(predicted, test.stars),
        "mae": mae(predicted, test.stars),
        "n_train": len(stars),
        "n_test": len(test.stars),
        "train_seconds": seconds,
        "solver": settings.solver,
        "settings": settings.plain(),
        "sides": list(used_sides(ratings, settings)),
    }


def rows_of(
    train: Triples,
    test: Triples,
    title_ids: npt.NDArray[np.int64],
    side_of: SideOf | None = None,
) -> tuple[Ratings, Ratings]:
    """Both with a row for each user of either and for each title of either and of `title_ids`.

    The scale is that of `train`. Raises ModelError where one of them is empty.
    """
    if len(train.stars) == 0 or len(test.stars) == 0:
        raise ModelError("there are no ratings to train on, or none to test on")
    user_ids = np.union1d(train.user_ids, test.user_ids).astype(np.int64)
    rated = np.union1d(train.movie_ids, test.movie_ids)
    item_ids = np.union1d(rated, title_ids).astype(np.int64)
    side = Side() if side_of is None else side_of(item_ids, user_ids)
    scale = float(train.stars.min()), float(train.stars.max())

    def ratings(of: Triples) -> Ratings:
        return Ratings(
            np.searchsorted(user_ids, of.user_ids),
            np.searchsorted(item_ids, of.movie_ids),
            np.asarray(of.stars, np.float32),
            len(user_ids),
            len(item_ids),
            *scale,
            of.when,
            side,
            user_ids,
            item_ids,
        )

    return ratings(train), ratings(test)


def used_sides(ratings: Ratings, settings: SolverSettings) -> tuple[str, ...]:
    """The side inputs that the settings ask for and the ratings have."""
    side = ratings.side
    known = {
        "implicit": True,
        "genres": side.genres is not None,
        "decade": side.decade is not None,
        "people": side.people is not None,
        "time": ratings.when is not None and bool((ratings.when > 0).any()),
    }
    return tuple(name for name in settings.side if known[name])


@dataclass(frozen=True)
class _Rows:
    """Rows by outside name: `known` (n,) ascending ids, and one row more for all others.

    In that row are nobody's ratings, and hence zeros.
    """

    known: Ints

    @property
    def n_rows(self) -> int:
        return len(self.known) + 1

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """The id of each row; that of the last is below all that there are."""
        nobody = int(self.known.min(initial=0)) - 1
        return np.append(self.known, nobody).astype(np.int64)

    def of(self, ids: Ints) -> npt.NDArray[np.intp]:
        """The row of each of the ids (n,)."""
        if not len(self.known):
            return np.zeros(len(ids), np.intp)
        found = np.searchsorted(self.known, ids)
        inside = np.minimum(found, len(self.known) - 1)
        return np.where(self.known[inside] == ids, inside, len(self.known))


def _rows(train: Triples, test: Triples, side_of: SideOf | None) -> tuple[_Rows, _Rows, Side]:
    """The rows of users and of items: all of `train`, and those of `test` of whom side inputs
    tell something; and what is known of each."""
    users, items = _Rows(np.unique(train.user_ids)), _Rows(np.unique(train.movie_ids))
    if side_of is None:
        return users, items, Side()
    new_users = np.setdiff1d(test.user_ids, users.known)
    new_items = np.setdiff1d(test.movie_ids, items.known)
    told = side_of(new_items.astype(np.int64), new_users.astype(np.int64))
    users = _Rows(np.union1d(users.known, new_users[_is_told(len(new_users), told.people)]))
    of_items = _is_told(len(new_items), told.genres, told.decade)
    items = _Rows(np.union1d(items.known, new_items[of_items]))
    return users, items, side_of(items.ids, users.ids)


def _is_told(n: int, *known: Features | None) -> npt.NDArray[np.bool_]:
    """Which of n rows have any feature: (n,) bool."""
    told = np.zeros(n, bool)
    for features in known:
        if features is not None:
            told |= np.diff(features.indptr) > 0
    return told
