"""Which words were really searched for, of all that a box holds while one types."""

from __future__ import annotations


class Searching:
    """A search that led to nothing is told once, when other words take its place.

    Of the words that stand in the box for a moment while others are typed, none counts: only what
    stood there as the box was left, or as it was emptied at once.
    """

    def __init__(self) -> None:
        self._text = ""
        self._stood = False  # whether the box was left with these words in it
        self._chosen = False  # whether a title was chosen from what they found

    def follow(self, text: str, is_typing: bool) -> str:
        """What the box holds, and whether it is typed into; gives the words that led to nothing,
        empty where there are none."""
        vain = ""
        if text != self._text:
            emptied = not text and len(self._text) > 1
            vain = self._text if (self._stood or emptied) and not self._chosen else ""
            self._text, self._stood, self._chosen = text, False, False
        self._stood = self._stood or bool(text and not is_typing)
        return vain

    def choose(self) -> None:
        """A title was chosen from what the words found."""
        self._chosen = True

    def leave(self) -> str:
        """The screen is left; gives the words that led to nothing, empty where there are none. The
        same words, found there again, are not told twice."""
        vain = "" if self._chosen else self._text
        self._chosen = True
        return vain
