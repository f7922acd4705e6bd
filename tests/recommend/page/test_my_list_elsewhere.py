"""Where titles of My List stand beside their own row."""

from __future__ import annotations

from recflix_tui.recommend.page.my_list_elsewhere import (
    MyListElsewhere,
    elsewhere_words,
    my_list_elsewhere,
)
from recflix_tui.recommend.row.row import FirstScreen, make_row

SEEN = FirstScreen(3, 2)
ROWS = [
    make_row("top", "Top picks", "", [1, 2, 3]),
    make_row("my_list", "My List", "", [3, 4, 5, 6]),
    make_row("genre:1", "Drama", "", [7, 8, 4]),
    make_row("popular", "Popular", "", [3, 9]),
]
KEPT = [3, 4, 5, 6]


def test_titles_and_rows_are_counted_but_for_the_own_one() -> None:
    assert my_list_elsewhere(ROWS, KEPT, SEEN) == MyListElsewhere(4, 2, 3, 0)
    assert my_list_elsewhere(ROWS, KEPT, FirstScreen(3, 3)) == MyListElsewhere(4, 2, 3, 2)
    assert my_list_elsewhere(ROWS, [5, 6], SEEN) == MyListElsewhere(2, 0, 0, 0)


def test_it_is_said_what_moved_in_words() -> None:
    said = {
        MyListElsewhere(4, 2, 3, 1): ("2 titles came to 3 rows", "2 titles left 3 rows"),
        MyListElsewhere(4, 1, 1, 0): (
            "1 title came to 1 row, out of sight",
            "1 title left 1 row, out of sight",
        ),
        MyListElsewhere(2, 0, 0, 0): ("none does", "none did"),
        MyListElsewhere(0, 0, 0, 0): ("none is on it yet", "none is on it yet"),
    }
    for found, words in said.items():
        assert (elsewhere_words(found, True), elsewhere_words(found, False)) == words
