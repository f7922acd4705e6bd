"""The marks that a person puts on titles, as every screen shows them."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """A mark: one cell where room is short, and in words."""

    sign: str
    word: str


MY_LIST = Sign("◆", "my list")
WATCHED = Sign("✓", "watched")
GAVE_UP = Sign("◐", "gave up")
NOT_FOR_ME = Sign("✕", "not for me")


def marks_on(my_list: bool, watched: bool, refused: bool, abandoned: bool = False) -> list[Sign]:
    """Those of the four that are on."""
    pairs = ((MY_LIST, my_list), (WATCHED, watched), (GAVE_UP, abandoned), (NOT_FOR_ME, refused))
    return [mark for mark, on in pairs if on]
