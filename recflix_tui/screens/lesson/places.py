"""The way to where a step of a lesson is seen: the real screens, as they stand."""

from __future__ import annotations

from typing import Any

from textual.app import App

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.factors.factors_screen import FactorsScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.lesson.steps import OnFactors, OnHome, OnMatrix, OnTitle, Place
from recflix_tui.screens.matrix.matrix_screen import MatrixScreen
from recflix_tui.screens.title import TitleScreen


def lead_to(app: App[Any], host: Host, place: Place) -> None:
    """Show a place; what is still loaded there is shown once it is."""
    if isinstance(place, OnTitle):
        _lead_to_title(app, host, place.item)
    elif isinstance(place, OnMatrix):
        host.go("matrix")
        if isinstance(app.screen, MatrixScreen):
            app.screen.look_at(place.item, place.picture)
    elif isinstance(place, OnFactors):
        host.go("factors")
        if isinstance(app.screen, FactorsScreen):
            app.screen.look_at(place.factor, place.item)
    elif isinstance(place, OnHome):
        host.go("home")
        if isinstance(app.screen, HomeScreen) and place.key is not None:
            app.screen.look_at(place.key, place.item)


def stands_at(app: App[Any], place: Place) -> bool:
    """Whether a title's page or the factors that a step led to are still in view: where nothing
    has the focus that a key could rate but what the page is of."""
    here = app.screen
    if isinstance(place, OnTitle):
        return isinstance(here, TitleScreen) and here.item == place.item
    return isinstance(place, OnFactors) and isinstance(here, FactorsScreen)


def _lead_to_title(app: App[Any], host: Host, item: int) -> None:
    """A title's page over Home, unless it is there already."""
    here = app.screen
    if not (isinstance(here, TitleScreen) and here.item == item):
        host.go("home")
        host.open_title(item)
