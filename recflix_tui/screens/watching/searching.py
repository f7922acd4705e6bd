"""Which words were really searched for, of all that a box holds while one types."""

from __future__ import annotations


class Searching:
    """What is searched for on one screen, visit by visit: each words that led to nothing are told
    once a visit, when others take their place.

    Of the words that stand in the box for a moment while others are typed, none counts: only what
    stood there as the box was left, or as it was emptied at once. Neither do words that a visit
    finds in the box: they were searched for in one before.
    """

    def __init__(self) -> None:
        self._text = ""
        self._stood = False  # whether the box was left with these words in it
        self._done: set[str] = set()  # the words of this visit that are told, or chosen from

    def follow(self, text: str, is_typing: bool) -> str:
        """What the box holds, and whether it is typed into; gives the words that led to nothing,
        empty where there are none."""
        vain = ""
        if text != self._text:
            emptied = not text and len(self._text) > 1
            vain = self._told_once() if self._stood or emptied else ""
            self._text, self._stood = text, False
        self._stood = self._stood or bool(text and not is_typing)
        return vain

    def choose(self, text: str) -> str:
        """A title was chosen from what these words found; gives the words before them that led to
        nothing, empty where there are none."""
        vain = self.follow(text, is_typing=False)
        self._done.add(text)
        return vain

    def leave(self) -> str:
        """The screen is left; gives the words that led to nothing, empty where there are none."""
        vain = self._told_once()
        self._done = {self._text}
        return vain

    def _told_once(self) -> str:
        if self._text in self._done:
            return ""
        self._done.add(self._text)
        return self._text
