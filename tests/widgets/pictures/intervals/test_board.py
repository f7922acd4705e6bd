"""Bars with their intervals: how many measures have room, and what has the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual.widget import Widget

from recflix_tui.widgets.pictures.intervals.blocks import Block, IntervalBar, layout_of
from recflix_tui.widgets.pictures.intervals.board import IntervalBoard

Stage = Callable[[Widget], Any]


def block(key: str, group: str, n: int = 4, **more: Any) -> Block:
    bars = tuple(
        IntervalBar(
            f"bar {place}", 0.8 - 0.1 * place, (0.7 - 0.1 * place, 0.9 - 0.1 * place), False
        )
        for place in range(n)
    )
    return Block(key, group, key.upper(), "more is better", bars, **more)


MANY = [
    *(block(key, "first") for key in "ab"),
    *(block(key, "second") for key in "cde"),
    *(block(key, "third") for key in "fghi"),
]


def keys(blocks: Sequence[Block], at: int, width: int, height: int) -> str:
    layout = layout_of(blocks, at, width, height)
    return "".join(blocks[n].key for n in layout.shown)


@pytest.mark.parametrize(
    ("width", "height", "at", "in_view"),
    [
        (200, 21, 0, "abcdefghi"),  # three columns, three rows
        (200, 20, 0, "abcdefghi"),  # the last blank line may be missing
        (200, 13, 0, "ab"),  # no room for all: the group of the one in focus
        (200, 13, 3, "cde"),
        (120, 13, 8, "fghi"),
        (120, 8, 5, "fg"),  # nor for a whole group: as many as there is room for
        (120, 8, 8, "hi"),
        (78, 8, 4, "e"),
        (78, 13, 4, "de"),
        (20, 1, 4, "e"),
    ],
)
def test_as_many_measures_are_shown_as_there_is_room_for(
    width: int, height: int, at: int, in_view: str
) -> None:
    assert keys(MANY, at, width, height) == in_view


@pytest.mark.parametrize("width", [54, 57, 110, 111, 120, 168, 200])
def test_columns_stand_side_by_side_within_the_width(width: int) -> None:
    layout = layout_of(MANY, 0, width, 40)
    assert layout.columns * layout.column_width + 3 * (layout.columns - 1) <= width
    spots = {layout.place(n) for n in range(len(layout.shown))}
    assert len(spots) == len(layout.shown)


def test_nothing_has_a_layout_too() -> None:
    assert layout_of((), 0, 80, 10).shown == ()


def lines(board: IntervalBoard) -> list[str]:
    return [board.render_line(y).text.rstrip() for y in range(board.size.height)]


async def test_a_bar_has_its_name_its_figure_and_its_interval(stage: Stage) -> None:
    board = IntervalBoard()
    bars = (
        IntervalBar("recflix", 0.5, (0.4, 0.6), True),
        IntervalBar("千と千尋", 0.25, None, False),
    )
    async with stage(board).run_test(size=(40, 6)) as pilot:
        board.show([Block("ndcg", "ranking", "NDCG@10", "more is better", bars, 4, lines="95 %")])
        await pilot.pause()
        assert lines(board) == [
            "  NDCG@10  more is better; ├─┤ 95 %",
            # An axis of 22 cells up to 0.6: 0.4 is in the 15th, 0.5 in the 19th.
            "▌ recflix  0.5000 " + "━" * 14 + "├───◆──┤",
            "  千と千尋 0.2500 " + "━" * 9 + "●",
            " " * 18 + "0" + "0.6".rjust(21),
            "",
            "",
        ]


async def test_an_axis_that_begins_elsewhere_than_at_zero_says_so_and_has_no_bars(
    stage: Stage,
) -> None:
    board = IntervalBoard()
    bars = (IntervalBar("mean", 1.05, None, False), IntervalBar("sgd", 0.87, None, True))
    async with stage(board).run_test(size=(50, 5)) as pilot:
        board.show([Block("r", "a", "RMSE", "less is better", bars, from_zero=False, lines="95 %")])
        await pilot.pause()
        assert lines(board)[0] == "  RMSE  less is better; axis from 0.85"
        assert "●" in lines(board)[1]
        assert "◆" in lines(board)[2]
        assert "━" not in "".join(lines(board))


async def test_figures_that_may_change_are_drawn_soft(stage: Stage) -> None:
    board = IntervalBoard()
    async with stage(board).run_test(size=(50, 5)) as pilot:
        bars = (IntervalBar("recflix", 0.5, None, True),)
        board.show([Block("m", "a", "M", "more", bars, is_final=False)])
        await pilot.pause()
        assert "━◇" in lines(board)[1]
        soft = board.get_component_rich_style("board--soft")
        assert {part.style for part in board.render_line(1) if "━" in part.text} == {soft}


async def test_arrows_move_the_focus_and_it_is_told(stage: Stage) -> None:
    board = IntervalBoard()
    async with stage(board).run_test(size=(60, 7)) as pilot:
        assert board.focused_key == board.focused_name == ""
        await pilot.press("right", "down")  # nothing is shown
        board.show(MANY)
        board.focus()
        await pilot.press("right", "right", "down", "down")
        assert (board.focused_key, board.focused_name) == ("c", "bar 2")
        assert board.keys_in_view == ["c"]
        await pilot.press("end")
        assert board.focused_name == "bar 3"
        await pilot.press("down")
        assert board.focused_name == "bar 3"
        await pilot.press("left", "left", "left", "home")
        assert (board.focused_key, board.focused_name) == ("i", "bar 0")  # around the end


async def test_what_has_the_focus_keeps_it_when_other_figures_are_shown(stage: Stage) -> None:
    board = IntervalBoard()
    async with stage(board).run_test(size=(60, 7)) as pilot:
        board.show(MANY)
        board.look_at("d")
        board.action_bar(2)
        await pilot.pause()
        board.show([block("x", "first"), block("d", "first", 3)])
        assert (board.focused_key, board.focused_name) == ("d", "bar 2")
        board.show([block("x", "first", 2)])
        assert (board.focused_key, board.focused_name) == ("x", "bar 0")
        board.show([], "nothing is measured")
        await pilot.pause()
        assert lines(board)[0] == "  nothing is measured"
        assert board.focused_key == ""


async def test_another_measure_is_looked_at_by_the_same_name_whatever_its_place(
    stage: Stage,
) -> None:
    def of(key: str, *names: str) -> Block:
        bars = tuple(IntervalBar(name, 0.5, None, name == "own") for name in names)
        return Block(key, "all", key, "", bars)

    board = IntervalBoard()
    async with stage(board).run_test(size=(60, 7)) as pilot:
        board.show([of("a", "x", "own", "y"), of("b", "y", "own", "x"), of("c", "x", "own")])
        assert board.focused_name == "own"  # at first
        await pilot.press("down", "right")
        assert (board.focused_key, board.focused_name) == ("b", "y")
        await pilot.press("right")
        assert board.focused_name == "own"  # without one of the name


async def test_more_bars_than_lines_follow_the_focus(stage: Stage) -> None:
    board = IntervalBoard()
    async with stage(board).run_test(size=(60, 6)) as pilot:
        board.show([block("a", "first", 9)])
        board.focus()
        await pilot.pause()

        def named() -> list[str]:
            return [line[2:7] for line in lines(board) if line[2:5] == "bar"]

        assert named() == ["bar 0", "bar 1", "bar 2", "bar 3"]
        await pilot.press(*["down"] * 6)
        assert named() == ["bar 3", "bar 4", "bar 5", "bar 6"]
        assert lines(board)[4].startswith("▌ bar 6")
        await pilot.click(IntervalBoard, offset=(5, 1))
        assert board.focused_name == "bar 3"


async def test_a_click_and_the_wheel_move_the_focus(stage: Stage) -> None:
    board = IntervalBoard()
    async with stage(board).run_test(size=(120, 20)) as pilot:
        board.show(MANY)
        await pilot.pause()
        layout = layout_of(MANY, 0, 120, 20)
        assert "".join(board.keys_in_view) == "ab"
        await pilot.click(IntervalBoard, offset=(layout.column_width + 6, 3))
        assert (board.focused_key, board.focused_name) == ("b", "bar 2")
        await pilot.click(IntervalBoard, offset=(4, 0))  # a heading
        assert (board.focused_key, board.focused_name) == ("a", "bar 0")
        board.on_mouse_scroll_down()
        assert board.focused_name == "bar 1"
        board.on_mouse_scroll_up()
        assert board.focused_name == "bar 0"


@pytest.mark.parametrize("size", [(10, 3), (30, 4), (57, 9), (111, 14), (200, 45)])
async def test_every_line_is_as_wide_as_the_widget(stage: Stage, size: tuple[int, int]) -> None:
    board = IntervalBoard()
    async with stage(board).run_test(size=size) as pilot:
        board.show(MANY)
        await pilot.pause()
        assert {board.render_line(y).cell_length for y in range(size[1])} == {size[0]}
