"""A terminal of another size, once a widget has it."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget


async def resize(pilot: Pilot[Any], widget: Widget, width: int, height: int) -> None:
    """Give the terminal another size and wait until the widget is laid out in it: a busy machine
    takes its time."""
    await pilot.resize_terminal(width, height)
    for _ in range(200):
        await pilot.pause()
        if widget.size.width == width:
            break
        await asyncio.sleep(0.01)
    await pilot.pause()
