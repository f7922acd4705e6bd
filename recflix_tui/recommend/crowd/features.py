"""How near each title is to what a profile liked, by what the titles are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.people import DIRECTED, WITH
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.alike.tags import near_in_tags
from recflix_tui.recommend.crowd.kinds import genre_kinds
from recflix_tui.recommend.crowd.liked import Liked
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.row_sums import row_sums

LIKING = 0.3  # how much more a title counts with each star above the mean
Doubles = NDArray[np.float64]


def weights_of(liked: Liked) -> Doubles:
    """Return how much each liked title counts, (n,) float64: 1 + .3 for each star above the
    profile's mean. What it picks tells more of its kind than how it rated it."""
    return 1 + LIKING * liked.above


def near_in_genres(dataset: Dataset, liked: Liked) -> Doubles:
    """Return the cosine of each title's genres, weighed by rarity, with those of what was liked,
    (n_items,) float64, -1 to 1."""
    kinds, features = genre_kinds(dataset), _genres(dataset)
    own = weights_of(liked) @ features[kinds.of[liked.items]]
    return np.asarray(_by_length(features @ own, own)[kinds.of])


@once_a_dataset
def _genres(dataset: Dataset) -> Doubles:
    """The genres of each kind, weighed by rarity, of length 1, (n_kinds, n_genres)."""
    features = genre_kinds(dataset).genres * genre_rarity(dataset)
    lengths = np.sqrt(np.square(features).sum(axis=1, keepdims=True))
    return np.asarray(features / np.maximum(lengths, 1e-12))


def near_in_decades(dataset: Dataset, liked: Liked) -> Doubles:
    """Return the part that each title's decade has in what was liked, by the length of all decades
    together, (n_items,) float64, -1 to 1; 0 where its year is not known."""
    decades = np.maximum(dataset.years, 0) // 10
    weights = weights_of(liked) * (dataset.years[liked.items] > 0)
    own = np.zeros(int(decades.max(initial=0)) + 1)
    np.add.at(own, decades[liked.items], weights)
    return np.asarray(_by_length(own, own)[decades])


def near_in_what_is_said(dataset: Dataset, liked: Liked) -> Doubles:
    """Return how alike the tags of each title are to those of what was liked, (n_items,) float64,
    -1 to 1 (`near_in_tags`)."""
    return near_in_tags(dataset, liked.items, weights_of(liked))


def near_in_people(dataset: Dataset, liked: Liked) -> Doubles:
    """Return how near each title is to what was liked by who made it, (n_items,) float64: for each
    title that was liked, .3 for each director in common and .1 for each of the cast, by what it
    counts and the root of all their squares; 0 where the dataset has no credits."""
    credits, weights = dataset.credits, weights_of(liked)
    near = np.zeros(dataset.n_items)
    if credits is None:
        return near
    for indptr, people, added in (
        (credits.director_indptr, credits.director_people, DIRECTED),
        (credits.cast_indptr, credits.cast_people, WITH),
    ):
        own = np.zeros(credits.n_people)
        for item, weight in zip(liked.items.tolist(), weights.tolist(), strict=True):
            own[people[int(indptr[item]) : int(indptr[item + 1])]] += weight
        near += added * row_sums(own[people], indptr)
    return near / max(float(np.sqrt(weights @ weights)), 1e-12)


def _by_length(products: Doubles, own: Doubles) -> Doubles:
    return np.asarray(products / max(float(np.sqrt(own @ own)), 1e-12))
