"""Curves on log axes, as they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.widget import Widget

from recflix_tui.widgets.pictures.log_plot import AXIS, LogCurve, LogPlot
from tests.widgets.resizing import resize

Stage = Callable[[Widget], Any]
SIZES = [10.0**k for k in range(3, 8)]
LIST = LogCurve("list", "list", [(n, 5 * n) for n in SIZES], 0)
DICT = LogCurve("a dict", "dict", [(n, 40.0) for n in SIZES], 1)


async def drawn(
    stage: Stage,
    curves: Sequence[LogCurve],
    size: tuple[int, int] = (70, 20),
    across: Sequence[float] = (),
) -> list[str]:
    plot = LogPlot()
    async with stage(plot).run_test(size=size) as pilot:
        plot.show(curves, across, "titles", "nothing yet")
        await pilot.pause()
        return [plot.render_line(y).text for y in range(size[1])]


def row_of(lines: list[str], tag: str) -> int:
    """The line that a curve's name stands in, at its end."""
    return next(y for y, line in enumerate(lines) if y and line.rstrip().endswith(tag))


async def test_before_anything_is_measured_a_message_is_said(stage: Stage) -> None:
    lines = await drawn(stage, [LogCurve("list", "list", (), 0)])
    assert lines[0].strip() == "nothing yet"
    assert not any(line.strip() for line in lines[1:])


async def test_the_legend_has_the_last_figures(stage: Stage) -> None:
    lines = await drawn(stage, [LIST, DICT])
    assert lines[0].rstrip() == "━━ list 50 ms  ━━ a dict 40 ns"


async def test_a_legend_without_room_goes_on_below(stage: Stage) -> None:
    lines = await drawn(stage, [LIST, DICT], size=(28, 20))
    assert lines[0].rstrip() == "━━ list 50 ms"
    assert lines[1].rstrip() == "━━ a dict 40 ns"


async def test_decades_are_numbered_and_things_are_named(stage: Stage) -> None:
    lines = await drawn(stage, [LIST, DICT])
    assert lines[-1].split() == ["1k", "10k", "100k", "1M", "10M", "titles"]
    said = [line[: AXIS - 1].strip() for line in lines[1:-2]]
    assert [words for words in said if words] == [
        "100 ms", "10 ms", "1 ms", "100 µs", "10 µs", "1 µs", "100 ns", "10 ns",
    ]  # fmt: skip


async def test_where_a_decade_has_less_than_two_lines_some_are_numbered(stage: Stage) -> None:
    lines = await drawn(stage, [LIST, DICT], size=(70, 8))
    said = [line[: AXIS - 1].strip() for line in lines[1:-2]]
    assert [words for words in said if words] == ["100 µs", "10 ns"]


async def test_ten_times_the_time_for_ten_times_the_things_is_a_straight_line(
    stage: Stage,
) -> None:
    alone = [LogCurve("list", "list", [(n, n) for n in SIZES], 0)]
    lines = await drawn(stage, alone, size=(AXIS + 9 + 40, 23))
    rows = lines[1:-2]
    # From the lower left corner to the upper right one, each dot as far right as it is high.
    for y, line in enumerate(rows):
        cells = [x - AXIS for x, cell in enumerate(line) if "⠀" < cell <= "⣿"]
        expected = (1 - (y + 0.5) / len(rows)) * 40
        assert all(abs(x + 0.5 - expected) <= 3 for x in cells), (y, cells)


async def test_a_time_that_stays_the_same_is_a_level_line(stage: Stage) -> None:
    lines = await drawn(stage, [LIST, DICT])
    row = row_of(lines, "dict")
    dots = [cell for cell in lines[row] if "⠀" < cell <= "⣿"]
    assert len(dots) >= 70 - AXIS - 9
    assert row_of(lines, "list") < row


async def test_there_is_room_for_what_is_not_measured_yet(stage: Stage) -> None:
    begun = [LogCurve("list", "list", [(1000, 5000.0), (10_000, 50_000.0)], 0)]
    lines = await drawn(stage, begun, across=[10_000_000])
    assert lines[-1].split()[:5] == ["1k", "10k", "100k", "1M", "10M"]
    ends = max(x for line in lines[1:-2] for x, cell in enumerate(line) if "⠀" < cell <= "⣿")
    assert ends < AXIS + (70 - AXIS - 9) // 3


async def test_in_another_size_it_is_drawn_anew(stage: Stage) -> None:
    plot = LogPlot()
    async with stage(plot).run_test(size=(90, 24)) as pilot:
        plot.show([LIST, DICT], (), "titles")
        await pilot.pause()
        before = [plot.render_line(y).text for y in range(24)]
        await resize(pilot, plot, 70, 20)
        after = [plot.render_line(y).text for y in range(20)]
    assert after == await drawn(stage, [LIST, DICT])
    assert len(before[5]) == 90


async def test_names_at_the_ends_do_not_cover_each_other(stage: Stage) -> None:
    near = [
        LogCurve("one", "one", [(1000, 40.0), (10_000, 41.0)], 0),
        LogCurve("two", "two", [(1000, 40.0), (10_000, 42.0)], 1),
    ]
    lines = await drawn(stage, near)
    assert row_of(lines, "one") != row_of(lines, "two")


async def test_the_name_of_the_lower_end_stands_below_that_of_the_upper_one(stage: Stage) -> None:
    near = [
        LogCurve("slow", "slow", [(1000, 40.0), (10_000, 44.0)], 0),
        LogCurve("quick", "quick", [(1000, 40.0), (10_000, 41.0)], 1),
    ]
    for curves in (near, near[::-1]):
        lines = await drawn(stage, curves)
        assert row_of(lines, "slow") < row_of(lines, "quick")


async def test_a_curve_that_ends_early_says_at_how_many_things(stage: Stage) -> None:
    short = LogCurve("app", "app", [(1000, 3000.0), (9066, 6200.0)], 2)
    legend = (await drawn(stage, [LIST, short]))[0]
    assert "━━ app 6.2 µs at 9k" in legend
    assert legend.count(" at ") == 1
