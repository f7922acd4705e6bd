"""A text that is made for the room that it has."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size

from recflix_tui.widgets.fixed_text import FixedText

Words = Callable[[int, int], Content]
"""What is said in so many columns and lines."""


class FittedText(FixedText):
    """Asks anew for its words whenever it has another room."""

    _words: Words | None = None
    _room = Size(0, 0)  # that it asked for

    def fit(self, words: Words) -> None:
        """Show what these words are in the room that there is, now and later."""
        self._words = words
        self._say_fitted()

    def on_resize(self) -> None:
        self._say_fitted()

    def render(self) -> RenderResult:
        # A widget that comes into view in two layouts close by may be told nothing of its room.
        if self.content_size != self._room:
            self._say_fitted()
        return super().render()

    def _say_fitted(self) -> None:
        room = self.content_size
        if self._words is not None and room:
            self._room = room
            self.say(self._words(room.width, room.height))
