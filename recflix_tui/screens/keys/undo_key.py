"""Undo and redo: the last action of who watches is taken back or done again, and it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recflix_tui.library.views import Event, Mark

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

_STANDS: dict[str, tuple[str, str]] = {
    Mark.NOT_FOR_ME: ("is no longer marked not for me", "is marked not for me again"),
    Mark.WATCHED: ("is no longer marked watched", "is marked watched again"),
    Mark.MY_LIST: ("is off My List again", "is on My List again"),
    Mark.ABANDONED: ("is no longer marked given up", "is marked given up again"),
    Mark.LIKE_THESE: ("and the like are no longer picked", "and the like are picked again"),
}
"""What stands once a mark is off, and once it is on."""


def undo(library: Library, profile_id: int) -> str:
    """Undo the last action; what stands then, in a line."""
    event = library.profiles.undo(profile_id)
    if event is None:
        return "nothing to undo"
    return f"undone: {_stands(library, profile_id, event, done=False)} · U redoes"


def redo(library: Library, profile_id: int) -> str:
    """Do again what was undone last; what stands then, in a line."""
    event = library.profiles.redo(profile_id)
    if event is None:
        return "nothing to redo"
    return f"redone: {_stands(library, profile_id, event, done=True)}"


def _stands(library: Library, profile_id: int, event: Event, done: bool) -> str:
    """A title and what stands of it after an event was done again, or else undone."""
    dataset = library.snapshot.need_dataset()
    item = dataset.item_of(event.movie_id)
    title = "a title of another dataset" if item is None else dataset.title(item)
    if event.kind not in ("rate", "clear"):
        off, on = _STANDS[event.kind]
        return f"{title} {on if bool(event.value) == done else off}"
    rated = library.recommendations.taste(profile_id).activity.ratings
    stars = None if item is None else rated.get(item)
    if stars is None:
        return f"{title} is unrated again"
    return f"{title} is rated {stars:g} again" if done else f"{title} is back to {stars:g}"
