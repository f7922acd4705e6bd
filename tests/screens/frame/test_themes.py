"""The themes hold their grounds apart on every terminal."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from recflix_tui.screens.frame.themes import themes_for


@pytest.mark.parametrize(
    ("name", "system"), [("truecolor", ColorSystem.TRUECOLOR), ("256", ColorSystem.EIGHT_BIT)]
)
def test_background_tile_and_focus_differ(name: str, system: ColorSystem) -> None:
    light_and_dark = themes_for(name)
    assert len(light_and_dark) == 2
    for theme in light_and_dark:
        grounds = [theme.background, theme.panel, theme.variables["focus"]]
        shown = {Color.parse(g or "").downgrade(system).get_truecolor() for g in grounds}
        assert len(shown) == 3
