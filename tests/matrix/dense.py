"""The whole matrix as plain arrays, and pictures of it by loops over its bins."""

from __future__ import annotations

import numpy as np

from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.values import Picture, Window
from recflix_tui.model.factors import FactorModel


def known(matrix: UserItemMatrix) -> np.ndarray:
    """Stars by place, (n_rows, n_columns), NaN where there are none."""
    stars = np.full((matrix.n_rows, matrix.n_columns), np.nan)
    n_users = matrix.dataset.n_users
    for place, row_id in enumerate(matrix.row_ids.tolist()):
        if row_id < n_users:
            given = zip(*matrix.dataset.by_user.row(row_id), strict=True)
        else:
            given = iter(matrix.profiles[row_id - n_users].ratings.items())
        for item, value in given:
            stars[place, matrix.column_items.tolist().index(item)] = value
    return stars


def predicted(matrix: UserItemMatrix, model: FactorModel) -> np.ndarray:
    """Predictions by place, not clipped, (n_rows, n_columns)."""
    n_users, predictions = matrix.dataset.n_users, []
    for row_id in matrix.row_ids.tolist():
        if row_id < n_users:
            bias, p = float(model.user_bias[row_id]), model.P[row_id]
        else:
            fold = matrix.profiles[row_id - n_users].fold_in
            assert fold is not None
            bias, p = fold.bias, fold.factors
        row = model.mu + bias + model.item_bias.astype(float) + model.Q.astype(float) @ p
        predictions.append(row[matrix.column_items])
    return np.array(predictions)


def picture(
    matrix: UserItemMatrix, model: FactorModel, window: Window, kind: Picture
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values, counts and cells of a window's bins."""
    stars, guesses = known(matrix), predicted(matrix, model)
    values = np.full((window.n_rows, window.n_columns), np.nan)
    counts, cells = np.zeros(values.shape, int), np.zeros(values.shape, int)
    for r in range(window.n_rows):
        for c in range(window.n_columns):
            top, left = window.row + r * window.bin_rows, window.column + c * window.bin_columns
            bin_ = np.s_[top : top + window.bin_rows, left : left + window.bin_columns]
            there = ~np.isnan(stars[bin_])
            counts[r, c], cells[r, c] = there.sum(), there.size
            if kind is Picture.DENSITY:
                values[r, c] = there.sum() / there.size
            elif kind is Picture.PREDICTED:
                values[r, c] = guesses[bin_].mean()
                if there.size == 1:
                    values[r, c] = float(model.on_scale(values[r, c]))
            elif there.any():
                shown = stars[bin_] if kind is Picture.KNOWN else stars[bin_] - guesses[bin_]
                values[r, c] = shown[there].mean()
    return values, counts, cells
