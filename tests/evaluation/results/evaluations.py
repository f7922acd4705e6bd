"""Evaluations as values, made of a few numbers."""

from __future__ import annotations

from collections.abc import Mapping

from recflix_tui.evaluation.results.measured import (
    Evaluation,
    Held,
    MeasuredFigure,
    MeasuredRow,
)

PEOPLE = Held("people", (("given", 10.0), ("folds", 5.0), ("liked_from", 4.0)), 0)
RANDOM = Held("random", (("share", 0.1),), 0)

Told = tuple[float, float, float] | float
"""A figure, and the interval of its difference from the first row's; or a figure without one."""


def figure_of(told: Told) -> MeasuredFigure:
    if isinstance(told, float):
        return MeasuredFigure(told)
    value, low, high = told
    return MeasuredFigure(value, value - 0.01, value + 0.01, (low + high) / 2, low, high)


def make_evaluation(
    rows: Mapping[str, Mapping[str, Told]],
    held: Held = PEOPLE,
    version: int = 3,
    *,
    measured_at: float = 0.0,
    n_asked: int = 70,
    tuned: bool = False,
) -> Evaluation:
    """An evaluation of some rows, the first of which is the version's own."""
    made = tuple(
        MeasuredRow(name, 1.0, {metric: figure_of(told) for metric, told in figures.items()})
        for name, figures in rows.items()
    )
    return Evaluation(
        version=version,
        solver="gibbs",
        held=held,
        rows=made,
        n_asked=n_asked,
        n_ratings=1234,
        fingerprint="f",
        measured_at=measured_at,
        seconds=60.0,
        tuned=tuned,
    )
