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
    centred,
    clipped,
    first_places,
    fitted,
    grid_step,
    levels,
    panned,
    placed,
    whole,
    zoomed,
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
    window = whole(room)
    assert (window.row, window.column) == (0, 0)
    assert window.end_row >= room.n_rows
    assert window.end_column >= room.n_columns
    found = levels(room.n_rows, room.n_columns, room.height, room.width)
    for _ in range(4):
        level = data.draw(st.sampled_from(found))
        row = data.draw(st.integers(0, window.n_rows - 1))
        column = data.draw(st.integers(0, window.n_columns - 1))
        window = zoomed(window, level, room, row, column)
        assert_inside(window, room)
        moved = data.draw(st.tuples(st.integers(-300, 300), st.integers(-300, 300)))
        window = panned(window, room, *moved)
        assert_inside(window, room)


def test_zooming_keeps_what_is_under_the_cursor_there() -> None:
    room = Room(200_948, 87_585, 60, 100)
    found = levels(room.n_rows, room.n_columns, room.height, room.width)
    window = centred(found[4], room, 100_000, 40_000)
    place = first_places(window, 20, 30)
    nearer = zoomed(window, found[5], room, 20, 30)
    at = bin_of(nearer, place[0] + found[4][0] // 2, place[1] + found[4][1] // 2)
    assert at in {(20, 30), (21, 30), (20, 31), (21, 31)}


def test_panning_goes_by_whole_bins_and_stops_at_the_edges() -> None:
    room = Room(1000, 500, 10, 10)
    window = placed((8, 4), room, 80, 40)
    assert panned(window, room, 2, -3) == Window(96, 28, 8, 4, 10, 10)
    assert panned(window, room, 900, -900) == Window(115 * 8, 0, 8, 4, 10, 10)


def test_a_place_is_centred_where_there_is_matrix_around_it() -> None:
    room = Room(1000, 500, 10, 10)
    window = centred((1, 1), room, 300, 2)
    assert (window.row, window.column) == (295, 0)
    assert bin_of(window, 300, 2) == (5, 2)
    assert bin_of(window, 294, 2) is None


def test_a_window_stays_where_it_begins_when_the_room_changes() -> None:
    window = placed((2, 2), Room(1000, 500, 10, 10), 80, 40)
    assert fitted(window, Room(1000, 500, 20, 30)) == Window(80, 40, 2, 2, 20, 30)
