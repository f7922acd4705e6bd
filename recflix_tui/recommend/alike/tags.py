"""How much of what people say of titles, in tags, is the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.values import Tags
from recflix_tui.recommend.once import once_a_dataset, once_a_title
from recflix_tui.recommend.row_sums import row_sums

FEW_WORDS = 50.0  # added to the squares: one word in common is no likeness yet
STRONGEST = 16  # tags of a title, which tell it from others of a list


@dataclass(frozen=True)
class _Said:
    """What the tags of titles say."""

    tags: Tags
    """By title and tag."""
    weights: NDArray[np.float32]
    """How much each tag of a title says, (n,) float32, in the order of `tags.indices`."""
    squares: NDArray[np.float64]
    """The squares of a title's weights added up, (n_items,)."""

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """The root of each title's squares and 50, (n_items,)."""
        return np.sqrt(self.squares + FEW_WORDS)


def tags_in_common(item: int, of: NDArray[np.intp], dataset: Dataset) -> NDArray[np.float64]:
    """Return how alike the tags of titles `of`, (m,), are to those of `item`, (m,) float64, 0 to
    below 1; 0 where the data has no tags.

    It is the cosine of their weights, log(1 + who gave the tag) log(tagged titles / those with
    the tag), with 50 added to either sum of squares.
    """
    return _in_common(item, dataset)[of]


@once_a_title
def _in_common(item: int, dataset: Dataset) -> NDArray[np.float64]:
    said = _said(dataset)
    if said is None or said.squares[item] == 0:
        return np.zeros(dataset.n_items)
    tags = said.tags
    own = np.zeros(len(tags.ends), np.float32)
    span = slice(int(tags.indptr[item]), int(tags.indptr[item + 1]))
    own[tags.indices[span]] = said.weights[span]
    products = row_sums(own[tags.indices] * said.weights, tags.indptr)
    squares = said.squares + FEW_WORDS
    return np.asarray(products / np.sqrt(squares * squares[item]))


def near_in_tags(
    dataset: Dataset, items: NDArray[np.int32], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how alike the tags of every title are to those of `items`, (n,), each counting by its
    weight, (n,): (n_items,) float64, -1 to 1; 0 where the data has no tags.

    It is the cosine of a title's tags, weighed as in `tags_in_common`, with the sum of the tags of
    the items, each brought to length 1; 50 is added to a title's sum of squares.
    """
    said = _said(dataset)
    if said is None:
        return np.zeros(dataset.n_items)
    indptr, indices = said.tags.indptr, said.tags.indices
    own = np.zeros(len(said.tags.ends), np.float32)
    for item, weight in zip(items.tolist(), weights.tolist(), strict=True):
        span = slice(int(indptr[item]), int(indptr[item + 1]))
        own[indices[span]] += weight * said.weights[span] / said.lengths[item]
    length = max(float(np.sqrt(own @ own)), 1e-12)
    products = row_sums((own / np.float32(length))[indices] * said.weights, indptr)
    return np.asarray(products / said.lengths)


def strongest_tags(
    dataset: Dataset, items: NDArray[np.integer]
) -> tuple[NDArray[np.intp], NDArray[np.int32], NDArray[np.float64]]:
    """Return the 16 tags of each of some items, (m,), that say the most: the place of the item
    among them, (n,), the tag, (n,) int32, and its weight by the root of the squares of all of the
    item's tags and 50, (n,) float64; nothing where the data has no tags."""
    said = _said(dataset)
    if said is None:
        return np.empty(0, np.intp), np.empty(0, np.int32), np.empty(0)
    indptr, order = _by_strength(dataset)
    starts = indptr[items]
    counts = np.minimum(indptr[items + np.int64(1)] - starts, STRONGEST)
    owner = np.repeat(np.arange(len(items)), counts)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    found = order[starts[owner] + rank]
    weights = said.weights[found] / said.lengths[items][owner]
    return owner, said.tags.indices[found], weights.astype(np.float64)


@once_a_dataset
def _by_strength(dataset: Dataset) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Where the tags of each title begin, (n_items + 1,), and all of them in their order of
    strength within a title, (n,): places in `Tags.indices`."""
    said = _said(dataset)
    assert said is not None
    owner = np.repeat(np.arange(dataset.n_items), np.diff(said.tags.indptr))
    strength = said.weights / max(float(said.weights.max(initial=0)), 1e-12)
    return said.tags.indptr, np.argsort(owner - strength / 2.0, kind="stable")


@once_a_dataset
def _said(dataset: Dataset) -> _Said | None:
    tags = dataset.tags
    if tags is None:
        return None
    per_title = np.diff(tags.indptr)
    n_titles = np.bincount(tags.indices, minlength=len(tags.ends))
    rarity = np.log(np.count_nonzero(per_title) / np.maximum(n_titles, 1)).astype(np.float32)
    weights = np.log1p(tags.counts, dtype=np.float32) * rarity[tags.indices]
    return _Said(tags, weights, row_sums(weights**2, tags.indptr))
