"""What the store hands out: profiles, marks and events; and its one kind of error."""

from __future__ import annotations

import enum
from dataclasses import dataclass, fields
from pathlib import Path

from recflix_tui.errors import RecflixError

OUTSIDE = "outside"
"""The id space of the films that no dataset here has; their ids are given by the store."""
LONGEST_NAME = 40
"""The most characters that a profile's name has."""


class StoreError(RecflixError):
    """The store cannot do what was asked; the text is the line that the user reads."""


class UnsoundError(StoreError):
    """A file is no sound store that this RecFlix reads."""

    def __init__(self, path: Path, what: str, mend: str) -> None:
        """what: what is wrong with it, as in "is damaged (it is empty)"; mend: what mends that."""
        super().__init__(f"{path} {what}: {mend}")
        self.what = what


class Mark(enum.StrEnum):
    """What a profile may set on a title besides a rating; each is independent of the others."""

    MY_LIST = "my_list"
    WATCHED = "watched"
    NOT_FOR_ME = "not_for_me"
    LIKE_THESE = "like_these"
    """That the title stands for a group of titles which the profile likes."""
    ABANDONED = "abandoned"
    """That the title was given up on; its value is how much of it was watched, or `NOT_SAID`."""


NOT_SAID = 1.0
"""The value of a title given up on where nobody said how much of it was watched: as of any mark."""


@dataclass(frozen=True)
class Profile:
    """Somebody who watches here."""

    id: int
    """Never given twice, not even after a removal."""
    name: str
    """As shown."""
    created_at: float
    """In Unix seconds."""


@dataclass(frozen=True)
class Event:
    """One thing that a profile did, as the log keeps it."""

    id: int
    """Events are numbered in the order in which they were done."""
    profile_id: int
    """Who did it."""
    id_space: str
    """The set of movie ids that `movie_id` is from."""
    movie_id: int
    """The title that it was done to."""
    kind: str
    """`rate`, `clear`, `undo` or the value of a `Mark`."""
    value: float | None
    """What holds after it: the stars, 1 or 0 for a mark on or off, of one given up on how much was
    watched where that was said, None for no rating."""
    at: float
    """When it was written down here, in Unix seconds."""
    before: int | None
    """The event that what held before it came from, None if nothing held."""
    undoes: int | None
    """The event that an `undo` takes back, None for all other kinds. Where that is itself an
    `undo`, what it took back is done again."""
    batch: int | None = None
    """The import that it came with, or an `undo` takes back a part of; None where it was done
    here."""
    dated: float | None = None
    """When it was done, in Unix seconds, as an import says; None where that says nothing."""
    date_kind: str | None = None
    """What `dated` is of: `watched`, `rated` or `logged`."""

    @property
    def when(self) -> float:
        """When it was done as far as anyone knows, in Unix seconds."""
        return self.at if self.dated is None else self.dated


EVENT_COLUMNS = ", ".join(field.name for field in fields(Event))
"""The columns of a row of `events`, in the order of an `Event`'s fields."""
