"""A range of rows and one of columns, in no more bins than there is room for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from recflix_tui.kernels.arrays import Longs
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.values import MatrixError, Picture, View

Range = tuple[int | None, int | None]
"""The first place and the one after the last, from 0; None for the matrix' own end."""
ALL: Range = (None, None)


@dataclass(frozen=True)
class Part:
    """A range of the matrix, in bins."""

    rows: Longs
    """The places where the bins of rows begin, and the last of them ends: (h + 1,) int64."""
    columns: Longs
    """The same of columns, (w + 1,)."""
    bin: tuple[int, int]
    """How many rows and how many columns are one bin; the last may be smaller."""


def part_of(
    matrix: UserItemMatrix, rows: Range, columns: Range, most_rows: int, most_columns: int
) -> Part:
    """The range in the smallest bins of which there are no more than that.

    Raises MatrixError for a range that is not within the matrix.
    """
    down, bin_rows = _bins(rows, matrix.n_rows, most_rows, "rows")
    across, bin_columns = _bins(columns, matrix.n_columns, most_columns, "columns")
    return Part(down, across, (bin_rows, bin_columns))


def part_data(matrix: UserItemMatrix, part: Part, picture: Picture) -> dict[str, object]:
    """The matrix and a picture of a part of it, to be written as JSON.

    Users are counted with the profiles here. A row is named by the user's id, or by the profile's
    name, as text; a column by its movie id; a bin by its first. Cells are None where the picture
    shows nothing.
    """
    view = matrix.view_of(part.rows, part.columns, picture)
    return {
        "users": matrix.n_rows,
        "items": matrix.n_columns,
        "ratings": matrix.n_ratings,
        "sparsity": matrix.sparsity,
        "picture": str(picture),
        "order": {"rows": str(matrix.order_rows), "columns": str(matrix.order_columns)},
        "bin": list(part.bin),
        "rows": [_row_name(matrix, place) for place in part.rows[:-1].tolist()],
        "columns": [
            int(matrix.dataset.movie_ids[matrix.column_items[place]])
            for place in part.columns[:-1].tolist()
        ],
        "cells": _cells(view),
    }


def _row_name(matrix: UserItemMatrix, place: int) -> int | str:
    profile = matrix.profile_at(place)
    if profile is not None:
        return profile.name
    return int(matrix.dataset.user_ids[matrix.row_ids[place]])


def _cells(view: View) -> list[list[float | None]]:
    """The values with the digits that a float32 has."""
    return [
        [None if math.isnan(value) else float(f"{value:.7g}") for value in row]
        for row in view.values.tolist()
    ]


def _bins(wanted: Range, n: int, most: int, what: str) -> tuple[Longs, int]:
    first = 0 if wanted[0] is None else wanted[0]
    last = n if wanted[1] is None else wanted[1]
    if not 0 <= first < last <= n:
        raise MatrixError(
            f"there are no {what} {first}:{last}; they are counted from 0, so --{what} may be "
            f"within 0:{n}"
        )
    size = -(-(last - first) // most)
    return np.append(np.arange(first, last, size, dtype=np.int64), last), size
