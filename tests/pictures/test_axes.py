from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.pictures.axes import ticks


@pytest.mark.parametrize(
    ("first", "last", "most", "wanted"),
    [
        (1, 671, 5, (1, 200, 400, 671)),
        (412, 470, 6, (412, 440, 460, 470)),
        (1, 200_948, 10, (1, 50_000, 100_000, 150_000, 200_948)),
        (7, 7, 4, (7,)),
        (1, 9, 1, (1,)),
        (1, 9, 0, ()),
        (5, 4, 3, ()),
    ],
)
def test_round_places_between_both_ends(
    first: int, last: int, most: int, wanted: tuple[int, ...]
) -> None:
    assert ticks(first, last, most) == wanted


@given(st.integers(1, 300_000), st.integers(0, 300_000), st.integers(2, 30))
def test_ticks_ascend_from_end_to_end_and_are_no_more_than_asked(
    first: int, more: int, most: int
) -> None:
    places = ticks(first, first + more, most)
    assert (places[0], places[-1]) == (first, first + more)
    assert len(places) <= most
    assert list(places) == sorted(set(places))
