"""A choice model made by hand, and ratings of two camps of people."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.choice import ChoiceModel, Content, Weights
from recflix_tui.model.pick_curves import LikeCurve, PickCurve
from recflix_tui.model.ratings import Features, Ratings, Side

N_USERS, N_ITEMS = 60, 14
DAY = 86_400


def dense_weights(rows: list[list[float]]) -> Weights:
    """The sparse matrix of full rows."""
    full = np.array(rows, np.float32)
    at, indices = np.nonzero(full)
    counts = np.bincount(at, minlength=len(full))
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Weights(indptr, indices.astype(np.int32), full[at, indices])


def no_content(n_items: int) -> Content:
    """Titles of which all is known by their ratings."""
    nothing, alike = np.zeros(n_items, np.float32), np.zeros((0, 2), np.int32)
    features = np.zeros((0, 1), np.float32)
    return Content(np.zeros(n_items, np.int32), alike, features, features.sum(axis=0), nothing)


def like_others(share: list[float], alike: list[int]) -> Content:
    """Titles of one kind, which is like some titles; each has that share of their scores."""
    kinds = np.zeros(len(share), np.int32)
    told = np.ones((1, 1), np.float32)
    given = np.array(share, np.float32)
    return Content(kinds, np.array([alike], np.int32), told, told[0] / 2, given)


def make_choice(
    rows: list[list[float]],
    popularity: list[float] | None = None,
    content: Content | None = None,
    recency: float = 1.0,
    liking: float = 0.5,
) -> ChoiceModel:
    """A model whose item-to-item weights are these rows."""
    around = np.ones(len(rows)) if popularity is None else np.array(popularity)
    return ChoiceModel(
        weights=dense_weights(rows),
        popularity=around.astype(np.float32),
        content=content or no_content(len(rows)),
        recency=recency,
        recency_scale=2.0,
        liking=liking,
        liked_from=4.0,
        pick_curve=PickCurve(0.5, 1.5, 0.1, -1.0, -0.5, 0.8),
        like_curve=LikeCurve(2.0, 3.5, 7.0),
    )


def two_camps() -> Ratings:
    """Half of the people rate items 0 to 5, the others 6 to 11, each but one of them; all rate 12;
    nobody rates 13, which is of the first camp's genre. Each rates one item a day."""
    users, items = [], []
    for user in range(N_USERS):
        first = 0 if user % 2 else 6
        own = [first + (user + n) % 6 for n in range(5)]
        items += [*own, 12]
        users += [user] * 6
    n = len(items)
    genres = Features(
        np.arange(N_ITEMS + 1, dtype=np.int64),
        np.array([0] * 6 + [1] * 6 + [2, 0], np.int32),
        np.ones(N_ITEMS, np.float32),
        3,
    )
    return Ratings(
        np.array(users),
        np.array(items),
        np.full(n, 4.0, np.float32),
        N_USERS,
        N_ITEMS,
        0.5,
        5.0,
        when=np.arange(1, n + 1, dtype=np.int64) * DAY,
        side=Side(genres=genres),
    )
