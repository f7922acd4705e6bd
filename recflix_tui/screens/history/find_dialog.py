"""Which title of the catalogue a film is, found by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.widgets import Input

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.fly import FlyScreen, Target
from recflix_tui.screens.history.review_words import with_number

ASKS = "words of its title"


class FindScreen(FlyScreen):
    """Titles that fit the words; gives the one chosen, if it was in view."""

    CSS_PATH = "../dialogs/fly.tcss"

    def __init__(self, host: Host, words: str) -> None:
        """words: what the film is called elsewhere."""
        super().__init__(host, people=False, asks=ASKS, words=words)

    def _show(self, found: Sequence[Target], nothing: str) -> None:
        """Those of one name and year with their movie ids."""
        dataset = self._host.library.snapshot.dataset
        called = [(target.name, target.more) for target in found]
        told = [
            target
            if dataset is None or called.count((target.name, target.more)) == 1
            else replace(target, name=with_number(dataset, target.id, target.name))
            for target in found
        ]
        super()._show(told, nothing)

    @on(Input.Submitted)
    def _only_if_seen(self, event: Input.Submitted) -> None:
        if not self._host.screen_was_in_view(self):
            event.prevent_default()
