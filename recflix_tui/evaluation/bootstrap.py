"""How sure a measured figure is: 95 % intervals by the bootstrap over users.

Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13: the percentiles of
the figure over samples of users, drawn with replacement. Users are the units, since one user's
ratings are not independent.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recflix_tui.kernels.arrays import Doubles

Interval = tuple[float, float]

RESAMPLES = 2000
_MOST_UNITS = 10_000  # where there are more users, they are put into as many groups
_AT_ONCE = 100  # resamples


def resampled(sums: Doubles, seed: int, resamples: int = RESAMPLES) -> Doubles:
    """The totals (resamples, m) of each user's figures (n_users, m), users drawn anew each time.

    The same number of users and seed draw the same users, so that two models' totals can be
    compared resample by resample. Many users are put at random into groups, and groups drawn:
    a total of independent groups varies as that of its users does.
    """
    rng = np.random.default_rng(seed)
    if len(sums) > _MOST_UNITS:
        group = rng.permutation(len(sums)) % _MOST_UNITS
        sums = np.stack([np.bincount(group, column, _MOST_UNITS) for column in sums.T], axis=1)
    n = len(sums)
    totals = np.empty((resamples, sums.shape[1]))
    for start in range(0, resamples, _AT_ONCE):
        size = min(_AT_ONCE, resamples - start)
        drawn = rng.integers(0, n, (size, n)) + n * np.arange(size)[:, np.newaxis]
        times = np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n)
        totals[start : start + size] = times @ sums
    return totals


def resampled_figures(
    sums: Doubles, figures: Callable[[Doubles], Doubles], seed: int, resamples: int = RESAMPLES
) -> Doubles:
    """What c figures are in each resample: (resamples, c), NaN where a resample has none.

    sums: (n_users, m), what each user adds; figures: from totals (resamples, m) to
    (resamples, c).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return figures(resampled(sums, seed, resamples))


def interval(figures: Doubles) -> Interval:
    """The 95 % interval of a figure's resamples (resamples,); NaN where none has one."""
    known = figures[np.isfinite(figures)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)
