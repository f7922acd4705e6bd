"""The line over a shelf: its heading, and as much of its note as there is room for."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

from recflix_tui.widgets.shelf.grid import Grid
from recflix_tui.widgets.shelf.paint import ShelfPaint, note_that_fits
from recflix_tui.widgets.shelf.rows import Row, ShelfView

LIKE = "often picked by the same people · Film-Noir · 1940s"
CHOSEN = ShelfView(
    *("searched", "More like what you searched for", "you chose 千と千尋の神隠し, Brazil and Heat"),
    (1, 2),
    ("you chose 千と千尋の神隠し and 2 more", "you chose 千 and 2 more"),
)


def test_a_note_is_said_shorter_where_there_is_less_room_and_never_dropped_whole() -> None:
    like = ShelfView("because:1", "Because you rated Laura 5", LIKE, (1,))
    said = {
        60: LIKE,
        50: "often picked by the same people · Film-Noir",
        42: "often picked by the same people",
        20: "often picked by the…",
        7: "",
    }
    assert {width: note_that_fits(like, width) for width in said} == said
    said = {45: CHOSEN.note, 40: CHOSEN.shorter[0], 30: CHOSEN.shorter[1], 12: "you chose…"}
    assert {width: note_that_fits(CHOSEN, width) for width in said} == said


def test_the_heading_stays_whole_and_the_line_ends_with_the_tiles() -> None:
    paint = ShelfPaint(lambda name: Style())
    for width in (58, 80, 120):
        grid = Grid(width)
        line = "".join(piece.text for piece in paint.heading(Row(CHOSEN, [1, 2]), grid))
        assert line.strip().startswith(f"{CHOSEN.title}  ")
        assert "you ch" in line
        assert cell_len(line) == grid.right
