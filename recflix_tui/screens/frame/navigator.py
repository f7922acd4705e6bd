"""The places to go to: each made when it is first shown, and the way between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from recflix_tui.screens.frame.recflix_screen import RecflixScreen

if TYPE_CHECKING:
    from recflix_tui.library.library import Library


class Navigator:
    """The app's screens. On the stack lies one place, with titles or questions over it."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._made: dict[str, RecflixScreen] = {}

    def screen(self, place: str) -> RecflixScreen:
        """The screen of a place; made when it is first asked for, as imports take time."""
        if place not in self._made:
            screen = make_screen(place)
            self._app.install_screen(screen, place)
            self._made[place] = screen
        return self._made[place]

    def show(self, place: str) -> None:
        """Go to a place, and leave what lies over it."""
        screen, stack = self.screen(place), self._app.screen_stack
        if screen in stack:
            self._pop_to(screen)
            return
        screen.arrive()
        self._pop_to(stack[min(1, len(stack) - 1)])
        if len(self._app.screen_stack) == 1:
            self._app.push_screen(screen)
        else:
            self._app.switch_screen(screen)

    def leave_top(self) -> bool:
        """Leave the screen that lies over a place; False where none does."""
        if len(self._app.screen_stack) <= 2:
            return False
        self._pop()
        return True

    def start_over(self, place: str) -> None:
        """Show a place afresh and forget all screens: they hold items of another dataset."""
        stack = list(self._app.screen_stack)
        for screen in {*stack[1:], *self._made.values()}:
            if isinstance(screen, RecflixScreen):
                screen.retire()
            else:
                self._app.workers.cancel_node(screen)
        self._pop_to(stack[0])
        for name, screen in self._made.items():
            self._app.uninstall_screen(name)
            if screen not in stack:  # what was on the stack is removed as it leaves that
                screen.remove()
        self._made.clear()
        self._app.push_screen(self.screen(place))

    def _pop_to(self, screen: Screen[Any]) -> None:
        while self._app.screen is not screen:
            self._pop()

    def _pop(self) -> None:
        """Leave the top screen; one that is no place is gone for good, and loads no more."""
        top = self._app.screen
        if isinstance(top, RecflixScreen) and top not in self._made.values():
            top.retire()
        self._app.pop_screen()


def make_screen(place: str) -> RecflixScreen:
    """A new screen for `home`, `browse`, `rate`, `train` or `profiles`."""
    return _kind(place)()


def place_kinds() -> dict[str, type[RecflixScreen]]:
    """The places and their screens' classes; imports them all."""
    return {place: _kind(place) for place in ("home", "browse", "rate", "train", "profiles")}


def _kind(place: str) -> type[RecflixScreen]:
    """The class of a place's screen, each imported when it is first asked for."""
    if place == "home":
        from recflix_tui.screens.home import HomeScreen

        return HomeScreen
    if place == "browse":
        from recflix_tui.screens.browse.browse_screen import BrowseScreen

        return BrowseScreen
    if place == "rate":
        from recflix_tui.screens.rate.rate_screen import RateScreen

        return RateScreen
    if place == "train":
        from recflix_tui.screens.train.train_screen import TrainScreen

        return TrainScreen
    if place == "profiles":
        from recflix_tui.screens.profiles import ProfilesScreen

        return ProfilesScreen
    raise ValueError(place)


def import_next(library: Library) -> None:
    """Import what is mostly asked for after the first screen, and open the search."""
    from recflix_tui.screens import title  # noqa: F401

    if library.snapshot.dataset is not None:
        library.snapshot.dataset.search.find("")
