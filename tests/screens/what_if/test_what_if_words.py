"""What the What if screen says of rows that move."""

from __future__ import annotations

from recflix_tui.recommend.page.difference import page_difference
from recflix_tui.recommend.row.row import Row
from recflix_tui.screens.signals.moved_words import NOTHING_MOVES
from recflix_tui.screens.what_if.what_if_words import NO_OTHER, rows_words

TOP = Row("top", "Top picks", "", (1, 2, 3))
NOIR = Row("genre:4", "Noir", "", (4, 5))


def said(before: list[Row], after: list[Row]) -> str:
    return rows_words(page_difference(before, after, 8))


def test_top_picks_are_left_to_the_top_ten_unless_they_come_or_go() -> None:
    other_top = Row("top", "Top picks", "", (3, 2, 1))
    other_noir = Row("genre:4", "Noir", "", (4, 6))
    assert said([TOP, NOIR], [TOP, NOIR]) == NOTHING_MOVES
    assert said([TOP, NOIR], [other_top, NOIR]) == NO_OTHER
    assert said([TOP, NOIR], [other_top, other_noir]) == "Noir: 1 of 2 changed"
    assert said([TOP, NOIR], [NOIR]) == "Top picks: gone"
    assert said([NOIR], [TOP, NOIR]) == "Top picks: new"
