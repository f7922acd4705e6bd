"""The table of actions that keys, palette and help are made from."""

from __future__ import annotations

from recflix_tui.screens.all_screens import ALL_SCREENS
from recflix_tui.screens.keys.actions import TITLE_ACTIONS, UNDO_ACTIONS, app_actions


def test_every_key_is_bound_once() -> None:
    actions = [*TITLE_ACTIONS, *UNDO_ACTIONS, *app_actions(ALL_SCREENS)]
    keys = [key for action in actions if action.keys for key in action.keys.split(",")]
    assert "4" in keys
    assert len(keys) == len(set(keys))
