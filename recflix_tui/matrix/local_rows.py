"""The profiles here, as rows of the matrix: few ratings, added to every picture as it is made."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Indices, Longs
from recflix_tui.matrix.counting.sides import Side
from recflix_tui.matrix.values import MatrixProfile
from recflix_tui.model.factors import FactorModel


class LocalRow:
    """One profile's row."""

    def __init__(self, profile: MatrixProfile, place: int, model: FactorModel | None) -> None:
        """place: of its row."""
        self.profile, self.place, self._model = profile, place, model

    @cached_property
    def items(self) -> Indices:
        """What it rated, (n,) int32."""
        ratings = self.profile.ratings
        return np.fromiter(ratings.keys(), np.int32, len(ratings))

    @cached_property
    def stars(self) -> Doubles:
        """What it gave, (n,) float64."""
        ratings = self.profile.ratings
        return np.fromiter(ratings.values(), np.float64, len(ratings))

    @cached_property
    def errors(self) -> Doubles:
        """Rating less prediction in stars, (n,) float64; the prediction is the fold-in's, and not
        clipped to the scale. Without a model there are no errors: zeros."""
        fold, model = self.profile.fold_in, self._model
        if fold is None or model is None:
            return np.zeros(len(self.items))
        predicted = model.mu + fold.bias + model.item_bias[self.items].astype(np.float64)
        return self.stars - predicted - model.Q[self.items] @ fold.factors

    def add_to(
        self, tallies: Doubles, values: Doubles, columns: Side, rows: Longs, bins: Longs
    ) -> None:
        """Add its ratings to the tallies (h, w, 2) of a window; values: (n,), one a rating; rows,
        bins: where the bins of rows and of columns begin, and the last of them ends."""
        down = int(np.searchsorted(rows, self.place, side="right")) - 1
        if not 0 <= down < len(tallies):
            return
        across = np.searchsorted(bins, columns.places[self.items], side="right") - 1
        inside = (across >= 0) & (across < tallies.shape[1])
        width = tallies.shape[1]
        across = across[inside]
        tallies[down, :, 0] += np.bincount(across, minlength=width)
        tallies[down, :, 1] += np.bincount(across, values[inside], minlength=width)
