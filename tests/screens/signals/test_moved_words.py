"""What the Signals screen says moved."""

from __future__ import annotations

from recflix_tui.recommend.page.difference import page_difference
from recflix_tui.recommend.row.row import Row
from recflix_tui.screens.signals.moved_words import (
    NOTHING_MOVES,
    OTHER_ORDER,
    moved_words,
    page_rows,
)

TOP = Row("top", "Top picks", "", (1, 2, 3))
ALIEN, HEAT = (
    Row(f"because:{item}", f"Because you rated {name} 5", "", (4, 5))
    for item, name in ((7, "Alien"), (8, "Heat"))
)
POPULAR = Row("popular", "Popular", "", (6,))


def said(before: list[Row], after: list[Row]) -> str:
    return moved_words(page_difference(before, after, 8))


def test_a_sentence_says_what_became_of_each_row() -> None:
    after = [Row("top", "Top picks", "", (1, 9, 8)), POPULAR]
    assert said([TOP, ALIEN, POPULAR], after) == (
        "Top picks: 2 of 3 changed; Because you rated Alien 5: gone"
    )
    assert said([POPULAR], [POPULAR, ALIEN]) == "Because you rated Alien 5: new"
    assert said([TOP], [Row("top", "Top picks", "", (2, 1, 3))]) == "Top picks: another order"
    assert said([TOP], [Row("top", "Top picks", "", (1, 2, 4))]) == "Top picks: 1 of 3 changed"


def test_rows_of_a_kind_that_go_together_are_told_together() -> None:
    assert said([TOP, ALIEN, HEAT], [TOP]) == "Because you rated … (2 rows): gone"
    genres = [Row(f"genre:{name}", name, "", (6,)) for name in ("Drama", "Comedy", "Noir")]
    assert said([TOP], [TOP, *genres]) == "Drama and 2 more rows: new"


def test_nothing_and_orders_alone_are_told_too() -> None:
    assert said([TOP, POPULAR], [TOP, POPULAR]) == NOTHING_MOVES
    assert said([TOP, POPULAR], [POPULAR, TOP]) == OTHER_ORDER


def test_where_much_moves_the_sentence_stays_short() -> None:
    others = [Row(f"{key}:1", key, "", (6,)) for key in "abcde"]
    assert said(others, []).endswith("c: gone; 2 more rows move")
    assert said(others[:4], []).endswith("c: gone; 1 more row moves")


def test_lines_tell_the_titles_that_came_left_and_climbed() -> None:
    moved = page_difference([TOP, POPULAR], [Row("top", "Top picks", "", (3, 9)), POPULAR], 8)
    top, popular = page_rows(moved, str)
    assert [(t.title, t.is_other) for t in top.before] == [("1", True), ("2", True), ("3", False)]
    assert [(t.item, t.is_other, t.climbed) for t in top.after] == [(3, False, 2), (9, True, 0)]
    assert (popular.said, popular.before, popular.after) == ("as it is", (), ())


def test_a_page_that_is_as_it_was_is_shown_whole() -> None:
    [top] = page_rows(page_difference([TOP], [TOP], 2), str)
    assert (top.said, [t.title for t in top.after]) == ("", ["1", "2"])


def test_neighbours_that_are_as_they_were_are_one_line() -> None:
    gone = Row("lost", "Lost", "", (5,))
    moved = page_difference([TOP, ALIEN, gone, POPULAR], [TOP, ALIEN, POPULAR], 8)
    shown = [(row.title, row.said) for row in page_rows(moved, str)]
    same = ("Top picks · Because you rated Alien 5", "as they are")
    assert shown == [same, ("Lost", "gone"), ("Popular", "as it is")]
