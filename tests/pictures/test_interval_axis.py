"""Bars with intervals in cells."""

from __future__ import annotations

import pytest

from recflix_tui.pictures.interval_axis import Axis, axis_of, figure_runs


def text(runs: list[tuple[str, str]]) -> str:
    return "".join(signs for signs, _ in runs)


@pytest.mark.parametrize(
    ("values", "from_zero", "ends"),
    [
        ([0.12, 0.38, 0.4], True, (0.0, 0.4)),
        ([0.12, 0.41], True, (0.0, 0.5)),
        ([0.86, 0.94, 1.06], False, (0.85, 1.075)),
        ([0.9, 0.9], False, (0.8, 1.0)),
        ([0.8, 1.0], False, (0.775, 1.0)),  # the lowest is not at the very left
        ([0.0, 0.0], True, (0.0, 1.0)),
        ([], True, (0.0, 1.0)),
        ([3.7, 1.2], True, (0.0, 4.0)),
    ],
)
def test_an_axis_has_round_ends_around_all_values(
    values: list[float], from_zero: bool, ends: tuple[float, float]
) -> None:
    axis = axis_of(values, from_zero)
    assert (axis.start, axis.end) == pytest.approx(ends)
    assert all(axis.start <= value <= axis.end for value in values)


def test_a_share_is_how_far_along_the_axis_a_value_is() -> None:
    axis = Axis(1.0, 3.0)
    assert [axis.share(value) for value in (0.0, 1.0, 1.5, 3.0, 9.0)] == [0, 0, 0.25, 1, 1]


def test_a_bar_leads_to_the_mark_of_its_value() -> None:
    assert figure_runs(0.55, None, Axis(0, 1), 10) == [
        ("━━━━━", "bar"),
        ("●", "value"),
        ("    ", "blank"),
    ]
    assert text(figure_runs(0.0, None, Axis(0, 1), 4)) == "●   "
    assert text(figure_runs(1.0, None, Axis(0, 1), 4)) == "━━━●"
    assert text(figure_runs(0.55, None, Axis(0, 1), 4, is_own=True)) == "━━◆ "


def test_what_is_not_final_is_marked_otherwise() -> None:
    assert figure_runs(0.55, None, Axis(0, 1), 10, is_final=False)[0] == ("━━━━━○", "soft")
    assert text(figure_runs(0.55, None, Axis(0, 1), 4, is_own=True, is_final=False)) == "━━◇ "


def test_its_interval_is_a_line_on_either_side_of_its_mark() -> None:
    assert figure_runs(0.55, (0.25, 0.78), Axis(0, 1), 10) == [
        ("━━", "bar"),
        ("├──", "whisker"),
        ("●", "value"),
        ("─┤", "whisker"),
        ("  ", "blank"),
    ]
    assert text(figure_runs(0.55, (0.42, 0.68), Axis(0, 1), 10)) == "━━━━├●┤   "
    assert text(figure_runs(0.55, (0.52, 0.58), Axis(0, 1), 10)) == "━━━━━●    "
    assert text(figure_runs(0.97, (0.9, 1.0), Axis(0, 1), 10)) == "━━━━━━━━━●"


def test_without_a_bar_there_are_a_mark_and_its_interval_alone() -> None:
    axis = Axis(0.9, 1.0)
    assert text(figure_runs(0.955, (0.935, 0.975), axis, 10, has_bar=False)) == "   ├─●─┤  "
    assert text(figure_runs(0.9, None, axis, 10, has_bar=False)) == "●         "


@pytest.mark.parametrize("width", range(1, 30))
@pytest.mark.parametrize("has_bar", [True, False])
def test_a_figure_is_as_wide_as_it_is_said_to_be(width: int, has_bar: bool) -> None:
    for value in (0.0, 0.3, 0.99, 1.0):
        for interval in (None, (value - 0.1, value + 0.1)):
            runs = figure_runs(value, interval, Axis(0, 1), width, has_bar=has_bar)
            assert len(text(runs)) == width
            assert ("●", "value") in runs
