"""How ratings are spread over users, or over titles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.portrait.values import FEW, Bin, Spread


def spread_of(counts: NDArray[np.int64]) -> Spread:
    """The spread of ratings over n users, or titles, of whom each has `counts` (n,) ratings."""
    n, total = len(counts), int(counts.sum())
    ascending = np.sort(counts)
    return Spread(
        n=n,
        n_without=int(np.searchsorted(ascending, 1)),
        n_few=int(np.searchsorted(ascending, FEW)),
        least=int(ascending[0]),
        median=float(np.median(ascending)),
        mean=total / n,
        most=int(ascending[-1]),
        n_half=1 + int(np.searchsorted(np.cumsum(ascending[::-1]), total / 2)) if total else 0,
        gini=_gini(ascending, total),
        bins=_bins(counts),
    )


def _gini(ascending: NDArray[np.int64], total: int) -> float:
    """Gini's coefficient of n counts, ascending: the mean difference between two of them, as a
    share of twice their mean (by their ranks, as Dixon and others have it, Ecology 68, 1987)."""
    n = len(ascending)
    if not total:
        return 0.0
    ranks = np.arange(1, n + 1, dtype=np.float64)
    return max(2 * float(ranks @ ascending) / (n * total) - (n + 1) / n, 0.0)


def _bins(counts: NDArray[np.int64]) -> tuple[Bin, ...]:
    rated = counts[counts > 0]
    if not len(rated):
        return ()
    powers = np.frexp(rated)[1] - 1  # exact: the largest power of two that is not above
    return tuple(Bin(1 << b, (2 << b) - 1, n) for b, n in enumerate(np.bincount(powers).tolist()))
