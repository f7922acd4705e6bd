"""The words of the line that counts titles, as there is room for them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from recflix_tui.widgets.titles.count_line import FRAME, words_that_fit

WORDS = [
    ("Science Fiction & Fantasy", True, "genre"),
    ("all years", False, "decade"),
    ("rated or not", False, "unrated"),
    ("most rated first", False, "sort"),
]


@pytest.mark.parametrize("room", [18, 30, 40, 60, 100])
def test_what_narrows_the_list_and_its_order_are_always_said(room: int) -> None:
    shown = words_that_fit(WORDS, room)
    assert sum(cell_len(word) + FRAME for word, _, _ in shown) <= room
    runs = [run for _, _, run in shown]
    assert runs[0] == "genre"
    assert runs[-1] == "sort"
    assert all(word for word, _, _ in shown)


def test_what_narrows_nothing_goes_first() -> None:
    assert words_that_fit(WORDS, 100) == WORDS
    assert [run for _, _, run in words_that_fit(WORDS, 63)] == ["genre", "decade", "sort"]
    assert words_that_fit(WORDS, 24)[0][0] == "Science…"
