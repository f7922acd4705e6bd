from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from rich.cells import cell_len
from rich.color import Color
from textual import events, on
from textual.message import Message
from textual.strip import Strip

from recflix_tui.pictures.levels import EMPTY
from recflix_tui.pictures.scales import ColourScale, density_scale, error_scale
from recflix_tui.widgets.pictures.heatmap import CellSize, Heatmap, HeatmapFrame
from tests.widgets.conftest import Stage

SCALE = density_scale(dark=True)
LEFT = 8  # columns of place numbers


class Watched(Heatmap):
    """Remembers which of its lines were drawn."""

    def __init__(self, plain: bool = False) -> None:
        super().__init__(plain)
        self.drawn: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.drawn.append(y)
        return super().render_line(y)


class HeatStage(Stage):
    @on(Heatmap.CellPointed)
    @on(Heatmap.CellOpened)
    @on(Heatmap.Zoomed)
    @on(Heatmap.Dragged)
    def _hear_cells(self, message: Message) -> None:
        self.heard.append(message)


def ramp(h: int, w: int) -> HeatmapFrame:
    """Levels that rise from cell to cell, each line another; the last row is empty."""
    levels = ((np.arange(h)[:, None] * 5 + np.arange(w)) % 32).astype(np.uint8)
    levels[-1] = EMPTY
    return HeatmapFrame(
        levels,
        SCALE,
        row_ticks=[(0, "1"), (4, "200")],
        column_ticks=[(0, "1 Heat (1995)"), (20, "3,022"), (w - 1, "9,066")],
        cursor=(2, 3),
    )


def named(h: int, w: int, cell: CellSize = CellSize.NAMED, **changed: Any) -> HeatmapFrame:
    given: dict[str, Any] = {
        "levels": np.arange(h * w).reshape(h, w).astype(np.uint8) % 31,
        "scale": SCALE,
        "cell": cell,
        "texts": [[f"{row}.{column}" for column in range(w)] for row in range(h)],
        "row_names": [f"user {row}" for row in range(h)],
        "column_names": [f"Film number {column} (1999)" for column in range(w)],
        "column_ticks": [(0, "1 Film")],
        "cursor": (1, 1),
    }
    return HeatmapFrame(**{**given, **changed})


def lines(heatmap: Heatmap) -> list[str]:
    return [heatmap.render_line(y).text for y in range(heatmap.size.height)]


def colours(strip: Strip, x: int) -> tuple[str, Color | None, Color | None]:
    """What stands in a cell of a line, and its two colours."""
    for segment in strip.crop(x, x + 1):
        assert segment.style is not None
        return segment.text, segment.style.color, segment.style.bgcolor
    raise AssertionError("no such cell")


def colour_of(scale: ColourScale, level: int) -> Color:
    return Color.from_rgb(*(int(value) for value in scale.colours[level]))


def half_blocks(heatmap: Heatmap, frame: HeatmapFrame) -> Iterator[tuple[int, int, Color | None]]:
    """Row, column and colour of each cell, read from what is drawn."""
    for y in range(-(-len(frame.levels) // 2)):
        strip = heatmap.render_line(y)
        for column in range(frame.levels.shape[1]):
            text, upper, lower = colours(strip, LEFT + column)
            yield 2 * y, column, upper if text == "▀" else lower
            yield 2 * y + 1, column, lower


async def test_each_cell_is_drawn_in_the_colour_of_its_level() -> None:
    heatmap = Heatmap()
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        rows, columns = heatmap.grid(CellSize.HALF)
        assert (rows, columns) == (22, 52)
        frame = ramp(rows, columns)
        heatmap.show(frame)
        for row, column, shown in half_blocks(heatmap, frame):
            level = frame.levels[row, column]
            if level != EMPTY and (row, column) != frame.cursor:
                assert shown == colour_of(SCALE, level)
            elif level == EMPTY:
                assert shown == Color.parse("#0d1117")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60), (20, 6), (9, 2), (5, 3)])
@pytest.mark.parametrize("cell", list(CellSize))
@pytest.mark.parametrize("plain", [False, True])
async def test_every_line_is_exactly_as_wide_as_the_widget(
    size: tuple[int, int], cell: CellSize, plain: bool
) -> None:
    heatmap = Heatmap(plain)
    async with HeatStage(heatmap).run_test(size=size):
        rows, columns = heatmap.grid(cell)
        rows, columns = max(rows, 1), max(columns, 1)
        names = ["千と千尋の神隠し (2001)", "[b]Ada $x$"]
        heatmap.show(
            named(
                rows,
                columns,
                cell,
                row_names=names * rows,
                column_names=names * columns,
                column_ticks=[(0, names[0]), (columns - 1, names[1])],
                marks=[(0, names[0])],
            )
        )
        assert {cell_len(line) for line in lines(heatmap)} == {size[0]}


async def test_a_picture_smaller_than_the_room_leaves_the_rest_empty() -> None:
    heatmap = Heatmap()
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        heatmap.show(ramp(5, 30))
        drawn = lines(heatmap)
        assert [line.strip() for line in drawn[3:11]] == [""] * 8
        assert drawn[0][LEFT + 30 :].strip() == ""


async def test_axes_are_numbered_and_the_cursor_is_lit_on_them() -> None:
    heatmap = Heatmap()
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        heatmap.show(ramp(22, 52))
        drawn = lines(heatmap)
        assert drawn[0].startswith("1 ")
        assert drawn[1][LEFT - 1] == "▸"
        assert drawn[2].startswith("200 ")
        assert drawn[11][LEFT:].startswith("1 Heat (1995)       3,022")
        assert drawn[11].endswith("9,066")
        # The cursor is at the fourth column: the name that stands there is lit.
        accent = heatmap.get_component_rich_style("heatmap--lit").color
        assert colours(heatmap.render_line(11), LEFT)[1] == accent
        heatmap.move_cursor(2, 16)
        assert lines(heatmap)[11][LEFT + 16] == "▴"
        assert colours(heatmap.render_line(11), LEFT)[1] != accent


async def test_the_cursor_has_a_colour_that_no_cell_has() -> None:
    for scale in (SCALE, error_scale(dark=True)):
        heatmap = Heatmap()
        async with HeatStage(heatmap).run_test(size=(60, 12)):
            levels = (np.arange(22 * 52).reshape(22, 52) % len(scale)).astype(np.uint8)
            frame = HeatmapFrame(levels, scale, cursor=(3, 5))
            heatmap.show(frame)
            shown = {(row, column): colour for row, column, colour in half_blocks(heatmap, frame)}
            cursor = shown.pop((3, 5))
            assert cursor not in shown.values()


async def test_a_profiles_row_is_marked_by_its_name() -> None:
    heatmap = Heatmap()
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        frame = ramp(22, 52)
        heatmap.show(HeatmapFrame(frame.levels, SCALE, marks=[(8, "Ada"), (13, "Bo"), (13, "Cy")]))
        drawn = lines(heatmap)
        assert drawn[4][:LEFT] == "Ada    ◂"
        assert drawn[6][:LEFT] == "Bo, Cy ◂"


async def test_named_cells_have_their_text_and_names_on_both_sides() -> None:
    heatmap = Heatmap()
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        rows, columns = heatmap.grid(CellSize.NAMED)
        assert (rows, columns) == (9, 4)
        heatmap.show(named(rows, columns))
        drawn = lines(heatmap)
        assert [line[19:].split() for line in drawn[:2]] == [
            ["Film"] * 4,
            ["number", "0"] + [word for n in range(1, 4) for word in ("number", str(n))],
        ]
        assert drawn[3].startswith("user 0")
        assert drawn[3][19:].split() == ["0.0", "0.1", "0.2", "0.3"]
        assert drawn[4][19:].replace("[", " ").replace("]", " ").split()[1] == "1.1"
        assert drawn[4][29] == "["


async def test_names_longer_than_their_room_end_in_an_ellipsis() -> None:
    heatmap = Heatmap()
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        rows, columns = heatmap.grid(CellSize.NAMED)
        long = "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb"
        heatmap.show(named(rows, columns, row_names=[long] * rows, column_names=[long] * columns))
        drawn = lines(heatmap)
        assert drawn[2][19:29].rstrip().endswith("…")
        assert drawn[3][:18].rstrip().endswith("…")


async def test_only_lines_that_changed_are_drawn_again() -> None:
    heatmap = Watched()
    async with HeatStage(heatmap).run_test(size=(60, 12)) as pilot:
        frame = ramp(22, 52)
        heatmap.show(frame)
        await pilot.pause()
        heatmap.drawn.clear()
        heatmap.show(ramp(22, 52))
        await pilot.pause()
        assert heatmap.drawn == []
        heatmap.move_cursor(9, 3)
        await pilot.pause()
        assert sorted(set(heatmap.drawn)) == [1, 4]
        heatmap.drawn.clear()
        heatmap.move_cursor(9, 4)
        await pilot.pause()
        assert sorted(set(heatmap.drawn)) == [4, 11]
        heatmap.drawn.clear()
        levels = frame.levels.copy()
        levels[14, 7] = (levels[14, 7] + 1) % 32
        heatmap.show(
            HeatmapFrame(
                levels,
                SCALE,
                row_ticks=frame.row_ticks,
                column_ticks=frame.column_ticks,
                cursor=(9, 4),
            )
        )
        await pilot.pause()
        assert sorted(set(heatmap.drawn)) == [7]


async def test_another_theme_gives_the_empty_cells_its_ground() -> None:
    heatmap = Heatmap()
    app = HeatStage(heatmap)
    async with app.run_test(size=(60, 12)) as pilot:
        heatmap.show(ramp(22, 52))
        assert colours(heatmap.render_line(10), LEFT)[2] == Color.parse("#0d1117")
        app.theme = "recflix-light"
        await pilot.pause()
        assert colours(heatmap.render_line(10), LEFT)[2] == Color.parse("#ffffff")


async def test_without_colours_characters_rise_with_the_levels() -> None:
    heatmap = Heatmap(plain=True)
    async with HeatStage(heatmap).run_test(size=(60, 12)):
        assert heatmap.grid(CellSize.HALF) == (11, 52)
        levels = np.full((1, 7), EMPTY, np.uint8)
        levels[0, 1:] = (0, 7, 13, 20, 26, 31)
        heatmap.show(HeatmapFrame(levels, SCALE))
        assert lines(heatmap)[0][LEFT : LEFT + 7] == " ·░▒▓██"
        signs = np.array([[0, 7, 15, 23, 30, EMPTY]], np.uint8)
        heatmap.show(HeatmapFrame(signs, error_scale(dark=True), cursor=(0, 5)))
        assert lines(heatmap)[0][LEFT : LEFT + 6] == "▼▿·▵▲╋"


async def test_a_click_points_at_a_cell_and_a_second_one_opens_it() -> None:
    heatmap = Heatmap()
    app = HeatStage(heatmap)
    async with app.run_test(size=(60, 12)) as pilot:
        heatmap.show(ramp(22, 52))
        await pilot.click(offset=(LEFT + 10, 4))
        assert app.heard == [Heatmap.CellPointed(8, 10)]
        heatmap.move_cursor(9, 10)  # the lower one of the two in that character
        await pilot.click(offset=(LEFT + 10, 4))
        assert app.heard[1:] == [Heatmap.CellOpened(9, 10)]
        await pilot.click(offset=(2, 4))
        await pilot.click(offset=(LEFT + 10, 11))
        assert len(app.heard) == 2


async def test_the_wheel_zooms_at_the_cell_under_it() -> None:
    heatmap = Heatmap()
    app = HeatStage(heatmap)
    async with app.run_test(size=(60, 12)) as pilot:
        heatmap.show(ramp(22, 52))
        for kind in (events.MouseScrollUp, events.MouseScrollDown):
            await pilot._post_mouse_events([kind], offset=(LEFT + 7, 3))
        assert app.heard == [Heatmap.Zoomed(1, 6, 7), Heatmap.Zoomed(-1, 6, 7)]


async def test_the_picture_is_dragged_by_whole_cells_and_no_cell_is_opened() -> None:
    heatmap = Heatmap()
    app = HeatStage(heatmap)
    async with app.run_test(size=(60, 12)) as pilot:
        heatmap.show(ramp(22, 52))
        await pilot.mouse_down(offset=(LEFT + 3, 1))
        await pilot.hover(offset=(LEFT + 6, 3))
        await pilot.hover(offset=(LEFT + 5, 3))
        await pilot.mouse_up(offset=(LEFT + 5, 3))
        await pilot.hover(offset=(LEFT + 20, 5))
        assert app.heard == [Heatmap.Dragged(4, 3), Heatmap.Dragged(0, -1)]
