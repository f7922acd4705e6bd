"""All that comes of one rating of a profile: with it against without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.lesson.guess import Guess
from recflix_tui.lab.lesson.nudge import Nudge, nudge
from recflix_tui.lab.lesson.row_change import RowChange, changed_row, row_changes
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.best import best
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import RowContext
from recflix_tui.recommend.taste import Taste, fold_in_again
from recflix_tui.recommend.well_known import well_known
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings


@dataclass(frozen=True)
class FactorMove:
    """The factor along which the rating moved the profile's predictions most."""

    factor: int
    """Which of the axes, from 0."""
    before: float
    """Where the profile stood without the rating, in units of a typical person."""
    after: float
    """Where it stands with it."""


@dataclass(frozen=True)
class TitleMove:
    """The title whose prediction the rating moved most."""

    item: int
    """The title."""
    before: float
    """The stars to be expected of it without the rating, as shown."""
    after: float
    """Those with it."""


@dataclass(frozen=True)
class MatrixSize:
    """How large the matrix is, the profiles here among its rows."""

    n_people: int
    """Its rows."""
    n_titles: int
    """Its columns."""
    n_ratings: int
    """Its cells that hold a rating."""

    @property
    def n_cells(self) -> int:
        """All its cells."""
        return self.n_people * self.n_titles

    @property
    def sparsity(self) -> float:
        """The share of its cells that are empty, 0 to 1."""
        return 1 - self.n_ratings / max(self.n_cells, 1)


@dataclass(frozen=True)
class Axes:
    """The axes that factors are shown along."""

    to_axes: Doubles
    """What takes a row of the model's factors to its coordinates, (n_columns, c) float64."""
    stars: Doubles
    """How far each moves a prediction for a unit of a person, in stars, (c,) float64."""


@dataclass(frozen=True)
class Asked:
    """Which rating is followed, and for whom."""

    item: int
    """The title, which the profile rated."""
    page: Callable[[Taste], RowContext]
    """What Home is made from, by a taste."""


@dataclass(frozen=True)
class Lesson:
    """What one rating did, in numbers."""

    item: int
    """The title that was rated."""
    stars: float
    """What it was given."""
    n_own: int
    """How many ratings the profile has, with this one."""
    n_column: int
    """How many ratings of the title the model is asked with: the dataset's, and this one."""
    size: MatrixSize
    """The matrix that the rating is a cell of."""
    solver: str
    """The solver that fitted the model."""
    without: Guess
    """What was predicted of the title from the profile's other ratings."""
    with_it: Guess
    """What is predicted of it with all of them."""
    nudge: Nudge
    """What a step of stochastic gradient descent does with the rating, from the row without it."""
    factor: FactorMove | None
    """None where the model has no factors that move anything."""
    title: TitleMove | None
    """The well-known title still to be recommended whose prediction moved most; None for none."""
    row: RowChange | None
    """The uppermost row of Home that changed; None where none did."""
    new_rows: tuple[str, ...]
    """The headings of the rows that are there only with the rating."""


def lesson_of(
    asked: Asked,
    taste: Taste,
    dataset: Dataset,
    model: FactorModel,
    choice: ChoiceModel | None,
    *,
    size: MatrixSize,
    axes: Axes,
    solver: str,
    settings: SgdSettings,
) -> Lesson:
    """Follow one rating of `taste`, which is by these models: fold the profile in without it too,
    and compare.

    settings: those of the model where `sgd` fitted it, else the solver's own defaults.
    """
    item, ratings = asked.item, taste.activity.ratings
    others = {other: stars for other, stars in ratings.items() if other != item}
    activity = replace(taste.activity, ratings=others)
    before = fold_in_again(taste, activity, dataset, model, choice)
    assert before.fold is not None
    assert taste.fold is not None
    counts = len(ratings), int(dataset.counts[item]) + 1
    changes = row_changes(home_rows(asked.page(before)), home_rows(asked.page(taste)))
    return Lesson(
        item=item,
        stars=ratings[item],
        n_own=counts[0],
        n_column=counts[1],
        size=size,
        solver=solver,
        without=Guess.of(model, before.fold, item),
        with_it=Guess.of(model, taste.fold, item),
        nudge=nudge(model, before.fold, item, ratings[item], counts, settings),
        factor=factor_moved(before, taste, axes),
        title=title_moved(before, taste, dataset),
        row=changed_row(changes),
        new_rows=tuple(change.title for change in changes if change.is_new),
    )


def factor_moved(before: Taste, after: Taste, axes: Axes) -> FactorMove | None:
    """The axis along which predictions moved most: by how far the profile went, times what a unit
    moves a prediction by."""
    assert before.fold is not None
    assert after.fold is not None
    was = before.fold.factors.astype(np.float64) @ axes.to_axes
    stands = after.fold.factors.astype(np.float64) @ axes.to_axes
    moved = np.abs(stands - was) * axes.stars
    if not moved.any():
        return None
    factor = int(np.argmax(moved))
    return FactorMove(factor, float(was[factor]), float(stands[factor]))


def title_moved(before: Taste, after: Taste, dataset: Dataset) -> TitleMove | None:
    """The well-known title that the profile may be recommended whose stars moved most, of equals
    that of lower index."""
    assert before.predictions is not None
    assert after.predictions is not None
    moved = np.abs(after.predictions - before.predictions)
    for item in best(moved, well_known(dataset) & after.open_items & (moved > 0), 1).tolist():
        return TitleMove(item, float(before.predictions[item]), float(after.predictions[item]))
    return None
