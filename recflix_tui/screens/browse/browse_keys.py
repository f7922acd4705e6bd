"""The keys of Browse: those of its own, and those in its search box and its filters."""

from __future__ import annotations

from recflix_tui.screens.frame.actions import Action

CATALOGUE = "The catalogue"
TO_LIST = Action("list", "", "enter ↓", "to the titles", "To the titles", CATALOGUE, "leave_box")
CLEAR = Action("back", "", "esc", "clear", "Empty the box", CATALOGUE, "back")
LEAVE = Action("back", "", "esc", "leave", "Leave the box", CATALOGUE, "back")
CHOOSE = Action("choose", "", "enter", "choose", "Choose a filter", CATALOGUE, "choose")
OWN = (
    Action("genre", "g", "g", "genre", "One genre alone", CATALOGUE, "genre"),
    Action("decade", "y", "y", "years", "One decade alone", CATALOGUE, "decade"),
    Action("unrated", "n", "n", "unrated", "Only what you have not rated", CATALOGUE, "unrated"),
    Action("sort", "s", "s", "sort", "Order by the next column", CATALOGUE, "sort"),
    Action("reverse", "S,o", "S", "", "Turn the order round", CATALOGUE, "reverse"),
)
