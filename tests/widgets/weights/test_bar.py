from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.widgets.weights.bar import Bar, track


def drawn(value: float, default: float, low: float = 0.0, width: int = 13) -> str:
    return "".join(text for text, _ in track(Bar(value, default, low, 3.0, 0.1), width))


def test_a_track_is_filled_from_zero_to_the_knob_and_remembers_the_default() -> None:
    assert drawn(1, 1) == "━━━━●────────"
    assert drawn(2, 1) == "━━━━◇━━━●────"
    assert drawn(0, 1) == "●───◇────────"
    assert drawn(3, 3) == "━━━━━━━━━━━━●"


def test_a_bar_with_two_sides_is_filled_from_its_middle() -> None:
    assert drawn(1.5, 0, low=-3.0) == "──────◇━━●───"
    assert drawn(-3, 3, low=-3.0) == "●━━━━━┼─────◇"


@given(st.integers(0, 30), st.integers(31, 90))
def test_a_click_on_the_knob_leaves_it_where_it_is(tenths: int, width: int) -> None:
    bar = Bar(tenths / 10, 1.0, 0.0, 3.0, 0.1)
    assert bar.value_at(bar.place_of(bar.value, width), width) == pytest.approx(bar.value)


@pytest.mark.parametrize(("cell", "value"), [(-4, 0.0), (0, 0.0), (10, 1.0), (30, 3.0), (99, 3.0)])
def test_a_cell_means_a_value_within_the_ends(cell: int, value: float) -> None:
    assert Bar(0.0, 0.0, 0.0, 3.0, 0.1).value_at(cell, 31) == value
