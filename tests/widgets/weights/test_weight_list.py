"""What counts, as lines with bars: drawn in every width, set by the mouse."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual import on
from textual.message import Message

from recflix_tui.widgets.weights.bar import Bar
from recflix_tui.widgets.weights.weight_list import WeightList, WeightRow
from tests.widgets.conftest import Stage

BAR = Bar(1.0, 1.0, 0.0, 3.0, 0.1)
ROWS = [
    WeightRow("viewing history", True, BAR, "1.0", ("12 titles",)),
    WeightRow(
        "time [b]of[/b] day",
        False,
        Bar(0.3, 0.2, 0.0, 3.0, 0.1),
        "off",
        ("nothing was passed by", "nothing"),
        True,
        True,
    ),
    WeightRow("about you", is_heading=True),
    WeightRow("region", figure="not said"),
    WeightRow(
        "千尋の神隠し 千尋の神隠し", True, Bar(-0.5, 0.5, -1.0, 1.0, 0.1), "−0.5", ("learned",)
    ),
]


class Heard(Stage):
    @on(WeightList.Set)
    @on(WeightList.Toggled)
    @on(WeightList.Picked)
    def _hear_weights(self, message: Message) -> None:
        self.heard.append(message)


def lines_of(weights: WeightList) -> list[str]:
    return [weights.render_line(y).text for y in range(weights.size.height)]


@pytest.mark.parametrize("width", [20, 36, 60, 90])
async def test_a_line_says_what_is_on_how_much_it_weighs_and_what_is_changed(width: int) -> None:
    weights = WeightList()
    async with Heard(weights).run_test(size=(width, 8)):
        weights.show(ROWS)
        lines = lines_of(weights)
    assert {cell_len(line) for line in lines} == {width}
    assert "■" in lines[0]
    assert "□" in lines[1]
    assert "*" in lines[1]
    assert "*" not in lines[0] + lines[3]
    assert lines[2].strip() == "about you"
    assert "not said"[:3] in lines[3]
    assert "?" in lines[1]
    assert ("12 titles" in lines[0]) == (width >= 60)
    assert ("nothing was passed by" in lines[1]) == (width == 90)
    assert ("nothing" in lines[1]) == (width >= 60)


async def test_the_focus_passes_over_headings() -> None:
    weights = WeightList()
    async with Heard(weights).run_test(size=(50, 8)) as pilot:
        weights.show(ROWS)
        weights.focus()
        await pilot.press("down", "down")
        assert weights.at == 3
        await pilot.press("up", "up", "up")
        assert weights.at == 0


async def test_the_mouse_sets_bars_turns_signs_and_picks_what_has_neither() -> None:
    weights = WeightList()
    stage: Any = Heard(weights)
    async with stage.run_test(size=(50, 8)) as pilot:
        weights.show(ROWS)
        await pilot.pause()
        knob = lines_of(weights)[0].index("●")
        end = lines_of(weights)[0].rindex("─")
        await pilot.mouse_down(WeightList, offset=(end, 0))
        await pilot.hover(WeightList, offset=(knob, 0))
        await pilot.mouse_up(WeightList, offset=(knob, 0))
        await pilot.click(WeightList, offset=(2, 1))
        await pilot.click(WeightList, offset=(10, 3))
        await pilot.click(WeightList, offset=(10, 2))
    assert stage.heard == [
        WeightList.Set(0, 3.0),
        WeightList.Toggled(1),
        WeightList.Picked(weights, 3),
    ]
