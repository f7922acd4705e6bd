"""What signals have in common: how traces fade with age, and how they are put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.weighing.signal import Weights
from recflix_tui.times import DAY


def faded(at: NDArray[np.float64], now: float, half_life: float) -> NDArray[np.float64]:
    """What is left of traces of the moments `at`, (n,) Unix seconds: 1 of one that is new, half of
    that after `half_life` days, a half of that after as many again. What is to come is new."""
    age: NDArray[np.float64] = np.maximum(now - np.asarray(at, np.float64), 0.0) / DAY
    return np.exp2(-age / half_life)


def entries_of(pairs: Iterable[tuple[int, float]], nothing: str) -> Weights:
    """Weights of titles and what each enters, the oldest first; without any, `nothing` is why."""
    those = list(pairs)
    if not those:
        return Weights(nothing=nothing)
    items, entries = zip(*those, strict=True)
    return Weights(np.array(items, np.int32), np.array(entries, np.float64))


def summed(
    items: NDArray[np.int32], values: NDArray[np.float64], most: float
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The values of each title together, no more than `most`: titles (m,) int32 and sums (m,)
    float64, the one that was touched longest ago first. items, values: (n,), oldest first."""
    titles, last, of_title = np.unique(items[::-1], return_index=True, return_inverse=True)
    sums = np.bincount(of_title, values[::-1], len(titles))
    order = np.argsort(-last)
    return titles[order].astype(np.int32), np.minimum(sums[order], most)


def among(
    items: NDArray[np.int32], others: NDArray[np.int32] | Collection[int]
) -> NDArray[np.bool_]:
    """Which of the items, (n,), are among some others, (n,) bool.

    `np.isin` sorts both where they lie far apart, and imports masked arrays for it: as long as the
    rest of a first Home takes.
    """
    found = np.zeros(int(items.max(initial=-1)) + 1, np.bool_)
    those = np.fromiter(others, np.int32, len(others))
    found[those[those < len(found)]] = True
    return found[items]
