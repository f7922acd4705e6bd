"""The last act taken back or done again, and what stands then, in a line."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.library.acts.naming import TitleNames
from recflix_tui.library.library import Library
from recflix_tui.store.imports.records import ImportRecord
from recflix_tui.store.records import Event, Mark
from recflix_tui.text import clean

ELSEWHERE = "a title of another dataset"
"""What a title is called that the dataset in use does not have, where nobody kept its name."""
NOTHING_TO_UNDO, NOTHING_TO_REDO = "nothing to undo", "nothing to redo"
_STANDS: dict[str, tuple[str, str]] = {
    Mark.NOT_FOR_ME: ("is no longer marked not for me", "is marked not for me again"),
    Mark.WATCHED: ("is no longer marked watched", "is marked watched again"),
    Mark.MY_LIST: ("is off My List again", "is on My List again"),
    Mark.ABANDONED: ("is no longer marked given up", "is marked given up again"),
    Mark.LIKE_THESE: ("and the like are no longer picked", "and the like are picked again"),
}
"""What stands once a mark is off, and once it is on."""


@dataclass(frozen=True)
class TakenBack:
    """An act that was taken back or done again."""

    event: Event
    """The act; of an import the newest of those that it brought."""
    title: str
    """The title that it was done to; empty for an import."""
    brought: ImportRecord | None
    """The import that it was; None for any other act."""
    words: str
    """What stands now: `undone: Alien is back to 4`."""


def undo(library: Library, profile_id: int) -> TakenBack | None:
    """Undo the last act; None where there is none. Raises LibraryError and StoreError."""
    event = library.profiles.undo(profile_id)
    return None if event is None else _taken_back(library, event, done=False)


def redo(library: Library, profile_id: int) -> TakenBack | None:
    """Do again what was undone last; None where there is nothing. Raises as `undo` does."""
    event = library.profiles.redo(profile_id)
    return None if event is None else _taken_back(library, event, done=True)


def brought_words(record: ImportRecord) -> str:
    """What an import brought: `512 ratings and marks from Letterboxd (mine.zip)`."""
    what = "1 rating or mark" if record.n_acts == 1 else f"{record.n_acts:,} ratings and marks"
    file = clean(record.file)
    return f"{what} from {clean(record.source)}" + (f" ({file})" if file else "")


def _taken_back(library: Library, event: Event, done: bool) -> TakenBack:
    store, title = library.session.store, ""
    brought = None if event.batch is None else store.imports.get(event.batch)
    if brought is not None:
        stands = f"the import of {brought_words(brought)}"
    else:
        named = TitleNames(store, library.snapshot.dataset).of(event.id_space, event.movie_id)
        title = named.title
        rated = store.ratings(event.profile_id, event.id_space).get(event.movie_id)
        stands = f"{title or ELSEWHERE} {_stands(event, rated, done)}"
    return TakenBack(event, title, brought, f"{'redone' if done else 'undone'}: {stands}")


def _stands(event: Event, rated: float | None, done: bool) -> str:
    """What stands of a title; rated: the stars that do."""
    if event.kind not in ("rate", "clear"):
        off, on = _STANDS[event.kind]
        return on if bool(event.value) == done else off
    if rated is None:
        return "is unrated again"
    return f"is rated {rated:g} again" if done else f"is back to {rated:g}"
