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
}
"""What stands once a mark is off, and once it is on."""


def undo(library: Library, profile_id: int) -> str:
    """Undo the last action; what stands then, in a line."""
    event = library.profiles.undo(profile_id)
    if event is None:
        return "nothing to undo"
    title, stars = _now(library, profile_id, event)
    return f"undone: {title} {_before(event, stars)} · U redoes"


def redo(library: Library, profile_id: int) -> str:
    """Do again what was undone last; what stands then, in a line."""
    event = library.profiles.redo(profile_id)
    if event is None:
        return "nothing to redo"
    title, stars = _now(library, profile_id, event)
    return f"redone: {title} {_after(event, stars)}"


def _now(library: Library, profile_id: int, event: Event) -> tuple[str, float | None]:
    """The title that an event is about, and the rating that it has."""
    dataset = library.snapshot.need_dataset()
    item = dataset.item_of(event.movie_id)
    if item is None:
        return "a title of another dataset", None
    rated = library.recommendations.taste(profile_id).activity.ratings
    return dataset.title(item), rated.get(item)


def _before(event: Event, stars: float | None) -> str:
    """What stands after an event was undone; `stars` is the rating that is left."""
    if event.kind in ("rate", "clear"):
        return "is unrated again" if stars is None else f"is back to {stars:g}"
    off, on = _STANDS[event.kind]
    return off if event.value else on


def _after(event: Event, stars: float | None) -> str:
    """What stands after an event was done again."""
    if event.kind in ("rate", "clear"):
        return "is unrated again" if stars is None else f"is rated {stars:g} again"
    off, on = _STANDS[event.kind]
    return on if event.value else off
