"""Moves over the matrix: what is in view, and where the cursor is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.matrix.outlook import CellShape, Outlook

ROOMS = {CellShape.HALF: (40, 90), CellShape.SQUARE: (20, 40), CellShape.NAMED: (18, 8)}
SMALLER = {CellShape.HALF: (30, 60), CellShape.SQUARE: (15, 28), CellShape.NAMED: (12, 5)}


def whole(n_rows: int = 671, n_columns: int = 9_066) -> Outlook:
    return Outlook.whole(n_rows, n_columns, ROOMS)


def nearest(outlook: Outlook) -> Outlook:
    return outlook.zoomed(len(outlook.steps))


@pytest.mark.parametrize(("n_rows", "n_columns"), [(671, 9_066), (200_948, 87_585), (3, 2)])
def test_the_whole_is_all_in_view(n_rows: int, n_columns: int) -> None:
    window = whole(n_rows, n_columns).window
    assert (window.row, window.column) == (0, 0)
    assert window.end_row >= n_rows
    assert window.end_column >= n_columns
    assert window.n_rows <= 40
    assert window.n_columns <= 90


def test_zooming_leads_from_the_whole_to_single_cells_and_then_to_names() -> None:
    outlook = whole()
    sizes, shapes = [], []
    for _ in outlook.steps:
        sizes.append(outlook.window.bin_rows * outlook.window.bin_columns)
        shapes.append(outlook.shape)
        outlook = outlook.zoomed(1)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-3:] == [1, 1, 1]
    assert shapes[-3:] == [CellShape.HALF, CellShape.SQUARE, CellShape.NAMED]
    assert outlook == outlook.zoomed(1)


def test_what_the_cursor_is_on_stays_under_it_as_one_zooms() -> None:
    outlook = whole().pointed(20, 45)
    row, column = outlook.row, outlook.column
    for _ in outlook.steps:
        outlook = outlook.zoomed(1)
        assert (outlook.row, outlook.column) == (row, column)
    assert outlook.zoomed(-len(outlook.steps)).window == whole().window


def test_in_the_whole_a_move_moves_the_cursor_alone() -> None:
    moved = whole().moved(1, 2)
    assert moved.window == whole().window
    assert moved.cursor == (1, 2)


def test_from_the_middle_on_the_matrix_moves_under_the_cursor() -> None:
    near = nearest(whole())
    middle = near.moved(9, 4)
    assert middle.window == near.window
    beyond = middle.moved(1, 1)
    assert (beyond.window.row, beyond.window.column) == (1, 1)
    assert beyond.cursor == middle.cursor


def test_at_the_end_of_the_matrix_the_cursor_goes_on_to_its_last_cell() -> None:
    outlook = nearest(whole())
    for _ in range(100):
        outlook = outlook.moved(100, 200)
    assert (outlook.row, outlook.column) == (670, 9_065)
    assert outlook.window.end_row == 671


def test_panning_keeps_the_cursor_where_it_is_seen() -> None:
    near = nearest(whole()).pointed(3, 2)
    panned = near.panned(18, 8)
    assert panned.cursor == (3, 2)
    assert (panned.row, panned.column) == (near.row + 18, near.column + 8)


def test_a_flight_ends_on_the_place_with_rows_that_have_names() -> None:
    there = whole().flown(300, None).flown(None, 5_000)
    assert (there.row, there.column) == (300, 5_000)
    assert there.shape is CellShape.SQUARE
    assert there.cursor == (10, 20)
    assert nearest(whole()).flown(1, 1).shape is CellShape.NAMED


def test_in_a_smaller_room_the_whole_is_whole_and_near_is_as_near() -> None:
    assert whole().resized(SMALLER) == Outlook.whole(671, 9_066, SMALLER)
    near = nearest(whole()).pointed(17, 7).resized(SMALLER)
    assert near.shape is CellShape.NAMED
    assert (near.row, near.column) == (17, 7)


MOVES = st.one_of(
    st.tuples(st.just("zoomed"), st.integers(-20, 20)),
    st.tuples(st.just("moved"), st.integers(-50, 50), st.integers(-50, 50)),
    st.tuples(st.just("panned"), st.integers(-50, 50), st.integers(-50, 50)),
    st.tuples(st.just("pointed"), st.integers(-3, 50), st.integers(-3, 100)),
)


@given(
    n_rows=st.integers(1, 5_000),
    n_columns=st.integers(1, 5_000),
    moves=st.lists(MOVES, max_size=12),
)
def test_wherever_one_goes_the_cursor_is_in_the_window_and_both_in_the_matrix(
    n_rows: int, n_columns: int, moves: list[tuple[str, int]]
) -> None:
    outlook = whole(n_rows, n_columns)
    for name, *by in moves:
        outlook = getattr(outlook, name)(*by)
        window, (row, column) = outlook.window, outlook.cursor
        assert 0 <= row < window.n_rows
        assert 0 <= column < window.n_columns
        assert 0 <= outlook.row < n_rows
        assert 0 <= outlook.column < n_columns
        assert 0 <= window.row < n_rows
        assert window.row + (window.n_rows - 1) * window.bin_rows < n_rows
        assert window.row % window.bin_rows == window.column % window.bin_columns == 0
