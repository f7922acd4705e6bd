"""The look-up experiment under way: a process of its own, which holds up no key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from recflix_tui.screens.background.follower import Follower

if TYPE_CHECKING:
    from recflix_tui.lab.lookup.state import LookupState  # noqa: F401 (in quotes below)
    from recflix_tui.library.library import Library


class LookupFollower(Follower["LookupState"]):
    """At most one experiment at a time; it goes on whatever screen is in view."""

    def __init__(self, app: App[None], library: Library) -> None:
        super().__init__(app, "lookup")
        self._library = library

    def start(self) -> None:
        """Measure in the background; nothing happens while that is done."""
        if self.is_idle:
            from recflix_tui.child.process import ChildProcess
            from recflix_tui.lab.lookup.state import LookupState

            self.follow(ChildProcess(self._library.lab.lookup_command(), LookupState()))
