"""What is asked of an evaluation, and a model's figures as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from recflix_tui.model.ratings import ModelError

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Row


def metrics_asked_for(names: tuple[str, ...] | None) -> tuple[str, ...]:
    """The metrics asked for, in the order in which they are shown. Raises ModelError."""
    from recflix_tui.evaluation.metric_names import METRICS, RANKING, RATING

    groups = {"all": METRICS, "rating": RATING, "ranking": RANKING}
    wanted: set[str] = set()
    for name in names or ("all",):
        if name not in groups and name not in METRICS:
            raise ModelError(
                f"there is no metric {name!r}; give rating, ranking, all, or some of "
                f"{','.join(METRICS)}"
            )
        wanted.update(groups.get(name, (name,)))
    return tuple(name for name in METRICS if name in wanted)


def row_data(row: Row, solver: Row) -> dict[str, Any]:
    """A model's figures, and how far they are from those of `solver`, the first of the models."""
    metrics = {}
    for name, figure in row.figures.items():
        low, high = (or_null(bound) for bound in figure.interval or (None, None))
        metrics[name] = {"value": or_null(figure.value), "low": low, "high": high}
        other = solver.figures.get(name)
        if row is not solver and other is not None:
            low, high = (or_null(bound) for bound in figure.less(other) or (None, None))
            less = or_null(figure.value - other.value)
            metrics[name] |= {"less_solver": less, "less_low": low, "less_high": high}
    return {
        "name": row.name,
        "train_seconds": row.seconds,
        "metrics": metrics,
        "cold_rmse": row.cold_rmse,
        "intervals": None if row.sureness is None else asdict(row.sureness),
    }


def or_null(number: float | None) -> float | None:
    """JSON knows no NaN."""
    return number if number is not None and math.isfinite(number) else None
