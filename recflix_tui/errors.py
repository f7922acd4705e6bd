"""What goes wrong, as the one line that the user reads."""

from __future__ import annotations


class RecflixError(Exception):
    """The base of each room's own error. The text says what is wrong and what mends it."""
