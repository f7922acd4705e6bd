from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.widget import Widget

from recflix_tui.widgets.pictures.plot import AXIS, Curve, Dots, Plot, epochs_shown, span

Stage = Callable[[Widget], Any]


def curves(train: Sequence[float], holdout: Sequence[float]) -> list[Curve]:
    return [
        Curve("training", train, "plot--first"),
        Curve("holdout", holdout, "plot--second"),
    ]


async def drawn(stage: Stage, shown: list[Curve], of: int, size: tuple[int, int]) -> list[str]:
    plot = Plot()
    async with stage(plot).run_test(size=size) as pilot:
        plot.show(shown, of, "nothing yet")
        await pilot.pause()
        return [plot.render_line(y).text for y in range(size[1])]


def test_a_line_joins_its_points() -> None:
    dots = Dots(4, 1)
    dots.line([(0, 3), (7, 0)], owner=0)
    cells = [cell for cell, _ in dots.row(0)]
    assert " " not in cells
    assert cells[0] != cells[3]


def test_a_dashed_line_leaves_out_every_other_cell_along_its_way() -> None:
    for end, places in (
        ((31, 0), [(x, 0) for x in range(16)]),
        ((0, 31), [(0, y) for y in range(8)]),
    ):
        dots = Dots(16, 8)
        dots.line([(0, 0), end], owner=0, dashed=True)
        cells = [list(dots.row(y)) for y in range(8)]
        assert [cells[y][x][0] != " " for x, y in places] == [
            n % 2 == 0 for n in range(len(places))
        ]


def test_the_later_curve_covers_the_earlier_one() -> None:
    dots = Dots(1, 1)
    dots.set(0, 0, owner=0)
    dots.set(1, 3, owner=1)
    assert list(dots.row(0)) == [(chr(0x2800 + 0x01 + 0x80), 1)]


def test_what_is_off_the_grid_is_left_out() -> None:
    dots = Dots(2, 2)
    dots.line([(-50, 0), (-5, 0), (-5, 90), (60, 90)], owner=0)
    assert all(cell == " " for y in range(2) for cell, _ in dots.row(y))


def test_the_span_holds_every_value_and_is_never_empty() -> None:
    low, high = span(curves([1.0, 0.8], [1.1]))
    assert low < 0.8 < 1.1 < high
    low, high = span(curves([0.9], []))
    assert low < 0.9 < high
    low, high = span(curves([float("nan")], []))
    assert low < high


def test_the_width_grows_in_steps_up_to_the_epochs_asked_for() -> None:
    assert [epochs_shown(n, 100) for n in (1, 10, 11, 20, 51, 100)] == [10, 10, 20, 20, 75, 100]
    assert epochs_shown(3, 5) == 5
    assert epochs_shown(1, 1) == 2


async def test_curves_have_a_legend_numbers_and_epochs(stage: Stage) -> None:
    train = [1.0 - n * 0.03 for n in range(10)]
    holdout = [1.05 - n * 0.01 for n in range(10)]
    lines = await drawn(stage, curves(train, holdout), 10, (60, 14))
    assert "holdout 0.960" in lines[0]
    assert "training 0.730" in lines[0]
    assert lines[1].startswith(" 1.05┤")
    assert lines[-1].split() == ["1", "5", "10"]
    assert all(len(line) == 60 for line in lines)
    # Both fall: what is high on the left is not on the right.
    assert lines[1][6:16].strip()
    assert not lines[1][40:].strip()


@pytest.mark.parametrize(
    ("of", "width", "said"),
    [
        (10, 78, "1 2 4 6 8 10"),
        (100, 78, "1 20 40 60 80 100"),
        (200, 36, "1 100 200"),
        (75, 78, "1 20 40 60 75"),
        (2, 20, "1 2"),
    ],
)
async def test_epochs_are_numbered_evenly(stage: Stage, of: int, width: int, said: str) -> None:
    values = [1.0 / n for n in range(1, of + 1)]
    lines = await drawn(stage, [Curve("", values, "plot--first")], of, (width, 12))
    assert lines[-1].split() == said.split()


async def test_the_axis_beside_one_value_spans_a_part_of_it(stage: Stage) -> None:
    low, high = span(curves([46.04], []))
    assert high - low > 1
    lines = await drawn(stage, curves([46.04], []), 50, (40, 12))
    told = [line[: AXIS - 1].strip() for line in lines if line[AXIS - 1 : AXIS] == "┤"]
    assert len(told) == len(set(told)) > 1


async def test_a_dashed_curve_is_told_so_in_the_legend(stage: Stage) -> None:
    shown = [
        Curve("held", [1.0, 0.8], "plot--first", "biased"),
        Curve("", [1.0, 0.5], "plot--first", "biased", dashed=True),
    ]
    lines = await drawn(stage, shown, 10, (60, 14))
    assert lines[0].split("  ")[:2] == ["biased ╍╍ 0.500", "━━ held 0.800"]


async def test_one_epoch_is_a_dot(stage: Stage) -> None:
    lines = await drawn(stage, curves([0.9], []), 50, (40, 10))
    body = "".join(line[6:] for line in lines[1:-2])
    assert len(body.split()) == 1


async def test_without_values_it_says_so(stage: Stage) -> None:
    lines = await drawn(stage, curves([], []), 50, (40, 10))
    assert lines[0].strip() == "nothing yet"


async def test_it_stands_any_size(stage: Stage) -> None:
    for size in ((8, 4), (20, 5), (200, 60)):
        lines = await drawn(stage, curves([1.0, 0.9, 0.8], [1.0, 0.95, 0.97]), 3, size)
        assert all(len(line) == size[0] for line in lines)
