"""A text in a place whose size is given by the style sheet."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class FixedText(Static):
    """Takes another text without a new layout of the screen, and draws only what is another."""

    _said: Content | str = ""

    def say(self, content: Content | str) -> None:
        """Show another text. Never read as markup."""
        if content != self._said:
            self._said = content
            self.update(Content(content) if isinstance(content, str) else content, layout=False)
