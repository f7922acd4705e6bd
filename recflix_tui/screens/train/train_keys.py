"""The keys of the Train screen."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import ALL_KEYS, Action

TRAINING, VERSIONS = "The training", "The versions"
IN_FIELDS = [
    Action(id="start", shown="enter", label="start", help="Start a training", group=TRAINING),
    Action(
        id="back",
        shown="esc",
        label="leave",
        help="Leave the settings",
        group=TRAINING,
    ),
    ALL_KEYS,
]
"""The keys while a field has the focus: its letters and digits are what is typed into it."""
OWN_ACTIONS = (
    Action(id="start", keys="s", label="start", help="Start a training", group=TRAINING),
    Action(
        id="tune", keys="e", label="tune", help="Tune: search the best settings", group=TRAINING
    ),
    Action(
        id="cancel", keys="c", label="cancel", help="Cancel it; the model stays", group=TRAINING
    ),
    Action(
        id="fields",
        keys="down",
        shown="↓",
        label="settings",
        help="Into the settings",
        group=TRAINING,
        in_palette=False,
    ),
    Action(
        id="set",
        shown="← →",
        help="Less or more; or type it",
        group=TRAINING,
        in_palette=False,
    ),
    Action(
        id="use_new",
        keys="y",
        label="use it",
        help="Use the one kept unused",
        group=TRAINING,
    ),
    Action(id="use", keys="enter", label="use", help="Use the version in focus", group=VERSIONS),
    Action(id="roll_back", keys="z", label="roll back", help="Use the one before", group=VERSIONS),
    Action(
        id="remove",
        keys="delete",
        shown="del",
        label="remove",
        help="Remove the one in focus",
        group=VERSIONS,
    ),
)
