"""What is popular around a moment: each pick counts the less, the further it is from it in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Floats, Ints, Longs
from recflix_tui.model.ratings import Ratings

DAY = 86_400  # seconds
_STEPS = 4  # moments a half-life
_MOST_MOMENTS = 400
_FLAT = 1_000.0  # picks of all times that are mixed in, so that a few do not make a moment


@dataclass(frozen=True)
class PopularityOverTime:
    """The popularity of every title around each of some moments."""

    moments: Doubles
    """(n_moments,) float64, unix seconds, ascending."""
    shares: Floats
    """The share of the picks around each moment that each title has, times the picks of a usual
    person, (n_moments, n_items) float32."""

    def at(self, when: int | None = None) -> Floats:
        """Around the moment nearest to `when`, in unix seconds, (n_items,) float32; None for the
        end of the data."""
        nearest = -1 if when is None else int(np.abs(self.moments - when).argmin())
        around: Floats = self.shares[nearest]
        return around


def popularity_over_time(ratings: Ratings, half_life: float | None) -> PopularityOverTime:
    """Count the picks of each title around moments that are a quarter of a half-life apart.

    half_life: in days; None for a popularity that is the same at all times. Picks of unknown time
    count at all times alike.
    """
    picks = np.bincount(ratings.items, minlength=ratings.n_items).astype(np.float64)
    usual = len(ratings.items) / max(len(np.unique(ratings.users)), 1)
    flat = picks / max(picks.sum(), 1.0)
    when = ratings.when
    known = np.zeros(0, bool) if when is None else when > 0
    if when is None or half_life is None or not known.any():
        return PopularityOverTime(np.zeros(1), (usual * flat[np.newaxis]).astype(np.float32))
    first, last = float(when[known].min()), float(when[known].max())
    step = max(half_life * DAY / _STEPS, (last - first) / (_MOST_MOMENTS - 1))
    n_moments = int(np.ceil((last - first) / step)) + 1
    moments = (last - step * np.arange(n_moments)[::-1]).astype(np.float64)
    at = n_moments - 1 - np.rint((last - when[known]) / step).astype(np.int64)
    counts = _counted(at, ratings.items[known], n_moments, ratings.n_items)
    shares = _spread(counts, 0.5 ** (step / (half_life * DAY)))
    unknown = np.bincount(ratings.items[~known], minlength=ratings.n_items)
    for row in shares:  # one by one, so that memory stays flat
        row += unknown + _FLAT * flat
        row *= usual / row.sum()
    return PopularityOverTime(moments, shares)


def _counted(at: Longs, items: Ints, n_moments: int, n_items: int) -> Floats:
    """How many picks each title has at each moment, (n_moments, n_items) float32."""
    size = n_moments * n_items
    counted = np.bincount(at * n_items + items, minlength=size).astype(np.float32)
    return counted.reshape(n_moments, n_items)


def _spread(counts: Floats, decay: float) -> Floats:
    """The picks of all moments, each times decay to the power of how many moments it is away."""
    spread = counts.copy()
    for row in range(1, len(counts)):
        spread[row] += np.float32(decay) * spread[row - 1]
    later = np.zeros_like(counts[0])
    for row in range(len(counts) - 1, -1, -1):
        spread[row] += later
        later = np.float32(decay) * (later + counts[row])
    return spread
