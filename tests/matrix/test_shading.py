"""Levels of a view: by rank, over the whole scale, or over what is in view."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.matrix.shading import legend_words, shaded, value_words
from recflix_tui.matrix.values import Picture, View
from recflix_tui.pictures.levels import EMPTY


def view_of(values: list[list[float]], cells: int) -> View:
    shown = np.array(values, np.float32)
    return View(shown, np.ones(shown.shape, np.int32), np.full(shown.shape, cells))


def test_shares_are_shaded_by_rank_and_nothing_is_empty() -> None:
    levels, _ = shaded(view_of([[0, 0.001], [0.002, 0.9]], 4), Picture.DENSITY, 0.5, 5, 11)
    assert levels.tolist() == [[EMPTY, 0], [5, 10]]


def test_single_ratings_are_shaded_over_the_whole_scale() -> None:
    levels, steps = shaded(view_of([[0.5, 5], [np.nan, 2.75]], 1), Picture.KNOWN, 0.5, 5, 11)
    assert levels.tolist() == [[0, 10], [EMPTY, 5]]
    assert (steps[0], steps[-1]) == (0.5, 5)


def test_means_are_shaded_over_what_is_in_view() -> None:
    spread = np.linspace(3, 4, 50).reshape(5, 10).tolist()
    levels, steps = shaded(view_of(spread, 6), Picture.PREDICTED, 0.5, 5, 11)
    assert levels.min() == 0
    assert levels.max() == 10
    assert 3 <= steps[0] < steps[-1] <= 4


@pytest.mark.parametrize("cells", [1, 6])
def test_no_error_is_in_the_middle(cells: int) -> None:
    levels, steps = shaded(view_of([[-1, 0], [1, np.nan]], cells), Picture.ERROR, 0.5, 5, 31)
    assert levels[0, 1] == 15
    assert levels[0, 0] == 30 - levels[1, 0] < 15
    assert levels[1, 1] == EMPTY
    assert steps[0] == -steps[-1]


def test_the_values_of_a_scale_are_told_in_its_unit() -> None:
    shares = [value_words(Picture.DENSITY, share) for share in (0.00012, 0.034, 0.0996, 0.5, 1)]
    assert shares == ["0.012 %", "3.4 %", "10 %", "50 %", "100 %"]
    errors = [value_words(Picture.ERROR, error) for error in (-1.25, -0.001, 0, 2)]
    assert errors == ["−1.25", "+0.00", "+0.00", "+2.00"]
    assert value_words(Picture.KNOWN, 0.5) == value_words(Picture.PREDICTED, 0.5) == "0.5"


def test_an_end_of_the_scale_that_stands_for_more_says_so() -> None:
    view = view_of([[-3, 0], [1, np.nan]], 1)
    _, steps = shaded(view, Picture.ERROR, 0.5, 5, 31)
    words = [said for _, said in legend_words(view, Picture.ERROR, steps)]
    assert (words[0], words[-1]) == ("≤ −2.00", "+2.00")


def test_where_nothing_is_known_a_legend_has_its_scale() -> None:
    view = view_of([[np.nan, np.nan]], 1)
    _, steps = shaded(view, Picture.KNOWN, 0.5, 5, 31)
    assert legend_words(view, Picture.KNOWN, steps)[0][1] == "0.5"
