"""What signals have in common: how traces fade with age, and how they are put together."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from recflix_tui.recommend.weighing.signal import Weights

DAY = 86_400.0
"""Seconds."""


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


def summed(items: NDArray[np.int32], values: NDArray[np.float64], most: float) -> dict[int, float]:
    """The values of each title together, no more than `most`; items, values: (n,), the oldest
    first, as is what comes of it, by what was done last with each."""
    sums: dict[int, float] = {}
    for item, value in zip(items.tolist(), values.tolist(), strict=True):
        sums[item] = min(sums.pop(item, 0.0) + value, most)
    return sums
