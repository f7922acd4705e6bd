"""The screens to go to: each made when it is first shown, and the way between them."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from recflix_tui.screens.all_screens import Group, ScreenEntry
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen

if TYPE_CHECKING:
    from recflix_tui.library.library import Library


class Navigator:
    """The app's screens. On the stack lies one of them, with titles or questions over it."""

    def __init__(self, app: App[None], host: Host, screens: Iterable[ScreenEntry]) -> None:
        """host: the same app, as its screens know it."""
        self._app, self._host = app, host
        self._entries = {entry.name: entry for entry in screens}
        self._made: dict[str, RecflixScreen] = {}
        self._last: dict[Group, str] = {}  # the screen of each group that was shown last
        self.group = Group.WATCH
        """The group that one is in: that of the last screen shown that has one."""

    def entry(self, name: str) -> ScreenEntry:
        """What is known of the screen of that name."""
        return self._entries[name]

    def screen(self, name: str) -> RecflixScreen:
        """The screen of that name; made when it is first asked for, as imports take time."""
        if name not in self._made:
            screen = screen_class(self._entries[name])(self._host)
            screen.entry_name = name
            self._app.install_screen(screen, name)
            self._made[name] = screen
        return self._made[name]

    def show(self, name: str) -> None:
        """Go to a screen, and leave what lies over it."""
        screen, stack = self.screen(name), self._app.screen_stack
        self._note_group(name)
        if screen in stack:
            self._pop_to(screen)
            return
        screen.arrive()
        self._pop_to(stack[min(1, len(stack) - 1)])
        if len(self._app.screen_stack) == 1:
            self._app.push_screen(screen)
        else:
            self._app.switch_screen(screen)

    def last_of(self, group: Group) -> str:
        """The screen of a group that was shown last, its first where none was."""
        first = next(entry.name for entry in self._entries.values() if entry.group is group)
        return self._last.get(group, first)

    def _note_group(self, name: str) -> None:
        group = self._entries[name].group
        if group is not None:
            self.group = group
            self._last[group] = name

    def unkept(self) -> str:
        """What was changed on some screen and is not kept, in a sentence; empty where nothing."""
        return " ".join(filter(None, (screen.unkept() for screen in self._made.values())))

    def leave_top(self) -> bool:
        """Leave the screen that lies over the one that was gone to; False where none does."""
        if len(self._app.screen_stack) <= 2:
            return False
        self._pop()
        return True

    def start_over(self, name: str) -> None:
        """Show a screen afresh and forget all others: they hold items of another dataset."""
        stack = list(self._app.screen_stack)
        for screen in {*stack[1:], *self._made.values()}:
            if isinstance(screen, RecflixScreen):
                screen.retire()
            else:
                self._app.workers.cancel_node(screen)
        self._pop_to(stack[0])
        for made, screen in self._made.items():
            self._app.uninstall_screen(made)
            if screen not in stack:  # what was on the stack is removed as it leaves that
                screen.remove()
        self._made.clear()
        self._note_group(name)
        self._app.push_screen(self.screen(name))

    def _pop_to(self, screen: Screen[Any]) -> None:
        while self._app.screen is not screen:
            self._pop()

    def _pop(self) -> None:
        """Leave the top screen; one that cannot be gone to is gone for good."""
        top = self._app.screen
        if isinstance(top, RecflixScreen) and top not in self._made.values():
            top.retire()
        self._app.pop_screen()


def screen_class(entry: ScreenEntry) -> type[RecflixScreen]:
    """The class of a screen, imported when it is first asked for."""
    module, _, name = entry.cls.partition(":")
    found: type[RecflixScreen] = getattr(importlib.import_module(module), name)
    return found


def import_ahead(screens: Iterable[ScreenEntry], library: Library) -> None:
    """Import the screens that may be asked for next, and open the search."""
    for entry in screens:
        screen_class(entry)
    if library.snapshot.dataset is not None:
        library.snapshot.dataset.search.warm()
