"""The made-up dataset is as asked for, and the walk through its matrix stays in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.made_up import make_dataset, make_model
from benchmarks.matrix import make_profile, measure, walk
from recflix_tui.matrix.matrix import UserItemMatrix
from recflix_tui.matrix.orders import OrderBy
from recflix_tui.matrix.zoom import clipped
from tests.benchmarks.small import SMALL


def test_a_walk_goes_near_and_far_and_never_leaves_the_matrix(tmp_path: Path) -> None:
    dataset, model = make_dataset(tmp_path / "made-up", SMALL), make_model(SMALL, 4)
    assert (dataset.n_users, dataset.n_items) == (SMALL.n_users, SMALL.n_items)
    assert dataset.n_ratings == SMALL.n_ratings
    order = OrderBy("activity")
    matrix = UserItemMatrix.build(dataset, model, [make_profile(0, dataset, model)], order, order)
    windows = list(walk(matrix, 5, 6, 60))
    assert len({(window.bin_rows, window.bin_columns) for window in windows}) > 2
    for window in windows:
        assert clipped(window, matrix.n_rows, matrix.n_columns) == window
    assert windows == list(walk(matrix, 5, 6, 60))


def test_each_picture_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure(make_dataset(tmp_path / "made-up", SMALL), make_model(SMALL, 4), 3)
    told = capsys.readouterr().out
    for words in ("opened by cluster", "error, 60 x 100 bins", "density, 200 x 200 bins"):
        assert words in told
