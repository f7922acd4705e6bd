"""Mean predictions over the bins of a window, exact without a look at each cell.

The mean of mu + b_u + b_i + p_u . q_i over all pairs of some users and some items is
mu + mean b_u + mean b_i + (mean p_u) . (mean q_i).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Floats, Longs
from recflix_tui.matrix.counting.sides import Side
from recflix_tui.model.factors import FoldIn


class MeanFactors:
    """The factors and biases of one side, averaged over any of its bins."""

    def __init__(self, factors: Floats, bias: Floats, side: Side) -> None:
        """factors: (n, k), bias: (n,), of the side's ids from 0; further ids have none of them."""
        self._factors, self._bias, self._side = factors, bias, side
        sums = self._sums(side.edges)
        self._before = np.concatenate([np.zeros_like(sums[:1]), np.cumsum(sums, axis=0)])

    def means(self, bins: Longs, folds: Mapping[int, FoldIn] | None = None) -> Doubles:
        """The mean factors over each bin, and the mean bias last: (n_bins, k + 1) float64.

        bins: where each begins and the last ends, (n_bins + 1,) places; folds: by place, those
        that are in no table.
        """
        edges = self._side.edge_at[bins]
        on_grid = bool(edges.min() >= 0)
        sums = np.diff(self._before[edges], axis=0) if on_grid else self._sums(bins)
        for place, fold in (folds or {}).items():
            bin_ = int(np.searchsorted(bins, place, side="right")) - 1
            if 0 <= bin_ < len(sums):
                sums[bin_, :-1] += fold.factors
                sums[bin_, -1] += fold.bias
        return np.asarray(sums / np.maximum(np.diff(bins), 1)[:, np.newaxis])

    def _sums(self, bins: Longs) -> Doubles:
        from recflix_tui.kernels.rating_counts import sum_rows

        sums = np.zeros((len(bins) - 1, self._factors.shape[1] + 1))
        sum_rows(self._factors, self._bias, self._side.order, bins, sums)
        return sums


def mean_predictions(mu: float, rows: Doubles, columns: Doubles) -> Doubles:
    """The mean prediction in each bin, (h, w) float64 stars, not clipped to the scale; rows and
    columns: as `MeanFactors.means` gives them."""
    from recflix_tui.kernels.rating_counts import add_products

    means = np.empty((len(rows), len(columns)))
    add_products(rows, columns, mu, means)
    return means
