"""How far each rating is from the model's prediction."""

from __future__ import annotations

import numpy as np

from recflix_tui.dataset.values import CsrRatings
from recflix_tui.matrix.counting.grid import Valued
from recflix_tui.matrix.counting.parts import Part, Progress, even_parts, run_parts
from recflix_tui.model.factors import FactorModel

WORDS = "comparing each rating with its prediction"
_LARGEST = 32767  # of an int16
_SPANS = 2.0  # errors up to so many times the scale's length are told apart
_WORK = 1 << 26  # products that one thread does at a time


def units_per_star(model: FactorModel) -> float:
    """In which parts of a star errors are kept as int16: 1/3640 on a scale of 0.5 to 5."""
    return _LARGEST / (_SPANS * max(model.high - model.low, 1e-6))


def as_kept(error: float, model: FactorModel) -> float:
    """One error in stars, as exactly as `rating_errors` keeps it: what is said of a cell is then
    what its picture shows."""
    units = units_per_star(model)
    return min(max(round(error * units), -_LARGEST), _LARGEST) / units


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
    from recflix_tui.kernels.rating_counts import regroup, write_errors

    errors, grouped = (np.empty(len(by_user.indices), np.int16) for _ in range(2))
    units = units_per_star(model)

    def write(part: Part) -> None:
        write_errors(
            by_user.indptr,
            by_user.indices,
            by_user.values,
            model.mu,
            model.user_bias,
            model.item_bias,
            model.P,
            model.Q,
            units,
            *part,
            errors,
        )

    def tell(share: float) -> None:
        if progress is not None:
            progress(WORDS, share)

    run_parts(write, even_parts(by_user.indptr, max(_WORK // max(model.n_columns, 1), 1)), tell)
    regroup(by_user.indices, errors, by_item.indptr[:-1].copy(), grouped)
    return (
        Valued(by_user.indptr, by_user.indices, errors),
        Valued(by_item.indptr, by_item.indices, grouped),
    )
