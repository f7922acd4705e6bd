"""Boxes of one line: whatever is typed into them can be read, the cursor in view."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from recflix_tui.app import RecflixApp
from tests.drivers.app_driver import SMALL, AppDriver

TEXTS = [
    "Borat: Cultural Learnings of America for Make Benefit Glorious Nation of Kazakhstan, again",
    "千と千尋の神隠し劇場版完全版、もののけ姫、となりのトトロ、風の谷のナウシカ、魔女の宅急便",
]
BOXES = {
    "search": ("b", "slash"),
    "new profile": ("p", "n"),
    "rename": ("p", "e"),
    "palette": ("ctrl+p",),
    "fly on Matrix": ("m", "slash"),
    "keep a taste": ("f", "right_square_bracket", "k"),
}


@pytest.mark.parametrize("size", [SMALL, (60, 20)])
@pytest.mark.parametrize("place", BOXES)
async def test_the_end_of_a_long_text_can_be_read_beside_the_cursor(
    app: RecflixApp, place: str, size: tuple[int, int]
) -> None:
    async with AppDriver.open(app, size) as driver:
        for key in BOXES[place]:
            await driver.press(key)
        box = app.screen.query_one(Input)
        assert box.has_focus
        for text in TEXTS:
            await driver.press("end", "ctrl+u")
            app.post_message(events.Paste(text))
            await driver.settle()
            kept = text[: box.max_length] if box.max_length else text
            assert box.value == kept
            line = driver.lines[box.content_region.y]
            shown = line[: box.content_region.right].rstrip()
            assert shown.endswith(kept[-12:].strip())
            await driver.press("home")
            assert kept[:12] in driver.lines[box.content_region.y]
