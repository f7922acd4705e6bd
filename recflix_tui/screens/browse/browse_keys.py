"""The keys of Browse: those of its own, and those in its search box and its filters."""

from __future__ import annotations

from recflix_tui.screens.keys.actions import Action

CATALOGUE = "The catalogue"
TO_LIST = Action(
    id="list",
    shown="enter ↓",
    label="to the titles",
    help="To the titles",
    group=CATALOGUE,
    run="leave_box",
)
TAKE = Action(
    id="take", shown="tab", label="take the hint", help="Take the search's hint", group=CATALOGUE
)
CLEAR = Action(id="back", shown="esc", label="clear", help="Empty the box", group=CATALOGUE)
LEAVE = Action(id="back", shown="esc", label="leave", help="Leave the box", group=CATALOGUE)
CHOOSE = Action(id="choose", shown="enter", label="choose", help="Choose a filter", group=CATALOGUE)
OWN = (
    Action(id="genre", keys="g", label="genre", help="One genre alone", group=CATALOGUE),
    Action(id="decade", keys="y", label="years", help="One decade alone", group=CATALOGUE),
    Action(
        id="unrated",
        keys="n",
        label="unrated",
        help="Only what you have not rated",
        group=CATALOGUE,
    ),
    Action(id="own", keys="v", label="yours", help="Rated, watched, my list", group=CATALOGUE),
    Action(id="sort", keys="s", label="sort", help="Order by the next column", group=CATALOGUE),
    Action(id="reverse", keys="S,o", shown="S", help="Turn the order round", group=CATALOGUE),
)
