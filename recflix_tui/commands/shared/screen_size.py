"""How much of a page is seen at once: on the terminal that a command runs in, or on another."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.widgets.shelf.grid import seen_at_once

USUAL = 120, 36
"""Columns and lines where no terminal is."""


def screen_of(size: tuple[int, int] | None) -> FirstScreen:
    """What the app shows at once of a page at a size, columns and lines; None: at that of the
    terminal which this runs in."""
    return FirstScreen(*seen_at_once(*(size or _size_here())))


def _size_here() -> tuple[int, int]:
    """The columns and lines of the terminal, though one stream or two are a file or a pipe."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        with suppress(OSError, ValueError, AttributeError):  # no terminal, no file, closed, none
            columns, lines = os.get_terminal_size(stream.fileno())
            if columns and lines:
                return columns, lines
    return USUAL
