"""From values to the steps of a scale: by rank, or evenly between two ends."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Levels = npt.NDArray[np.uint8]
Steps = npt.NDArray[np.float64]

EMPTY = 255
"""The level of a cell without a value."""


def rank_levels(values: npt.ArrayLike, n: int) -> tuple[Levels, Steps]:
    """Levels by how many cells in view have less, so that structure shows at any sparsity.

    values: of any shape; zero and NaN are EMPTY. Returns the levels, in that shape, 0 to n - 1,
    and the value that each level stands for, (n,), ascending, NaN where there is none. Equal
    values have equal levels (the middle of their ranks), the lowest 0 and the highest n - 1;
    where all are equal, n - 1.
    """
    given = np.asarray(values, np.float64)
    levels = np.full(given.shape, EMPTY, np.uint8)
    filled = np.nan_to_num(given) != 0
    distinct, which, counts = np.unique(given[filled], return_inverse=True, return_counts=True)
    if not len(distinct):
        return levels, np.full(n, np.nan)
    middle = np.cumsum(counts) - counts / 2
    reach = middle[-1] - middle[0]
    share = (middle - middle[0]) / reach if reach else np.ones(1)
    levels[filled] = np.round(share * (n - 1)).astype(np.uint8)[which]
    return levels, np.interp(np.linspace(0, 1, n), share, distinct)


def linear_levels(values: npt.ArrayLike, low: float, high: float, n: int) -> tuple[Levels, Steps]:
    """Levels in even steps from `low` (0) to `high` (n - 1); what lies beyond is at that end.

    values: of any shape; NaN is EMPTY. Returns the levels, in that shape, and the value in the
    middle of each, (n,).
    """
    given = np.asarray(values, np.float64)
    place = np.round((given - low) / (high - low) * (n - 1))
    levels = np.clip(np.nan_to_num(place), 0, n - 1).astype(np.uint8)
    levels[np.isnan(given)] = EMPTY
    return levels, np.linspace(low, high, n)


def legend(steps: Steps, marks: int = 5) -> tuple[tuple[float, float], ...]:
    """What to write along a scale: (where, 0 to 1, and the value there), `marks` at most.

    steps: the value of each level, (n,); between two levels its value is between theirs. A value
    that would stand twice stands once: one that all levels stand for at the end, whose level its
    cells have. Without any value (NaN) there is nothing to write.
    """
    if np.isnan(steps).all():
        return ()
    if steps[0] == steps[-1]:
        return ((1.0, float(steps[-1])),)
    shown: list[tuple[float, float]] = []
    places = np.linspace(0, 1, marks)
    values = np.interp(places, np.linspace(0, 1, len(steps)), steps)
    for at, value in zip(places.tolist(), values.tolist(), strict=True):
        if not shown or value != shown[-1][1]:
            shown.append((at, value))
    return tuple(shown)


def reach(values: npt.ArrayLike, low: float, high: float) -> tuple[float, float]:
    """Between which values a scale shows most of what is in view: from the 2nd to the 98th
    percentile of `values` (any shape, NaN aside), at least 0.2 apart, within `low` and `high`.

    Means of many lie close together: on the whole scale all of them would have one colour.
    """
    given = np.asarray(values, np.float64)
    known = given[~np.isnan(given)]
    if not len(known):
        return low, high
    first, last = np.percentile(known, [2, 98])
    short = max(0.2 - (last - first), 0) / 2
    first, last = max(first - short, low), min(last + short, high)
    return (float(first), float(last)) if last > first else (low, high)
