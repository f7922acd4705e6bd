"""Windows begin where their squares begin, and never leave the matrix."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.matrix.values import Window
from recflix_tui.matrix.zoom import (
    GRID,
    Room,
    bin_of,
    clipped,
    first_places,
    grid_step,
    levels,
    placed,
)

SIZES = st.one_of(st.integers(1, 300), st.integers(1, 250_000))
ROOMS = st.builds(Room, SIZES, SIZES, st.integers(1, 120), st.integers(1, 220))


@given(SIZES)
def test_the_grid_has_at_most_so_many_squares_of_a_power_of_two(n: int) -> None:
    step = grid_step(n)
    assert step & (step - 1) == 0
    assert -(-n // step) <= GRID
    assert step == 1 or -(-n // (step // 2)) > GRID


@given(ROOMS)
def test_levels_lead_from_the_whole_to_single_cells_by_halves(room: Room) -> None:
    found = levels(room.n_rows, room.n_columns, room.height, room.width)
    assert found[-1] == (1, 1)
    assert found[0][0] * room.height >= room.n_rows
    assert found[0][1] * room.width >= room.n_columns
    steps = grid_step(room.n_rows), grid_step(room.n_columns)
    for coarse, fine in pairwise(found):
        assert fine != coarse
        for side in (0, 1):
            a, b = coarse[side] / steps[side], fine[side] / steps[side]
            assert b == a or a / 2 <= b <= (a + 1) / 2
            assert b < 1 or b == int(b)
    # Either both sides are made of whole squares, or neither has a bin larger than one.
    for level in found:
        above = [level[side] > steps[side] for side in (0, 1)]
        below = [level[side] < steps[side] for side in (0, 1)]
        assert not (any(above) and any(below))


def assert_inside(window: Window, room: Room) -> None:
    assert window.row % window.bin_rows == window.column % window.bin_columns == 0
    assert 0 <= window.row < room.n_rows
    assert 0 <= window.column < room.n_columns
    assert 1 <= window.n_rows <= room.height
    assert 1 <= window.n_columns <= room.width
    assert clipped(window, room.n_rows, room.n_columns) == window
    # As full as it can be.
    rows, columns = -(-room.n_rows // window.bin_rows), -(-room.n_columns // window.bin_columns)
    assert window.n_rows == min(rows, room.height)
    assert window.n_columns == min(columns, room.width)


@given(ROOMS, st.data())
def test_wherever_one_goes_the_window_is_in_the_matrix_and_on_its_bins(
    room: Room, data: st.DataObject
) -> None:
    found = levels(room.n_rows, room.n_columns, room.height, room.width)
    window = placed(found[0], room, 0, 0)
    assert (window.row, window.column) == (0, 0)
    assert window.end_row >= room.n_rows
    assert window.end_column >= room.n_columns
    for _ in range(4):
        level = data.draw(st.sampled_from(found))
        row, column = (data.draw(st.integers(-(10**6), 10**6)) for _ in range(2))
        assert_inside(placed(level, room, row, column), room)


def test_a_window_begins_with_the_bins_of_its_place_or_as_near_as_there_are() -> None:
    room = Room(1000, 500, 10, 10)
    assert placed((8, 4), room, 87, 43) == Window(80, 40, 8, 4, 10, 10)
    assert placed((8, 4), room, 9_000, -9_000) == Window(115 * 8, 0, 8, 4, 10, 10)


def test_a_place_in_a_window_has_a_bin_whose_first_places_are_at_or_before_it() -> None:
    window = placed((8, 4), Room(1000, 500, 10, 10), 80, 40)
    assert bin_of(window, 101, 47) == (2, 1)
    assert first_places(window, 2, 1) == (96, 44)
    assert bin_of(window, 79, 47) is None
    assert bin_of(window, 101, 80) is None
