"""How far a list's figures are from another's, in per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recflix_tui.commands.model.figures_data import or_null

if TYPE_CHECKING:
    from recflix_tui.evaluation.bootstrap import Interval
    from recflix_tui.evaluation.comparison import Row


def apart(row: Row, plain: Row, metric: str) -> tuple[float, Interval | None]:
    """By how many per cent of the plain list's a figure is more, and the 95 % interval of that, in
    pairs; NaN where the plain list's is 0."""
    from recflix_tui.evaluation.bootstrap import interval

    own, other = row.figures[metric], plain.figures[metric]
    if own.resamples is None or other.resamples is None:
        return _ratio(own.value, other.value), None
    with np.errstate(invalid="ignore", divide="ignore"):
        drawn = 100 * (own.resamples / other.resamples - 1)
    return _ratio(own.value, other.value), interval(drawn)


def _ratio(own: float, other: float) -> float:
    return 100 * (own / other - 1) if other else float("nan")


def per_cent_data(row: Row, plain: Row) -> dict[str, dict[str, float | None]]:
    """How far each figure is from the plain list's, in per cent of it."""
    found = {}
    for metric in row.figures:
        value, bounds = apart(row, plain, metric)
        low, high = (or_null(bound) for bound in bounds or (None, None))
        found[metric] = {"value": or_null(value), "low": low, "high": high}
    return found
