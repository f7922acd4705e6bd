"""What the table and the plot of Lab show of a run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recflix_tui.lab.showing.cell import CellFacts, direction, errors_of_guesses, leaning
from recflix_tui.lab.showing.curves import TOTAL, curves_of
from recflix_tui.lab.showing.figures import figure, signed, stars
from recflix_tui.lab.worked.example import Cell, Example
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.sgd import Stage
from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.pictures.factor_table import (
    FIGURE,
    FactorTableLook,
    Figure,
    TableCell,
    names_of_numbers,
)
from recflix_tui.widgets.pictures.plot import Curve

STYLES = {
    Stage.PLAIN: "plot--first",
    Stage.BIASED: "plot--second",
    Stage.REGULARIZED: "plot--third",
}
LEARNT, HELD = "mean miss, learnt", "mean miss, held out"
STAGE_WIDE, FIGURE_WIDE = 11, 10  # cells of a stage's name and of a figure in the legend
NO_BIAS = ("·", "quiet")


def table_look(run: Run, cell: Cell, facts: CellFacts) -> FactorTableLook:
    """The matrix with its numbers; what the cell's nudge moved is coloured by which way."""
    example, numbers = run.example, run.numbers
    predictions = numbers.predictions
    errors = errors_of_guesses(example, predictions)
    m, n = example.ratings.shape
    cells = [
        [_cell(example, predictions, errors, (user, item)) for item in range(n)]
        for user in range(m)
    ]
    has_biases = run.stage.has_biases
    user_bias = [_bias(value, has_biases) for value in numbers.user_bias]
    movie_bias = [_bias(value, has_biases) for value in numbers.movie_bias]
    P = [[_number(value) for value in row] for row in numbers.P]
    Q = [[_number(value) for value in column] for column in numbers.Q.T]
    _light(user_bias, movie_bias, P, Q, cell, facts)
    k = numbers.P.shape[1]
    return FactorTableLook(
        people=example.people,
        films=example.films,
        cells=cells,
        beside=[[bias, *row] for bias, row in zip(user_bias, P, strict=True)],
        beside_names=["user bias", *names_of_numbers("P", k)],
        below=[movie_bias, *Q],
        below_names=["film bias", *names_of_numbers("Q", k)],
        corner=f"mean {figure(numbers.mean, 2)}" if has_biases else "",
    )


def _cell(
    example: Example,
    predictions: npt.NDArray[np.float64],
    errors: npt.NDArray[np.float64],
    cell: Cell,
) -> TableCell:
    predicted = figure(float(predictions[cell]), 2, FIGURE)
    if not example.rated[cell]:
        return TableCell(" ·", predicted, "", "text")
    given, error = stars(float(example.ratings[cell])), float(errors[cell])
    said = f"({given})" if example.held[cell] else f" {given}"
    return TableCell(said, predicted, signed(error, 2, FIGURE), leaning(error))


def _bias(value: float, has_biases: bool) -> Figure:
    return (signed(float(value)), "quiet") if has_biases else NO_BIAS


def _number(value: float) -> Figure:
    return (figure(float(value)), "quiet")


def _light(
    user_bias: list[Figure],
    movie_bias: list[Figure],
    P: list[list[Figure]],
    Q: list[list[Figure]],
    cell: Cell,
    facts: CellFacts,
) -> None:
    """Colour the numbers that the cell's turn moved just now."""
    if facts.nudge is None or not facts.is_done:
        return
    user, item = cell
    before, after = facts.nudge.before, facts.nudge.after
    user_bias[user] = _moved(user_bias[user], before.user_bias, after.user_bias)
    movie_bias[item] = _moved(movie_bias[item], before.movie_bias, after.movie_bias)
    for factor, ends in enumerate(zip(before.P, after.P, strict=True)):
        P[user][factor] = _moved(P[user][factor], *ends)
    for factor, ends in enumerate(zip(before.Q, after.Q, strict=True)):
        Q[factor][item] = _moved(Q[factor][item], *ends)


def _moved(number: Figure, before: float, after: float) -> Figure:
    return (number[0], direction(before, after))


def plot_curves(run: Run, by_stage: bool) -> Sequence[Curve]:
    """The curves of the plot; of the cells learnt from dashed, where others are held out.

    by_stage: whether each stage has a line of the legend, under `curves_heading`; else the cells
    learnt from have one and those held out another.
    """
    has_held = bool(run.example.held_cells)
    drawn = []
    for curve in curves_of(run):
        name, group = curve.called, ""
        if by_stage:
            name, group = "", fit(curve.called, STAGE_WIDE)
        elif has_held:
            group = HELD if curve.is_held else LEARNT
        dashed = has_held and not curve.is_held
        drawn.append(Curve(name, curve.values, STYLES[curve.stage], group, dashed=dashed))
    return drawn


def curves_heading(run: Run, by_stage: bool) -> str:
    """What the curves are of; "" where the lines of the legend say so."""
    if not run.example.held_cells:
        return TOTAL
    columns = fit("mean miss", STAGE_WIDE + 1) + fit("learnt", FIGURE_WIDE) + "held out"
    return columns if by_stage else ""
