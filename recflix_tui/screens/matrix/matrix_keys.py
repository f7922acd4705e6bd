"""The keys of Matrix."""

from __future__ import annotations

from textual.binding import Binding

from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.screens.keys.picture_keys import fly_action, people_action, zoom_actions

LOOKING, CELL = "Looking", "The cell under the cursor"
FAST = 10  # bins that a move with shift goes

OWN = (
    Action(
        id="pan",
        shown="← → ↑ ↓",
        label="move",
        help="Move; with shift faster",
        group=LOOKING,
        in_palette=False,
    ),
    *zoom_actions(LOOKING, "Nearer", "Farther"),
    Action(id="whole", keys="0", label="all", help="All of it", group=LOOKING),
    Action(
        id="next_picture",
        keys="tab",
        label="picture",
        help="Next of the four pictures",
        group=LOOKING,
        run="picture(1)",
    ),
    Action(
        id="last_picture",
        keys="shift+tab",
        help="The picture before",
        group=LOOKING,
        run="picture(-1)",
    ),
    Action(id="order", keys="o", label="order", help="Order people and titles", group=LOOKING),
    fly_action(LOOKING, "Fly to a title or person"),
    Action(id="you", keys="y", label="you", help="Your row, what you rated", group=LOOKING),
    Action(id="open_column", keys="enter", label="open", help="Open its title", group=CELL),
    people_action(CELL, "similar"),
)

ARROWS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
MOVES = [
    *(
        Binding(f"{held}{key}", f"move({bins * down}, {bins * across})", show=False)
        for held, bins in (("", 1), ("shift+", FAST))
        for key, (down, across) in ARROWS.items()
    ),
    Binding("pageup", "page(-1, 0)", show=False),
    Binding("pagedown", "page(1, 0)", show=False),
    Binding("ctrl+pageup", "page(0, -1)", show=False),
    Binding("ctrl+pagedown", "page(0, 1)", show=False),
    Binding("home", "edge(-1)", show=False),
    Binding("end", "edge(1)", show=False),
]

BINDINGS = [*bindings(OWN), *MOVES]
