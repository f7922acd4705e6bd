"""What is asked of the matrix and what it answers: small values without arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from recflix_tui.errors import RecflixError
from recflix_tui.model.factors import FoldIn


class MatrixError(RecflixError):
    """What the matrix cannot show, as the one line that the user reads."""


class Picture(StrEnum):
    """What is shown of the cells in each bin."""

    KNOWN = "known"
    """The mean of the ratings in it, in stars."""
    PREDICTED = "predicted"
    """The mean prediction over all its cells, in stars."""
    ERROR = "error"
    """The mean of rating less prediction over the ratings in it, in stars."""
    DENSITY = "density"
    """The share of its cells that hold a rating, 0 to 1."""


@dataclass(frozen=True)
class MatrixProfile:
    """A profile here, as a row among the dataset's users."""

    id: int
    """What the store calls it."""
    name: str
    """As shown."""
    ratings: Mapping[int, float]
    """Stars by item."""
    fold_in: FoldIn | None
    """Its bias and factors in the model; None while there is no model."""


@dataclass(frozen=True)
class Window:
    """A part of the matrix, in bins. The last bins may reach over its end, and are then smaller."""

    row: int
    """The place of the first row, from 0."""
    column: int
    """The place of the first column, from 0."""
    bin_rows: int
    """How many rows are one bin."""
    bin_columns: int
    """How many columns are one bin."""
    n_rows: int
    """How many bins stand one above the other."""
    n_columns: int
    """How many bins stand side by side."""

    @property
    def end_row(self) -> int:
        """The place after the last row, the matrix's end aside."""
        return self.row + self.bin_rows * self.n_rows

    @property
    def end_column(self) -> int:
        """The place after the last column, the matrix's end aside."""
        return self.column + self.bin_columns * self.n_columns

    @property
    def single_cells(self) -> bool:
        """Whether each bin is one cell."""
        return self.bin_rows == self.bin_columns == 1


@dataclass(frozen=True)
class View:
    """A picture of a window, bin by bin."""

    values: NDArray[np.float32]
    """What the picture shows, (h, w) float32, NaN where there is nothing to show."""
    counts: NDArray[np.int32]
    """The ratings in each bin, (h, w) int32."""
    cells: NDArray[np.int64]
    """The cells in each bin, (h, w) int64."""


@dataclass(frozen=True)
class Cell:
    """One row and one column of the matrix, and what is where they meet."""

    row_id: int
    """The user's index, or n_users + j for the j-th profile."""
    user_id: int | None
    """The outside name of the user; None for a profile."""
    profile: MatrixProfile | None
    """The profile; None for a user of the dataset."""
    item: int
    """The title's index."""
    rating: float | None
    """In stars; None where there is none."""
    prediction: float | None
    """In stars, clipped to the scale; None while there is no model."""
    error: float | None
    """Rating less prediction in stars, the prediction not clipped, as in the picture of errors;
    None where one of them is missing."""
