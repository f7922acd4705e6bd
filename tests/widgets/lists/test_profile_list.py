"""The list of profiles: its rows, its focus, and a click on the row in focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.lists.profile_list import BLOCK, PITCH, ProfileList, ProfileRow

Stage = Callable[[Widget], Any]
ROWS = [ProfileRow(1, "Ada", "6 ratings"), ProfileRow(2, "千尋 🎬"), ProfileRow(None, "new")]


def lines_of(profiles: ProfileList) -> list[str]:
    return [profiles.render_line(y).text for y in range(profiles.size.height)]


@pytest.mark.parametrize("width", [12, 20, 60])
async def test_a_row_is_a_block_with_the_name_in_its_middle(stage: Stage, width: int) -> None:
    profiles = ProfileList()
    async with stage(profiles).run_test(size=(width, 12)) as pilot:
        profiles.set_rows(ROWS)
        await pilot.pause()
        lines = lines_of(profiles)
    assert {cell_len(line) for line in lines} == {width}
    assert "Ada" in lines[1]
    assert "千尋" in lines[PITCH + 1]
    assert ("6 ratings" in lines[1]) == (width == 60)  # the name comes first
    assert not lines[BLOCK].strip()


async def test_the_focus_stays_within_the_list(stage: Stage) -> None:
    profiles = ProfileList()
    async with stage(profiles).run_test(size=(40, 12)) as pilot:
        assert profiles.focused_row is None
        profiles.set_rows(ROWS)
        await pilot.press("up")
        assert profiles.focused_row == ROWS[0]
        await pilot.press("down", "down", "down")
        assert profiles.focused_row == ROWS[2]
        profiles.set_rows(ROWS[:1])
        assert profiles.focused_row == ROWS[0]
