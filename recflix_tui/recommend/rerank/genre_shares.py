"""How much of a title, of a profile and of everybody's ratings each genre is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.crowd.kinds import genre_kinds
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.taste import Taste

Doubles = NDArray[np.float64]

DRAWN = 3.0  # usual entries by which a profile's shares are drawn to everybody's


def shares_of(dataset: Dataset, items: NDArray[np.integer]) -> Doubles:
    """Return the shares of each item's genres, (m, n_genres) float64: each genre of a title has
    the same, 1 in all; 0 throughout where it has none. IMAX, a format, is none."""
    return np.asarray(_of_kinds(dataset)[genre_kinds(dataset).of[items]])


@once_a_dataset
def _of_kinds(dataset: Dataset) -> Doubles:
    genres = genre_kinds(dataset).genres * (genre_rarity(dataset) > 0)
    return np.asarray(genres / np.maximum(genres.sum(axis=1, keepdims=True), 1))


@once_a_dataset
def everybodys_shares(dataset: Dataset) -> Doubles:
    """Return the shares of genres in all ratings, (n_genres,) float64, 1 in all; where no title
    that was rated has a genre, all have the same."""
    return _together(_of_kinds(dataset), _per_kind(dataset), 1 / len(dataset.genre_names))


def _per_kind(dataset: Dataset) -> Doubles:
    """The ratings of the titles of each kind, (n_kinds,)."""
    return np.bincount(genre_kinds(dataset).of, weights=dataset.counts).astype(np.float64)


def _together(shares: Doubles, weights: Doubles, otherwise: float) -> Doubles:
    """The shares of several titles together, (n_genres,), 1 in all, each counting by its weight."""
    total = (weights[:, np.newaxis] * shares).sum(axis=0)
    whole = float(total.sum())
    return total / whole if whole > 0 else np.full(shares.shape[1], otherwise)


def profile_shares(
    dataset: Dataset, items: NDArray[np.integer], weights: Doubles, drawn: float = DRAWN
) -> Doubles:
    """Return the shares of genres in what a profile did, (n_genres,) float64, 1 in all.

    items: what it touched, (n,); weights: how much each counts, (n,), 0 or more; drawn: by how many
    entries of the mean weight the shares are drawn to everybody's, since a few titles say little of
    a genre that they lack. Steck, "Calibrated recommendations" (2018), equation 2, with a prior.
    """
    total = (weights[:, np.newaxis] * shares_of(dataset, items)).sum(axis=0)
    counting = float((weights > 0).sum())
    usual = float(weights.sum()) / counting if counting else 1.0
    whole = total + drawn * usual * everybodys_shares(dataset)
    return np.asarray(whole / whole.sum()) if whole.any() else everybodys_shares(dataset)


def target_of(taste: Taste, dataset: Dataset) -> Doubles:
    """Return the shares of genres that a list for a taste is to have, (n_genres,) float64, 1 in
    all: those of what its signals enter, by what each weighs, but for what speaks against titles;
    without a model those of its ratings, which count alike."""
    weighed = taste.weighed
    if weighed is None:
        items = np.fromiter(taste.activity.ratings, np.int32, len(taste.activity.ratings))
        return profile_shares(dataset, items, np.ones(len(items)))
    return profile_shares(dataset, weighed.items, np.maximum(weighed.entries, 0))
