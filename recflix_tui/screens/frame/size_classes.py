"""How much room a screen has, as classes that its style sheet reads."""

from __future__ import annotations

from textual.geometry import Size
from textual.screen import Screen

WIDE = 110  # columns from which lists have room for more beside them
TALL = 30  # lines from which blank ones more are welcome


def set_size_classes(screen: Screen[None], size: Size) -> None:
    """Set `wide` and `tall`. Before the widgets are there it costs nothing; after, a restyling."""
    screen.set_class(size.width >= WIDE, "wide")
    screen.set_class(size.height >= TALL, "tall")
