"""The undo: takes the last action of who watches back, and says what stands now."""

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
    """Undo the last action; what stands now, in a line."""
    event = library.profiles.undo(profile_id)
    if event is None:
        return "nothing to undo"
    dataset = library.snapshot.need_dataset()
    item = dataset.item_of(event.movie_id)
    title = "a title that is no longer here" if item is None else dataset.title(item)
    stars = (
        None
        if item is None
        else library.recommendations.taste(profile_id).activity.ratings.get(item)
    )
    return f"undone: {title} {_stands(event, stars)}"


def _stands(event: Event, stars: float | None) -> str:
    """What stands after an event was undone; `stars` is the rating that is left."""
    if event.kind in ("rate", "clear"):
        return "is unrated again" if stars is None else f"is back to {stars:g}"
    off, on = _STANDS[event.kind]
    return off if event.value else on
