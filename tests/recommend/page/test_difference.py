"""What moved from one page to another."""

from __future__ import annotations

import random

from recflix_tui.recommend.page.difference import page_difference
from recflix_tui.recommend.row.row import Row


def row(key: str, *items: int) -> Row:
    return Row(key, f"Row {key}", "", items)


def test_the_same_page_moves_nothing() -> None:
    page = [row("top", 1, 2, 3), row("popular", 4, 5)]
    moved = page_difference(page, page, 8)
    assert moved.is_same
    assert moved.moved == ()
    assert [r.key for r in moved.rows] == ["top", "popular"]


def test_it_tells_what_came_left_and_climbed() -> None:
    [top] = page_difference([row("top", 1, 2, 3, 4)], [row("top", 3, 1, 9, 4)], 8).rows
    assert top.came == (9,)
    assert top.left == (2,)
    assert top.climbed == {3: 2, 1: -1}
    assert not top.is_same


def test_titles_beyond_those_seen_at_once_do_not_count() -> None:
    before, after = [row("top", 1, 2, 3, 4)], [row("top", 1, 2, 4, 3)]
    assert page_difference(before, after, 2).is_same
    [top] = page_difference(before, after, 3).rows
    assert (top.came, top.left, top.climbed) == ((4,), (3,), {})


def test_a_gone_row_stands_below_the_one_it_followed_and_a_new_one_where_it_is() -> None:
    before = [row("lost", 7), row("top", 1), row("because:3", 2), row("because:4", 5), row("z", 6)]
    after = [row("z", 6), row("genre:1", 8), row("top", 1)]
    moved = page_difference(before, after, 8)
    assert [r.key for r in moved.rows] == ["lost", "z", "genre:1", "top", "because:3", "because:4"]
    assert [r.key for r in moved.rows if r.is_gone] == ["lost", "because:3", "because:4"]
    assert [r.key for r in moved.rows if r.is_new] == ["genre:1"]
    assert all(r.after == () for r in moved.rows if r.is_gone)


def test_rows_in_another_order_are_no_same_page_though_no_row_moved() -> None:
    before, after = [row("a", 1), row("b", 2)], [row("b", 2), row("a", 1)]
    moved = page_difference(before, after, 8)
    assert moved.moved == ()
    assert not moved.is_same


def test_an_empty_page_gives_all_rows_and_takes_them() -> None:
    page = [row("top", 1, 2)]
    assert page_difference([], [], 8).is_same
    [new] = page_difference([], page, 8).rows
    assert new.is_new
    assert new.came == (1, 2)
    [gone] = page_difference(page, [], 8).rows
    assert gone.is_gone
    assert gone.left == (1, 2)


def test_what_stayed_came_and_left_is_all_there_is() -> None:
    chance = random.Random(3)
    for _ in range(50):
        before = chance.sample(range(12), 8)
        after = chance.sample(range(12), 8)
        [top] = page_difference([row("top", *before)], [row("top", *after)], 6).rows
        assert set(top.came) == set(after[:6]) - set(before[:6])
        assert set(top.left) == set(before[:6]) - set(after[:6])
        for item in set(before[:6]) & set(after[:6]):
            assert top.climbed.get(item, 0) == before.index(item) - after.index(item)
