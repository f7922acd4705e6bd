"""The bars of what each rating did to a prediction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.titles.lists import Effect, PickBars, WhyBars

EFFECTS = [
    Effect(1, "千と千尋の神隠し 劇場版", 5.0, 0.4),
    Effect(2, "A Film With a Very Long Name Indeed", 0.5, -0.2),
    Effect(3, "Short", 3.0, 0.01),
]


@pytest.mark.parametrize("width", [32, 43, 62, 122])
async def test_bars_grow_from_the_zero_line_and_rows_keep_their_width(
    stage: Callable[[Widget], Any], width: int
) -> None:
    bars = WhyBars()
    async with stage(bars).run_test(size=(width, 5)) as pilot:
        bars.show(EFFECTS)
        await pilot.pause()
        more, less, least = (bars.render_line(y).text for y in range(3))
    assert len({cell_len(line[: line.index("│")]) for line in (more, less, least)}) == 1
    assert {cell_len(line) for line in (more, less, least)} == {width}
    assert more.index("│") < more.index("━")
    assert less.index("━") < less.index("│")


async def test_what_brought_a_title_here_is_told_in_hundredths(
    stage: Callable[[Widget], Any],
) -> None:
    bars = PickBars()
    async with stage(bars).run_test(size=(60, 5)) as pilot:
        bars.show([Effect(1, "Laura", 5.0, 0.73), Effect(2, "Gilda", None, -0.27)], (3, 0))
        await pilot.pause()
        first, second, rest = (bars.render_line(y).text for y in range(3))
    assert "73 %" in first
    assert "−27 %" in second
    assert "liked" in second
    assert first.count("━") > second.count("━") > 0
    assert "3 more, each small" in rest
    assert "0 %" in rest
    assert bars.items == [1, 2]
