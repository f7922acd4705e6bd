"""A text that is made for the room that it has."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from recflix_tui.widgets.fixed_text import FixedText

Words = Callable[[int, int], Content]
"""What is said in so many columns and lines."""


class FittedText(FixedText):
    """Asks anew for its words whenever it has another room."""

    _words: Words | None = None

    def fit(self, words: Words) -> None:
        """Show what these words are in the room that there is, now and later."""
        self._words = words
        self._say_fitted()

    def on_resize(self) -> None:
        self._say_fitted()

    def _say_fitted(self) -> None:
        width, height = self.content_size
        if self._words is not None and width and height:
            self.say(self._words(width, height))
