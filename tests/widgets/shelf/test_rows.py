from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.widgets.shelf.rows import Hold, ShelfRows, ShelfView


def view(key: str, *items: int) -> ShelfView:
    return ShelfView(key, key, "", items)


@pytest.fixture
def rows() -> ShelfRows:
    made = ShelfRows()
    made.set_columns(3)
    made.replace([view("a", 1, 2, 3, 4, 5), view("b", 6, 7, 8, 9), view("c", 10)], Hold.NOTHING)
    return made


def position(rows: ShelfRows) -> tuple[int, int]:
    return rows.row, rows.rows[rows.row].at


def test_the_focus_moves_across_and_stops_at_the_ends(rows: ShelfRows) -> None:
    assert not rows.move(-1, 0)
    for _ in range(4):
        assert rows.move(1, 0)
    assert not rows.move(1, 0)
    assert rows.focused == 5
    assert rows.rows[0].first == 2


def test_down_goes_to_the_tile_below_and_each_shelf_keeps_its_own_position(rows: ShelfRows) -> None:
    for _ in range(4):
        rows.move(1, 0)
    rows.move(0, 1)
    assert rows.focused == 8
    rows.move(0, 1)
    assert rows.focused == 10
    rows.move(0, -2)
    assert rows.rows[0].first == 2


def test_the_focused_tile_stays_though_its_shelf_lost_it(rows: ShelfRows) -> None:
    rows.focus(1, 1)
    rows.replace([view("b", 9, 8, 6), view("a", 1, 2)], Hold.POSITION)
    assert position(rows) == (1, 1)
    assert rows.focused == 7
    assert rows.rows[1].items == [9, 7, 8, 6]
    rows.move(1, 0)
    assert rows.focused == 8
    assert rows.rows[1].items == [9, 8, 6]


def test_the_focused_tile_stays_where_it_is_though_its_shelf_moved_it(rows: ShelfRows) -> None:
    rows.focus(0, 1)
    rows.replace([view("new", 20), view("a", 5, 4, 3, 2, 1)], Hold.POSITION)
    assert position(rows) == (0, 1)
    assert rows.rows[0].items == [5, 2, 4, 3, 1]


def test_a_shelf_that_is_gone_stays_until_the_focus_leaves_it(rows: ShelfRows) -> None:
    rows.focus(2, 0)
    rows.replace([view("a", 1, 2), view("b", 6)], Hold.POSITION)
    assert rows.focused == 10
    rows.move(0, -1)
    assert [row.view.key for row in rows.rows] == ["a", "b"]
    assert rows.focused == 6


def test_without_hold_the_focus_starts_anew(rows: ShelfRows) -> None:
    rows.focus(1, 2)
    rows.replace([view("b", 6, 7, 8)], Hold.NOTHING)
    assert position(rows) == (0, 0)


def test_the_focus_may_follow_its_tile(rows: ShelfRows) -> None:
    rows.focus(1, 1)
    rows.replace([view("new", 20), view("a", 1), view("b", 9, 8, 7)], Hold.TILE)
    assert position(rows) == (2, 2)
    assert rows.focused == 7
    rows.replace([view("b", 9, 8), view("a", 1)], Hold.TILE)
    assert position(rows) == (0, 1)
    rows.replace([view("a", 1)], Hold.TILE)
    assert rows.focused == 1


def test_no_shelves_have_no_focus(rows: ShelfRows) -> None:
    rows.replace([], Hold.NOTHING)
    assert rows.focused is None
    assert not rows.move(1, 0)
    assert not rows.focus(0, 0)


def test_sliding_a_shelf_takes_the_focus_along(rows: ShelfRows) -> None:
    rows.slide(0, 2)
    assert (rows.rows[0].first, rows.focused) == (2, 3)
    rows.slide(0, -9)
    assert (rows.rows[0].first, rows.focused) == (0, 3)


shelves = st.lists(
    st.tuples(st.sampled_from("abcd"), st.lists(st.integers(0, 9), unique=True, max_size=6)),
    max_size=4,
    unique_by=lambda pair: pair[0],
)
steps = st.one_of(
    st.tuples(st.just("move"), st.integers(-2, 2), st.integers(-2, 2)),
    st.tuples(st.just("slide"), st.integers(0, 3), st.integers(-4, 4)),
    st.tuples(st.just("columns"), st.integers(1, 5), st.just(0)),
    st.tuples(st.just("replace"), shelves, st.sampled_from(Hold)),
)


@given(st.lists(steps, max_size=12))
def test_whatever_happens_there_is_a_tile_in_focus_and_in_view(
    todo: list[tuple[str, Any, Any]],
) -> None:
    rows = ShelfRows()
    rows.replace([view("a", 1, 2, 3), view("b", 4)], Hold.NOTHING)
    for what, one, two in todo:
        before = rows.focused
        if what == "move":
            rows.move(one, two)
        elif what == "slide" and one < len(rows.rows):
            rows.slide(one, two)
        elif what == "columns":
            rows.set_columns(one)
        elif what == "replace":
            rows.replace([view(key, *items) for key, items in one], two)
            assert two is not Hold.POSITION or before in (None, rows.focused)
        for row in rows.rows:
            assert row.items
            assert len(set(row.items)) == len(row.items)
            assert 0 <= row.first <= row.at < min(row.first + rows.columns, len(row.items))
