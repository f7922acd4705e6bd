"""The titles beyond the best known ones: what they lead to, and which of those they are like."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from recflix_tui.kernels.arrays import Floats
from recflix_tui.model.choice import Content, Weights
from recflix_tui.model.ratings import Features, Ratings
from recflix_tui.solvers.items.closed_form import SparseRows, joined, strongest_of
from recflix_tui.solvers.items.entries import Entries, entry_weights

ALIKE = 4  # titles that one of the tail is like
_PRIOR = 1.0  # ratings that a title of the tail is taken to have beyond its own
_ROWS_AT_ONCE = 64
_KINDS_AT_ONCE = 256


def tail_weights(
    ratings: Ratings,
    tail: npt.NDArray[np.int32],
    entries: Entries,
    ridge: float,
    neighbours: int,
    threads: int,
) -> Weights:
    """What having rated each title of the tail adds to the scores of the best known ones: a row
    for each of `tail`, (m,) items, in its order, over the columns of `entries`.

    w_ab = max(c_ab - n_a p_b, 0) / (n_a + lambda): of the weight n_a of those who rated a, what
    went to b too (c_ab), less what everybody gives b (p_b). Loads Numba.
    """
    from recflix_tui.kernels.common_raters import common_rows
    from recflix_tui.kernels.grouped import group

    row_of = np.full(ratings.n_items, -1, np.int32)
    row_of[tail] = np.arange(len(tail), dtype=np.int32)
    own = np.flatnonzero(row_of[ratings.items] >= 0)
    by_tail = group(
        row_of[ratings.items[own]], ratings.users[own], entry_weights(ratings)[own], len(tail)
    )
    raters = np.concatenate(([0.0], np.cumsum(by_tail.values, dtype=np.float64)))
    weight = np.diff(raters[by_tail.indptr]).astype(np.float32)
    n_people = max(int((np.diff(entries.indptr) > 0).sum()), 1)
    usual = np.bincount(entries.columns, entries.values, entries.n_columns) / n_people

    def rows(first: int) -> SparseRows:
        block = np.empty((min(_ROWS_AT_ONCE, len(tail) - first), entries.n_columns), np.float32)
        common_rows(
            first,
            by_tail.indptr,
            by_tail.columns,
            by_tail.values,
            entries.indptr,
            entries.columns,
            entries.values,
            block,
        )
        theirs = weight[first : first + len(block), np.newaxis]
        block -= theirs * usual.astype(np.float32)
        np.maximum(block, 0, out=block)
        block /= theirs + np.float32(ridge)
        # Sparse at once: of all blocks in full the memory would be gigabytes.
        return strongest_of(first, block, neighbours)

    with ThreadPoolExecutor(max(threads, 1)) as pool:
        parts = pool.map(rows, range(0, len(tail), _ROWS_AT_ONCE))
        return joined(parts, len(tail))


def content_of(
    ratings: Ratings, known: npt.NDArray[np.int32], rest: npt.NDArray[np.int32]
) -> Content:
    """Which of the `known` titles those of the `rest` are like in genres and decade.

    known: (n,) items, the best known first; rest: (m,) items, ascending. Of titles that are
    equally like, the better known ones count. A title of the rest has the share of their scores
    that it has of their ratings, one more given to each.
    """
    kinds = np.zeros(ratings.n_items, np.int32)
    share = np.zeros(ratings.n_items, np.float32)
    features = _features(ratings)
    if features is None or not len(known):
        untold = np.zeros((0, 0), np.float32)
        return Content(kinds, np.zeros((0, ALIKE), np.int32), untold, untold.sum(axis=0), share)
    each, kind_of = np.unique(features, axis=0, return_inverse=True)
    kinds = kind_of.reshape(-1).astype(np.int32)
    alike = np.empty((len(each), min(ALIKE, len(known))), np.int32)
    others = features[known].T
    for first in range(0, len(each), _KINDS_AT_ONCE):
        near = each[first : first + _KINDS_AT_ONCE] @ others
        # The known ones come by renown: of equals the better known are nearer.
        near -= np.arange(len(known), dtype=np.float32) * np.float32(1e-7)
        best = np.argpartition(-near, alike.shape[1] - 1, axis=1)[:, : alike.shape[1]]
        alike[first : first + _KINDS_AT_ONCE] = np.sort(known[best], axis=1)
    counts = np.bincount(ratings.items, minlength=ratings.n_items)
    rest = rest[np.abs(features[rest]).sum(axis=1) > 0]
    theirs = counts[alike].mean(axis=1)[kinds[rest]]
    share[rest] = np.minimum((counts[rest] + _PRIOR) / (theirs + _PRIOR), 1)
    usual = (counts @ features / max(counts.sum(), 1)).astype(np.float32)
    return Content(kinds, alike, each, usual, share)


def _features(ratings: Ratings) -> Floats | None:
    """Genres, by their rarity, and decades, those beside it half, of each item, each part a row of
    length 1: (n_items, n_features) float32. None where neither is known."""
    parts = []
    if ratings.side.genres is not None:
        genres = (_dense(ratings.side.genres, ratings.n_items) > 0).astype(np.float32)
        parts.append(genres * np.log(ratings.n_items / np.maximum(genres.sum(axis=0), 1)))
    if ratings.side.decade is not None:
        own = (_dense(ratings.side.decade, ratings.n_items) > 0).astype(np.float32)
        near = own.copy()
        near[:, 1:] += own[:, :-1] / 2
        near[:, :-1] += own[:, 1:] / 2
        parts.append(near)
    return np.hstack([_of_length_1(part) for part in parts]) if parts else None


def _of_length_1(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = np.divide(rows, lengths, out=np.zeros_like(rows, np.float32), where=lengths > 0)
    return unit


def _dense(features: Features, n_rows: int) -> Floats:
    rows = np.repeat(np.arange(n_rows), np.diff(features.indptr))
    dense = np.zeros((n_rows, features.n_features), np.float32)
    dense[rows, features.indices] = features.values
    return dense
