"""A tile's last line: what it says, in exactly the cells it has."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style

from recflix_tui.widgets.shelf.tile import TileLook, TileStyles, tile_line

STYLES = TileStyles(lambda name: Style(), "wall--tile")


def last_line(look: TileLook, width: int) -> str:
    line = "".join(segment.text for segment in tile_line(look, 2, width, False, STYLES))
    assert cell_len(line) == width
    return line


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
