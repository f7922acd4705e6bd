"""Ranges of the matrix in few bins, and what is written of them."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.orders import OrderBy
from recflix_tui.matrix.part import ALL, Range, part_data, part_of
from recflix_tui.matrix.values import MatrixError, MatrixProfile, Picture
from recflix_tui.model.factors import FactorModel
from tests.matrix.dense import known, predicted


@pytest.fixture
def matrix(dataset: Dataset, model: FactorModel, profiles: list[MatrixProfile]) -> UserItemMatrix:
    return UserItemMatrix.build(dataset, model, profiles, OrderBy("activity"), OrderBy("id"))


def test_a_range_is_cut_into_the_smallest_bins_there_is_room_for(matrix: UserItemMatrix) -> None:
    part = part_of(matrix, (3, 20), ALL, 5, 60)
    assert part.bin == (4, 1)
    assert part.rows.tolist() == [3, 7, 11, 15, 19, 20]
    assert part.columns.tolist() == list(range(61))
    assert part_of(matrix, (None, 4), (59, None), 5, 5).rows.tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("rows", [(0, 83), (82, None), (90, 95), (5, 5)])
def test_a_range_beyond_the_matrix_is_refused_with_those_that_there_are(
    matrix: UserItemMatrix, rows: Range
) -> None:
    with pytest.raises(MatrixError, match="--rows may be within 0:82"):
        part_of(matrix, rows, ALL, 9, 9)


def test_no_bin_reaches_over_the_end_of_its_range(
    matrix: UserItemMatrix, model: FactorModel
) -> None:
    part = part_of(matrix, (3, 20), (7, 30), 5, 4)
    stars, guesses = known(matrix)[3:20, 7:30], predicted(matrix, model)[3:20, 7:30]
    told = part_data(matrix, part, Picture.DENSITY)
    assert told["bin"] == [4, 6]
    cells = np.array(told["cells"])
    assert cells.shape == (5, 4)
    assert cells[-1, -1] == pytest.approx(np.isfinite(stars[16:, 18:]).mean())
    means = np.array(part_data(matrix, part, Picture.PREDICTED)["cells"])
    assert means[1, 3] == pytest.approx(guesses[4:8, 18:].mean(), abs=1e-5)


def test_what_is_written_names_rows_and_columns_by_their_outside_ids(
    matrix: UserItemMatrix,
) -> None:
    told = part_data(matrix, part_of(matrix, ALL, (0, 3), 82, 3), Picture.KNOWN)
    assert told["users"] == 82
    assert told["items"] == 60
    assert told["ratings"] == 2432
    assert told["sparsity"] == pytest.approx(1 - 2432 / 4920)
    assert told["order"] == {"rows": "activity", "columns": "id"}
    assert told["columns"] == [0, 10, 20]
    rows = told["rows"]
    assert isinstance(rows, list)
    assert {"Ada", "Bo", 1, 80} <= set(rows)
    assert rows[-1] == "Bo"
    cells = told["cells"]
    assert isinstance(cells, list)
    assert cells[rows.index("Ada")] == [0.5, None, 1.5]
