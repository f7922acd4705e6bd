"""Screens that lie over another and are left once, however often their key comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen, ScreenResultType

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
