"""The furnished home, and an app over it."""

from __future__ import annotations

from tests.examples.app_home import (
    _hurry,
    _true_colour,
    app,
    empty_library,
    furnished_home,
    home,
    library,
)

__all__ = [
    "_hurry",
    "_true_colour",
    "app",
    "empty_library",
    "furnished_home",
    "home",
    "library",
]
