"""A tile's four lines: what they say, in exactly the cells they have."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style

from recflix_tui.widgets.shelf.grid import LINES
from recflix_tui.widgets.shelf.tile import (
    TileLook,
    TileStyles,
    is_cut,
    tile_line,
    title_lines,
)

STYLES = TileStyles(lambda name: Style(), "wall--tile")


SERIES = [
    "Star Wars: Episode IV - A New Hope",
    "Star Wars: Episode V - The Empire Strikes Back",
    "Star Wars: Episode VI - Return of the Jedi",
    "The Lord of the Rings: The Fellowship of the Ring",
    "The Lord of the Rings: The Return of the King",
    "The Lord of the Rings: The Two Towers",
    "Harry Potter and the Deathly Hallows: Part 1",
    "Harry Potter and the Deathly Hallows: Part 2",
    "Harry Potter and the Goblet of Fire",
]


def line_of(look: TileLook, line: int, width: int) -> str:
    text = "".join(segment.text for segment in tile_line(look, line, width, False, STYLES))
    assert cell_len(text) == width
    return text


def last_line(look: TileLook, width: int) -> str:
    return line_of(look, LINES - 1, width)


@pytest.mark.parametrize("width", [22, 25, 36])
def test_films_of_a_series_are_told_apart_by_their_ends(width: int) -> None:
    seen = {title_lines(TileLook(title), width) for title in SERIES}
    assert len(seen) == len(SERIES)
    for title in SERIES:
        _, second = title_lines(TileLook(title), width)
        assert title.endswith(second.rpartition("…")[2])


def test_a_title_takes_two_lines_and_what_a_short_one_leaves_is_for_the_genres() -> None:
    genres = ("Adventure", "Animation", "Comedy")
    long = TileLook("The Treasure of the Sierra Madre", 1948, genres)
    assert [line_of(long, n, 26).strip() for n in range(3)] == [
        "The Treasure of the",
        "Sierra Madre",
        "1948  Adventure · Anim…",
    ]
    short = TileLook("Brazil", 1985, genres)
    assert [line_of(short, n, 26).strip() for n in range(3)] == [
        "Brazil",
        "1985  Adventure",
        "Animation · Comedy",
    ]


def test_what_two_lines_cannot_hold_is_told_to_be_cut() -> None:
    assert not is_cut(TileLook("The Treasure of the Sierra Madre"), 26)
    assert not is_cut(TileLook("千と千尋の神隠し劇場版完全版"), 22)
    assert is_cut(TileLook(SERIES[3]), 22)
    assert is_cut(TileLook("The Treasure of the Sierra", listed=True, watched=True), 16)


def test_a_prediction_stands_with_its_uncertainty_and_a_bar() -> None:
    look = TileLook("Brazil", prediction=4.44, uncertainty=0.63)
    assert last_line(look, 22) == "  4.4 ±0.6  " + "━" * 9 + " "
    assert last_line(look, 36) == "  4.4 ±0.6  " + "━" * 23 + " "


def test_without_room_or_without_a_figure_the_bar_stands_alone() -> None:
    look = TileLook("Brazil", prediction=4.44, uncertainty=0.63)
    assert "±" not in last_line(look, 16)
    assert "±" not in last_line(TileLook("Brazil", prediction=4.44), 22)


@pytest.mark.parametrize("look", [TileLook("", stars=4.5), TileLook("", watched=True)])
def test_what_the_person_said_needs_no_prediction(look: TileLook) -> None:
    assert "±" not in last_line(look, 22)
