"""The keys of the What if screen."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import Action

IN_FOCUS = "What is in focus"

OWN_ACTIONS = (
    Action(
        id="turn",
        keys="space,o",
        shown="space",
        label="strike",
        help="Strike it, or restore it",
        group=IN_FOCUS,
    ),
    Action(
        id="fewer",
        keys="left,minus",
        shown="←",
        label="stars",
        help="Half a star less",
        about="Half a star less, more",
        group=IN_FOCUS,
        run="step(-1)",
        in_palette=False,
    ),
    Action(
        id="more_stars",
        keys="right,plus,equals_sign",
        shown="→",
        label="stars",
        help="Half a star more",
        group=IN_FOCUS,
        run="step(1)",
        in_palette=False,
    ),
    Action(
        id="next_part",
        keys="v",
        label="next list",
        help="Ratings, signals, genres",
        group=IN_FOCUS,
        in_palette=False,
    ),
    Action(
        id="choose",
        shown="↑ ↓",
        help="Choose what to strike",
        group=IN_FOCUS,
        in_palette=False,
    ),
    Action(
        id="back",
        keys="escape",
        shown="esc",
        label="back",
        help="Drop all; once more: back",
        group=IN_FOCUS,
    ),
)
