"""What is done to versions on Train: each returns what was done, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recflix_tui.library.library import Library


def use_version(library: Library, version: int) -> str:
    """Use a version; what was done, in a line."""
    library.models.use(version)
    return f"model {version} is in use"


def roll_back(library: Library) -> str:
    """Use the version that was in use before; which it is, in a line."""
    return f"back to model {library.models.rollback().version}"


def remove_version(library: Library, version: int) -> str:
    """Remove a version; what was done, in a line."""
    library.models.remove(version)
    return f"model {version} is removed"
