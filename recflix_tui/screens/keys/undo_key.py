"""Undo and redo: the last action of who watches is taken back or done again, and it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recflix_tui.library.library import Library


def undo(library: Library, profile_id: int) -> str:
    """Undo the last action; what stands then, in a line."""
    from recflix_tui.library import undo_words  # no first shelf waits for it

    undone = undo_words.undo(library, profile_id)
    return undo_words.NOTHING_TO_UNDO if undone is None else f"{undone.words} · U redoes"


def redo(library: Library, profile_id: int) -> str:
    """Do again what was undone last; what stands then, in a line."""
    from recflix_tui.library import undo_words

    redone = undo_words.redo(library, profile_id)
    return undo_words.NOTHING_TO_REDO if redone is None else redone.words
