"""What Matrix says in words."""

from __future__ import annotations

import pytest

from recflix_tui.matrix.values import Cell, MatrixProfile, Picture, Window
from recflix_tui.screens.matrix.matrix_words import (
    cell_figures,
    line_content,
    percent,
    picture_words,
    who_words,
)

CELL, BINS = Window(0, 0, 1, 1, 10, 10), Window(0, 0, 12, 91, 10, 10)


@pytest.mark.parametrize("window", [CELL, BINS])
@pytest.mark.parametrize("picture", Picture)
def test_a_picture_is_told_in_the_words_that_have_room(picture: Picture, window: Window) -> None:
    told = [picture_words(picture, window, width, plain=False) for width in (400, 78, 50)]
    assert [len(words) for words in told] == sorted((len(words) for words in told), reverse=True)
    assert len(told[1]) <= 78
    assert len(told[2]) <= 55
    assert ("12 people × 91 titles" in told[0]) == (window is BINS)


@pytest.mark.parametrize("picture", Picture)
def test_without_colours_none_is_named(picture: Picture) -> None:
    said = " ".join(picture_words(picture, w, 400, plain=True) for w in (CELL, BINS))
    assert not any(word in said for word in ("colour", "blue", "orange", "{"))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0.00 %"),
        (0.00001, "0.0010 %"),
        (0.0012, "0.12 %"),
        (0.5, "50.0 %"),
        (0.983560, "98.36 %"),
        (0.99999, "99.9990 %"),
        (1, "100.00 %"),
    ],
)
def test_a_share_is_never_told_as_nothing_or_all_that_is_not(share: float, said: str) -> None:
    assert percent(share) == said


def test_the_error_that_is_told_is_that_of_the_picture() -> None:
    # The prediction was 5.32 before it was held to the scale.
    cell = Cell(3, 4, None, 5, rating=5.0, prediction=5.0, error=-0.32)
    assert cell_figures(cell) == [
        ("rated", "5", "$foreground"),
        ("predicted", "5.00", "$accent"),
        ("unbent", "5.32", "$accent"),
        ("error", "−0.32", "$foreground"),
    ]


@pytest.mark.parametrize("name", ["Sci", "Somebody of a very long name"])
@pytest.mark.parametrize("width", [120, 80, 70])
def test_every_figure_of_a_cell_is_seen_however_narrow_its_line(name: str, width: int) -> None:
    profile = MatrixProfile(1, name, {}, None)
    cell = Cell(3, None, profile, 5, rating=4.5, prediction=4.7, error=-0.32)
    figures = cell_figures(cell)
    line = line_content(who_words(name, cell), "A Clockwork Orange (1971)", figures, width)
    assert line.cell_length <= width
    said = " ".join(line.plain.split())
    assert said.endswith("rated 4.5 predicted 4.70 unbent 4.82 error −0.32")
    assert said.startswith(name[:3])
    assert "· A" in said


def test_without_a_rating_or_a_prediction_no_error_is_told() -> None:
    unrated = Cell(3, 4, None, 5, rating=None, prediction=4.2, error=None)
    assert [label for label, _, _ in cell_figures(unrated)] == ["rated", "predicted"]
    no_model = Cell(3, 4, None, 5, rating=4.5, prediction=None, error=None)
    assert [label for label, _, _ in cell_figures(no_model)] == ["rated"]
