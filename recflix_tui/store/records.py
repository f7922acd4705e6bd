"""What the store speaks of: people, marks and events; and its one kind of error."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from recflix_tui.errors import RecflixError


class StoreError(RecflixError):
    """The store cannot do what was asked; the text is the line the person reads."""


class Mark(enum.StrEnum):
    """What a profile may set on a title besides a rating; each is independent of the others."""

    MY_LIST = "my_list"
    WATCHED = "watched"
    NOT_FOR_ME = "not_for_me"


@dataclass(frozen=True)
class Profile:
    """A person who uses this store. `created_at` is in Unix seconds."""

    id: int
    name: str
    created_at: float


@dataclass(frozen=True)
class Event:
    """One thing that a profile did, as the log keeps it.

    `kind` is "rate", "clear", "undo" or a `Mark`'s value. `value` is what stands after it: the
    stars, 1 or 0 for a mark on or off, None for no rating. `at` is in Unix seconds. `before` is
    the id of the event that had put there what stood before, None if nothing did. `undoes` is
    the id of the event that an "undo" takes back, None for all other kinds.
    """

    id: int
    profile_id: int
    id_space: str
    movie_id: int
    kind: str
    value: float | None
    at: float
    before: int | None
    undoes: int | None
