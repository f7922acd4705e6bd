"""What an export says that a person did, whichever service wrote it: one act on one film each."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from recflix_tui.errors import RecflixError
from recflix_tui.times import DAY

SHARE_NOT_SAID = 1.0
"""The value of a film given up on where the export does not say how much of it was watched."""


class HistoryError(RecflixError):
    """An export cannot be read or written; the text is the line that the user reads."""


class Did(enum.StrEnum):
    """What was done to a film."""

    RATED = "rated"
    WATCHED = "watched"
    MY_LIST = "my_list"
    NOT_FOR_ME = "not_for_me"
    ABANDONED = "abandoned"


class DateKind(enum.StrEnum):
    """What a date is of."""

    WATCHED = "watched"
    """The film was seen then."""
    RATED = "rated"
    """The rating was given then."""
    LOGGED = "logged"
    """It was put on a list or into a log then: no viewing."""


@dataclass(frozen=True)
class Film:
    """A film, as an export names it; what it does not say is empty or 0."""

    title: str
    """Its name, cleaned, without its year."""
    year: int = 0
    """The year it came out."""
    imdb_id: int = 0
    """Its number at IMDb, without the tt."""
    tmdb_id: int = 0
    """Its number at TMDB."""
    movie_id: int = 0
    """Its number at MovieLens."""
    other_titles: tuple[str, ...] = ()
    """Further names, as its original one."""


@dataclass(frozen=True)
class Act:
    """One thing that was done to one film."""

    film: Film
    """The film."""
    did: Did
    """What was done."""
    value: float = 1.0
    """Of a rating the stars, from 0.5 to 5 in halves; of one given up on how much was watched,
    above 0 and below 1, or `SHARE_NOT_SAID`; 1 of all others."""
    at: float | None = None
    """When, in Unix seconds (of a day alone its noon, UTC), None where that is not said."""
    date_kind: DateKind | None = None
    """What `at` is of."""
    file: str = ""
    """The file that says so."""
    line: int = 0
    """Its line there, or its place in a list from 1 on."""

    @property
    def is_of_a_day(self) -> bool:
        """Whether its day is said, and no hour."""
        return self.at is not None and self.at % DAY == DAY / 2


@dataclass(frozen=True)
class LeftOut:
    """A row of an export that is not taken in."""

    file: str
    """The file that it is in."""
    line: int
    """Its line there, or its place in a list from 1 on."""
    title: str
    """What it is about, cleaned, empty where that cannot be told."""
    reason: str
    """Why, in few words; the same words for all of a kind, so that they can be counted."""


@dataclass(frozen=True)
class Export:
    """All that one export says."""

    key: str
    """Which service wrote it: "letterboxd"."""
    name: str
    """The same as it is called: "Letterboxd"."""
    acts: tuple[Act, ...] = ()
    """In the order of the time that they were done, where that is known; each film once for each
    `Did`, the newest of several."""
    left_out: tuple[LeftOut, ...] = ()
    """What is not taken in, row by row, series included."""
    n_series: int = 0
    """How many series were left out, each counted once."""
    notes: tuple[str, ...] = ()
    """What the person should know of how it was read, a line each."""
    people: tuple[str, ...] = field(default=())
    """Whose it may be, where the file holds several people and none was named: nothing else of
    it is read then."""


@dataclass(frozen=True)
class OwnHistory:
    """What one person did here, to be written as an export."""

    name: str
    """Who did it."""
    acts: tuple[Act, ...]
    """What stands, each film once for each `Did`, the oldest first."""
    averages: dict[Film, float] = field(default_factory=dict)
    """The mean rating of films, in stars, where it is known."""
    log: tuple[dict[str, object], ...] = ()
    """Every event in its order, as plain values for JSON."""
