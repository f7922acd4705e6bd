"""What the pictures of the model have in common: to zoom, to fly, to see whose taste is alike."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import Action


def zoom_actions(group: str, nearer: str, farther: str) -> tuple[Action, Action]:
    """A step nearer, and a step farther away."""
    return (
        Action(
            id="zoom_in",
            keys="plus,equals_sign",
            shown="+",
            label="zoom",
            help=nearer,
            about=f"{nearer}, {farther.lower()}",
            group=group,
            run="zoom(1)",
        ),
        Action(
            id="zoom_out",
            keys="minus",
            shown="-",
            label="zoom",
            help=farther,
            group=group,
            run="zoom(-1)",
        ),
    )


def fly_action(group: str, help: str) -> Action:
    """Ask what to fly to, whether or not the picture is there yet."""
    return Action(
        id="fly",
        keys="slash",
        shown="/",
        label="fly to",
        help=help,
        group=group,
        at_once=True,
    )


def people_action(group: str, label: str) -> Action:
    """People of similar taste, who are in the palette by themselves."""
    return Action(
        id="people",
        keys="s",
        label=label,
        help="People of similar taste",
        group=group,
        in_palette=False,
    )
