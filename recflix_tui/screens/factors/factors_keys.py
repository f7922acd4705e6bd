"""The keys of the Factors screen."""

from __future__ import annotations

from textual.binding import Binding

from recflix_tui.screens.keys.actions import TITLE, Action
from recflix_tui.screens.keys.picture_keys import fly_action, people_action, zoom_actions

TASTE, PICTURE = "The taste", "The picture"

OWN = (
    Action(
        id="turn",
        shown="← → ↑ ↓",
        label="turn",
        help="Turn the dots; in the sliders, choose and slide",
        group=PICTURE,
        in_palette=False,
    ),
    Action(
        id="slide_less",
        keys="left_square_bracket",
        shown="[",
        label="slide",
        help="Slide your taste down a factor",
        about="Slide the factor chosen",
        group=TASTE,
        run="slide(-1)",
    ),
    Action(
        id="slide_more",
        keys="right_square_bracket",
        shown="]",
        label="slide",
        help="Slide your taste up a factor",
        group=TASTE,
        run="slide(1)",
    ),
    Action(id="learned", keys="0", label="as learnt", help="Back to what was learnt", group=TASTE),
    Action(
        id="view",
        keys="v",
        label="dots, list",
        help="The factors as dots or as a list",
        group=PICTURE,
    ),
    fly_action(PICTURE, "Fly to a title"),
    Action(id="nearest", keys="n", label="next near", help="The next title near it", group=PICTURE),
    people_action(TASTE, "similar people"),
    Action(id="keep", keys="k", label="keep", help="Keep this taste as a profile", group=TASTE),
    Action(
        id="colour",
        keys="c",
        label="colour",
        help="Colour by genre, prediction or rating",
        group=PICTURE,
    ),
    Action(id="axes", keys="o", label="axes", help="Which factors are shown", group=PICTURE),
    Action(id="spin", keys="space", label="spin", help="Spin, or stand still", group=PICTURE),
    *zoom_actions(PICTURE, "Closer", "Farther away"),
    Action(
        id="open", keys="enter", help="Open the title that is picked", group=TITLE, run="open_title"
    ),
)

TURNS = [
    Binding("left", "turn(-1, 0)", show=False),
    Binding("right", "turn(1, 0)", show=False),
    Binding("up", "turn(0, -1)", show=False),
    Binding("down", "turn(0, 1)", show=False),
]
