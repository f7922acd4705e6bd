"""The text of the key bar: what fits, the most important first, the last always."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.widget import Widget

from recflix_tui.widgets.bars.key_bar import KeyBar

ENTRIES: list[KeyBar.Entry] = [
    ([("1", "rate(1)"), ("2", "rate(2)")], "rate"),
    ([("enter", "open")], "open"),
    ([("?", "app.help")], "keys"),
]


async def test_as_many_at_the_end_as_are_pinned_are_always_in_view(
    stage: Callable[[Widget], Any],
) -> None:
    bar = KeyBar(ENTRIES, pinned=2)
    async with stage(bar).run_test(size=(22, 1)):
        assert bar.render_line(0).text.rstrip() == " enter open  ? keys"


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (80, " 1 2 rate  enter open  ? keys"),
        (29, " 1 2 rate  ? keys"),
        (18, " 1 2 rate  ? keys"),
        (12, " ? keys"),
    ],
)
async def test_what_has_no_room_is_left_out_but_for_the_last(
    stage: Callable[[Widget], Any], width: int, text: str
) -> None:
    bar = KeyBar(ENTRIES)
    async with stage(bar).run_test(size=(width, 1)):
        line = bar.render_line(0)
    assert line.text.rstrip() == text
    assert line.cell_length == width
