"""The text of the top bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.widget import Widget

from recflix_tui.widgets.bars.top_bar import BarState, TabGroup, TopBar

TABS = [("one", "Matrix"), *[(f"{n}", "Factors") for n in range(5)], ("two", "Activity")]


@pytest.mark.parametrize("width", range(90, 112, 2))
async def test_a_blank_stands_between_the_tabs_and_how_the_model_is(
    stage: Callable[[Widget], Any], width: int
) -> None:
    bar = TopBar()
    bar.show(BarState("Ada", [TabGroup("look", TABS, is_open=True)], "two", ["● model 1", "●"]))
    async with stage(bar).run_test(size=(width, 1)):
        text = bar.render_line(0).text
    before, status, _ = text.partition("●")
    assert "Activity" in text
    assert not status or before.endswith("  "), "one blank is the tab's own"
