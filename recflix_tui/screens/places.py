"""The places to go to; the module of each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recflix_tui.screens.base import RecflixScreen

if TYPE_CHECKING:
    from recflix_tui.library import Library


def make_screen(place: str) -> RecflixScreen:
    """A new screen for `home`, `browse`, `rate`, `train` or `profiles`."""
    if place == "home":
        from recflix_tui.screens.home import HomeScreen

        return HomeScreen()
    if place == "browse":
        from recflix_tui.screens.browse import BrowseScreen

        return BrowseScreen()
    if place == "rate":
        from recflix_tui.screens.rate import RateScreen

        return RateScreen()
    if place == "train":
        from recflix_tui.screens.train import TrainScreen

        return TrainScreen()
    if place == "profiles":
        from recflix_tui.screens.profiles import ProfilesScreen

        return ProfilesScreen()
    raise ValueError(place)


def import_next(library: Library) -> None:
    """Import what is mostly asked for after the first screen, and open the search."""
    from recflix_tui.screens import browse, rate, title  # noqa: F401

    if library.dataset is not None:
        library.dataset.search.find("")
