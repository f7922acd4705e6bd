"""What colours the terminal has, as far as pictures are drawn otherwise for it."""

from __future__ import annotations

from typing import Any

from textual.app import App

COLOURED = ("truecolor", "256")  # systems of a terminal in which colours tell something


def is_plain(app: App[Any]) -> bool:
    """Whether signs alone must tell what colours tell elsewhere: by `NO_COLOR`, or by a terminal
    of few colours."""
    return bool(app.no_color) or app.console.color_system not in COLOURED


def has_many_colours(app: App[Any]) -> bool:
    """Whether more than 256 colours are there."""
    return app.console.color_system == "truecolor"
