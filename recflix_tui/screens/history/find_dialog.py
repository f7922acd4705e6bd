"""Which title of the catalogue a film is, found by words."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.fly import FlyScreen

ASKS = "words of its title"


class FindScreen(FlyScreen):
    """Titles that fit the words; gives the one chosen, if it was in view."""

    CSS_PATH = "../dialogs/fly.tcss"

    def __init__(self, host: Host, words: str) -> None:
        """words: what the film is called elsewhere."""
        super().__init__(host, people=False, asks=ASKS, words=words)

    @on(Input.Submitted)
    def _only_if_seen(self, event: Input.Submitted) -> None:
        if not self._host.screen_was_in_view(self):
            event.prevent_default()
