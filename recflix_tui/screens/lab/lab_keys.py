"""The keys of Lab."""

from __future__ import annotations

from textual.binding import Binding

from recflix_tui.screens.keys.actions import ALL_KEYS, Action, bindings

STEPS, EXAMPLE, PARTS = "The steps", "The example", "What is shown"


def _step(
    id: str, keys: str, label: str, help: str, about: str = "", shown: str = "", run: str = ""
) -> Action:
    return Action(
        id=id,
        keys=keys,
        shown=shown,
        label=label,
        help=help,
        about=about,
        group=STEPS,
        run=run,
        at_once=True,
    )


OWN_ACTIONS = (
    _step("step_rating", "space", "rating", "Learn one rating"),
    _step("step_epoch", "e", "epoch", "Learn all ratings once"),
    _step("play", "p", "play", "Play, pause"),
    _step("next_stage", "n", "stage", "To the next stage", "To the next stage, back", run="stage"),
    _step("last_stage", "N", "stage", "To the stage before", run="stage_back"),
    Action(
        id="next_part",
        keys="tab",
        label="part",
        help="Errors, settings, stages",
        group=PARTS,
        run="part(1)",
    ),
    Action(
        id="overfitting",
        keys="O",
        label="over-fit",
        help="See over-fitting, or not",
        group=EXAMPLE,
    ),
    Action(
        id="edit",
        shown="1-5",
        label="rate",
        help="Rate it; 0: not rated",
        group=EXAMPLE,
        in_palette=False,
    ),
    Action(
        id="hold_out",
        keys="o",
        help="Hold the cell out, or not",
        group=EXAMPLE,
    ),
    Action(
        id="last_part",
        keys="shift+tab",
        help="The part before",
        group=PARTS,
        run="part(-1)",
    ),
    Action(
        id="lookups",
        keys="v",
        label="dict or list",
        help="Hash table against list",
        group=PARTS,
        in_palette=False,  # which offers that screen wherever one is
    ),
    Action(id="example", keys="g", label="other data", help="The other example", group=EXAMPLE),
    _step("rating_back", "backspace", "", "Take a rating back", shown="bksp"),
    _step("epoch_back", "E", "", "Take an epoch back"),
    _step("finish", "end", "", "To the end of it all"),
    _step("start_over", "home", "", "Start afresh"),
    Action(
        id="cursor",
        shown="← → ↑ ↓",
        help="To another cell",
        group=EXAMPLE,
        in_palette=False,
    ),
)

IN_FIELDS = [
    Action(id="back", shown="esc", label="to the cells", help="Leave the settings", group=PARTS),
    Action(
        id="next_part", shown="tab", label="part", help="Another part", group=PARTS, run="part(1)"
    ),
    ALL_KEYS,
]
"""The keys while a field has the focus: its letters and digits are what is typed into it."""

ARROWS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
BINDINGS = [
    *bindings(OWN_ACTIONS),
    *(
        Binding(key, f"move({down}, {across})", show=False)
        for key, (down, across) in ARROWS.items()
    ),
    *(Binding(str(stars), f"rate({stars})", show=False) for stars in range(1, 6)),
    Binding("0,delete", "empty", show=False),
]
