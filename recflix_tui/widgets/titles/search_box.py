"""The box that the catalogue is searched with."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from recflix_tui.widgets.forms.line_box import LineBox


class SearchBox(LineBox):
    """The search box; down or enter leads into the titles."""

    class Left(Message):
        """The keys are to go to the titles."""

    class Confirmed(Message):
        """What is in the box is meant as it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "leave", "To the titles", show=False),
        Binding("enter", "confirm", "To the titles", show=False),
    ]

    def __init__(self, typed: Callable[[str], None]) -> None:
        """`typed` is called with what is in the box, within the key that changed it."""
        super().__init__(placeholder="search titles   /", compact=True)
        self._typed = typed

    def watch_value(self, value: str) -> None:
        self._typed(value)

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_confirm(self) -> None:
        self.post_message(self.Confirmed())
