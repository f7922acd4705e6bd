"""Screens that lie over another and are left once, however often their key comes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Input
from textual.worker import Worker

from recflix_tui.widgets.forms.line_box import show_cursor

# Textual takes a widget's styles from its first base, so at run time this is no screen itself.
if TYPE_CHECKING:
    _Base = Screen[Any]
else:
    _Base = object


class DismissedOnce(_Base):
    """A dismissal pops whatever lies on top: a second one must not take the screen below."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


class Dialog(DismissedOnce, ModalScreen[ScreenResultType]):
    """A modal screen that gives one answer."""


class Palette(DismissedOnce, CommandPalette):
    """Textual's command palette."""

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys that choose wait until all that fits the words typed is found.

        Letters wait for the first list alone: a search that is called off before that calls
        off the start of its provider, and nothing is found by those that follow.
        """
        types = isinstance(event, events.Paste) or event.is_printable
        if types and self.has_class("-ready"):
            return []
        return [worker for worker in workers if worker.group == self._GATHER_COMMANDS_GROUP]

    @on(Input.Changed)
    def _show_cursor(self, event: Input.Changed) -> None:
        """Textual's box stays at the beginning of a long text that is pasted first."""
        show_cursor(event.input)
