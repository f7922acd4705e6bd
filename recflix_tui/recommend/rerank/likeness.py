"""How alike titles of a list are, by what they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.kind import APART
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.alike.tags import strongest_tags
from recflix_tui.recommend.crowd.kinds import genre_kinds
from recflix_tui.recommend.once import once_a_dataset

Doubles = NDArray[np.float64]

GENRES, YEARS, TAGS = 0.5, 0.2, 0.3  # 1 in all


def likeness_of(dataset: Dataset, items: NDArray[np.integer]) -> Doubles:
    """Return how alike each two of some items are, (m, m) float64, 0 to 1, 1 on the diagonal.

    It is .5 of the cosine of their genres, weighted by rarity, .2 e^(-years apart / 15) and .3 of
    the cosine of the 16 strongest tags of each, with 50 added to each sum of squares; what is not
    known is like nothing. Each of the three is positive semidefinite with 1 on its diagonal, and so
    is their mean: the cosines are products of vectors with themselves (what is not known, and the
    50, is a direction of each title's own), and e^-|x - y| is the correlation of a random walk that
    is drawn to its mean.
    """
    alike = GENRES * _by_genres(dataset, items) + YEARS * _by_years(dataset, items)
    if dataset.tags is not None:
        alike += TAGS * _by_tags(dataset, items)
    np.fill_diagonal(alike, 1.0)
    return alike


def _by_genres(dataset: Dataset, items: NDArray[np.integer]) -> Doubles:
    vectors = _genres(dataset)[genre_kinds(dataset).of[items]]
    return np.asarray(vectors @ vectors.T)


@once_a_dataset
def _genres(dataset: Dataset) -> Doubles:
    """The genres of each kind, each the root of its rarity, of length 1, (n_kinds, n_genres); all 0
    for a kind without."""
    vectors = genre_kinds(dataset).genres * np.sqrt(genre_rarity(dataset))
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    return np.asarray(vectors / np.maximum(lengths, 1e-12))


def _by_years(dataset: Dataset, items: NDArray[np.integer]) -> Doubles:
    years = dataset.years[items].astype(np.float64)
    known = years > 0
    near = np.exp(-np.abs(years[:, np.newaxis] - years) / APART)
    return np.asarray(near * (known[:, np.newaxis] & known))


def _by_tags(dataset: Dataset, items: NDArray[np.integer]) -> Doubles:
    owner, tags, weights = strongest_tags(dataset, items)
    one, other = _same(tags)
    m, products = len(items), weights[one] * weights[other]
    # No product of two large matrices: it wakes threads that a busy machine has them wait for.
    sums = np.bincount(owner[one] * m + owner[other], products, m * m)
    return np.asarray(sums, np.float64).reshape(m, m)  # counts, where there is no pair


def _same(values: NDArray[np.integer]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All pairs of places, (n_pairs,) each, where some values, (n,), are the same."""
    order = np.argsort(values, kind="stable")
    _, starts, sizes = np.unique(values[order], return_index=True, return_counts=True)
    each = np.repeat(sizes, sizes)  # of the group that a place is in
    first = np.repeat(np.repeat(starts, sizes), each)
    rank = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    return np.repeat(order, each), order[first + rank]
