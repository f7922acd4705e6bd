"""How far each rating is from the model's prediction."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recflix_tui.dataset.values import CsrRatings
from recflix_tui.kernels.arrays import Floats
from recflix_tui.matrix.grid import Valued
from recflix_tui.matrix.parts import Part, Progress, even_parts, run_parts
from recflix_tui.model.factors import FactorModel

WORDS = "comparing each rating with its prediction"
_LARGEST = 32767  # of an int16
_SPANS = 2.0  # errors up to so many times the scale's length are told apart
_WORK = 1 << 26  # products that one thread does at a time


def units_per_star(model: FactorModel) -> float:
    """In which parts of a star errors are kept as int16: 1/3640 on a scale of 0.5 to 5."""
    return _LARGEST / (_SPANS * max(model.high - model.low, 1e-6))


def rating_errors(
    by_user: CsrRatings,
    by_item: CsrRatings,
    model: FactorModel,
    progress: Progress | None = None,
) -> tuple[Valued, Valued]:
    """Rating less prediction, r - mu - b_u - b_i - p_u . q_i, of each rating, by user and by item:
    int16 in `units_per_star`, the prediction not clipped to the scale.

    by_user, by_item: the same ratings. Loads Numba. progress: told in the calling thread.
    """
    users = (model.user_bias, model.P)
    items = (model.item_bias, model.Q)

    def first_half(share: float) -> None:
        if progress is not None:
            progress(WORDS, share / 2)

    def second_half(share: float) -> None:
        first_half(1 + share)

    of_users = _errors(by_user, model, users, items, first_half)
    return of_users, _errors(by_item, model, items, users, second_half)


def _errors(
    ratings: CsrRatings,
    model: FactorModel,
    rows: tuple[Floats, Floats],
    columns: tuple[Floats, Floats],
    tell: Callable[[float], None],
) -> Valued:
    from recflix_tui.kernels.rating_counts import write_errors

    (row_bias, row_factors), (column_bias, column_factors) = rows, columns
    errors = np.empty(len(ratings.indices), np.int16)
    units = units_per_star(model)

    def write(part: Part) -> None:
        write_errors(
            ratings.indptr,
            ratings.indices,
            ratings.values,
            model.mu,
            row_bias,
            column_bias,
            row_factors,
            column_factors,
            units,
            *part,
            errors,
        )

    parts = even_parts(ratings.indptr, max(_WORK // max(model.n_columns, 1), 1))
    run_parts(write, parts, tell)
    return Valued(ratings.indptr, ratings.indices, errors)
