"""The keys of the Activity screen."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import BACK, Action

LOG = "What you did"
OWN_ACTIONS = (
    Action(
        id="next_pane",
        keys="tab",
        label="next",
        help="Time travel, pipeline",
        group=LOG,
        run="next_pane(1)",
        in_palette=False,
        at_once=True,
    ),
    Action(
        id="last_pane",
        keys="shift+tab",
        help="The part before",
        group=LOG,
        run="next_pane(-1)",
        in_palette=False,
        at_once=True,
    ),
    Action(id="then", keys="enter", label="as it was", help="As it was right after", group=LOG),
    Action(
        id="kinds", keys="v", label="kinds", help="One kind alone", group=LOG, run="next_kind(1)"
    ),
    Action(
        id="kinds_back",
        keys="V",
        label="kinds",
        help="The kind before",
        group=LOG,
        run="next_kind(-1)",
        in_palette=False,
    ),
    Action(id="prune", keys="x,delete", shown="x", label="prune", help="Prune it", group=LOG),
    Action(id="kept", keys="k", label="what's kept", help="What is kept", group=LOG),
    Action(id="export", keys="w", label="write", help="Write it to a file", group=LOG),
    Action(
        id="earlier",
        keys="left",
        shown="←",
        label="in time",
        help="The event before",
        about="The event before, after",
        group=LOG,
        run="step(-1)",
        in_palette=False,
    ),
    Action(
        id="later",
        keys="right",
        shown="→",
        label="in time",
        help="The event after",
        group=LOG,
        run="step(1)",
        in_palette=False,
    ),
    BACK,
)
