"""The keys of the Signals screen."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import Action

SIGNALS = "The signal in focus"
CHANGES = "What you changed"

OWN_ACTIONS = (
    Action(
        id="lighter",
        keys="left,minus",
        shown="←",
        label="weight",
        help="Give it less weight",
        about="Less or more weight",
        group=SIGNALS,
        run="weigh(-1)",
        in_palette=False,
    ),
    Action(
        id="heavier",
        keys="right,plus,equals_sign",
        shown="→",
        label="weight",
        help="Give it more weight",
        group=SIGNALS,
        run="weigh(1)",
        in_palette=False,
    ),
    Action(
        id="turn",
        keys="space,o",
        shown="space",
        label="on, off",
        help="Switch it off, or on",
        group=SIGNALS,
    ),
    Action(id="keep", keys="k", label="keep", help="Keep what you changed", group=CHANGES),
    Action(
        id="default",
        keys="z,delete,backspace",
        shown="z",
        label="default",
        help="Back to its default",
        group=SIGNALS,
    ),
    Action(id="detail", keys="v", label="formula", help="Its formula and titles", group=SIGNALS),
    Action(
        id="choose",
        shown="↑ ↓",
        help="Choose a signal",
        group=SIGNALS,
        in_palette=False,
    ),
    Action(
        id="region",
        shown="enter",
        help="Keep; or choose a region",
        group=CHANGES,
        in_palette=False,
    ),
    Action(
        id="back",
        keys="escape",
        shown="esc",
        label="back",
        help="Drop it; once more: leave",
        group=CHANGES,
    ),
)
