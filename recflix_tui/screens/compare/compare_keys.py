"""The keys of the Compare screen."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import MOVING, Action

MEASURING = "Measuring"
OWN_ACTIONS = (
    Action(id="start", keys="s", label="measure", help="Measure this version", group=MEASURING),
    Action(id="cancel", keys="c", label="cancel", help="Cancel the measuring", group=MEASURING),
    Action(
        id="other_side",
        keys="tab",
        label="dataset",
        help="The dataset, and back",
        group=MEASURING,
        at_once=True,
    ),
    Action(
        id="version",
        keys="v",
        label="version",
        help="Another version",
        group=MEASURING,
        run="next_version(1)",
    ),
    Action(
        id="version_back",
        keys="V",
        label="version",
        help="The version before",
        group=MEASURING,
        run="next_version(-1)",
        in_palette=False,
    ),
    Action(
        id="kind",
        keys="o",
        label="held out",
        help="What is held out",
        group=MEASURING,
        run="next_kind(1)",
    ),
    Action(
        id="numbers",
        keys="n",
        label="folds",
        help="How many folds",
        group=MEASURING,
        run="next_way(1)",
    ),
    Action(
        id="measure",
        keys="g",
        label="metrics",
        help="All, rankings or stars",
        group=MEASURING,
        run="next_measure(1)",
    ),
    Action(
        id="metric",
        shown="← →",
        help="Another metric",
        group=MOVING,
        in_palette=False,
    ),
    Action(
        id="bar",
        shown="↑ ↓",
        help="What a bar says",
        group=MOVING,
        in_palette=False,
    ),
)
