"""What is chosen, in a line that is clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.widget import Widget

from recflix_tui.widgets.bars.choice_bar import ChoiceBar

Stage = Callable[[Widget], Any]
CHOICES = [("v", "model 3", "next(1)"), ("o", "holds out people", "kind")]


async def test_choices_stand_in_a_line_with_their_keys(stage: Stage) -> None:
    bar = ChoiceBar()
    async with stage(bar).run_test(size=(40, 3)) as pilot:
        bar.show(CHOICES)
        await pilot.pause()
        strip = bar.render_line(0)
        assert strip.text == "  v model 3   o holds out people".ljust(40)
        clicks = [
            (segment.text, segment.style.meta.get("@click"))
            for segment in strip
            if segment.style is not None and segment.style.meta
        ]
        assert clicks == [
            ("v ", "screen.next(1)"),
            ("model 3", "screen.next(1)"),
            ("o ", "screen.kind"),
            ("holds out people", "screen.kind"),
        ]


async def test_what_has_no_room_is_cut(stage: Stage) -> None:
    bar = ChoiceBar()
    async with stage(bar).run_test(size=(14, 3)) as pilot:
        bar.show(CHOICES)
        await pilot.pause()
        assert bar.render_line(0).cell_length == 14
