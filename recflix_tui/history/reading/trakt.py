"""Trakt's exports: the zip of 2026, the one before it, and each file of them by itself."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from recflix_tui.history.files.members import Member
from recflix_tui.history.reading.shared.gathering import (
    NO_RATING,
    OWN_LIST,
    PERSON,
    Gathering,
    film_key,
)
from recflix_tui.history.reading.shared.numbers import imdb_number, whole_number, year_of
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film
from recflix_tui.text import clean, counted, with_year

NO_ITEM = "nothing that Trakt lists"
"""Why an entry is left out that is not as Trakt writes them."""

_BEST = 10
_LOOKED_AT = 20  # entries of a file, until its kind is known
_SUBJECTS = ("movie", "show", "season", "episode")
_NUMBERED = re.compile(r"(.*?)-?(\d*)\.json")

Entry = Mapping[str, object]
"""One entry of a file, as it stands there."""


class _Kind(enum.Enum):
    """What a file is of, in the order in which they are read, and the time that its entries say."""

    RATINGS = "rated_at"
    HISTORY = "watched_at"
    WATCHED = "last_watched_at"
    LISTED = "listed_at"


class TraktReader:
    """Reads Trakt's exports."""

    key = "trakt"
    name = "Trakt"

    def fits(self, source: Source) -> bool:
        """Whether there is a file of entries as Trakt writes them."""
        return any(_kind_of(source, member) for member in source.members)

    def read(self, source: Source, person: str | None) -> Export:
        """What its files say: all plays, and the summary of them only for what they lack."""
        found = [(kind, member) for member in source.members if (kind := _kind_of(source, member))]
        order = list(_Kind)
        found.sort(key=lambda one: (order.index(one[0]), _numbered(one[1])))
        reading = _Reading(Gathering(self.key, self.name))
        for kind, member in found:
            if kind is _Kind.LISTED:
                reading.take_list(member, _entries(source, member), alone=len(found) == 1)
            else:
                reading.take(kind, member, _entries(source, member))
        return reading.export()


class _Reading:
    """What is known while the files of one export are read, one after the other."""

    def __init__(self, gathered: Gathering) -> None:
        self._gathered = gathered
        self._played: set[object] = set()
        self._n_favorites = 0

    def take(self, kind: _Kind, member: Member, entries: Iterator[tuple[int, object]]) -> None:
        """Take in a file of ratings, of plays, or of what was watched in sum."""
        for line, entry, film in self._films(member, entries):
            if kind is _Kind.RATINGS:
                self._rate(member, line, entry, film)
            elif kind is _Kind.HISTORY:
                self._played.add(film_key(film))
                self._add(member, line, entry, film, Did.WATCHED, kind)
            elif film_key(film) not in self._played:
                self._add(member, line, entry, film, Did.WATCHED, kind)

    def take_list(self, member: Member, entries: Iterator[tuple[int, object]], alone: bool) -> None:
        """Take in a list: the watchlist, or one that came alone. Only its name tells which."""
        name = member.base_name
        if "favorites" in name or "recommendations" in name:
            self._n_favorites += sum(1 for _ in entries)
        elif "watchlist" in name or alone:
            for line, entry, film in self._films(member, entries):
                self._add(member, line, entry, film, Did.MY_LIST, _Kind.LISTED)
        else:
            title = name.removesuffix(".json").removeprefix("lists-list-")
            self._gathered.leave_out(member.name, 1, title, OWN_LIST)

    def export(self) -> Export:
        """All that was read."""
        if self._n_favorites:
            self._gathered.note(
                f"{counted(self._n_favorites, 'favorite')} left out: that is no rating"
            )
        return self._gathered.export()

    def _films(
        self, member: Member, entries: Iterator[tuple[int, object]]
    ) -> Iterator[tuple[int, Entry, Film]]:
        """The entries about films, each with its film; all others are left out."""
        for line, entry in entries:
            if not isinstance(entry, dict):
                self._gathered.leave_out(member.name, line, "", NO_ITEM)
                continue
            series = entry.get("show")
            part = entry.get("episode") or entry.get("season") or series
            if isinstance(part, dict):
                title = _title(series if isinstance(series, dict) else part)
                self._gathered.leave_out_series(member.name, line, title)
            elif isinstance(entry.get("movie"), dict):
                yield line, entry, _film(entry["movie"])
            else:
                reason = PERSON if isinstance(entry.get("person"), dict) else NO_ITEM
                self._gathered.leave_out(member.name, line, "", reason)

    def _rate(self, member: Member, line: int, entry: Entry, film: Film) -> None:
        try:
            value = stars(entry.get("rating"), _BEST)
        except ValueError as error:
            self._gathered.leave_out(member.name, line, film.title, str(error))
            return
        if value:
            self._add(member, line, entry, film, Did.RATED, _Kind.RATINGS, value)
        else:
            self._gathered.leave_out(member.name, line, film.title, NO_RATING)

    def _add(
        self,
        member: Member,
        line: int,
        entry: Entry,
        film: Film,
        did: Did,
        kind: _Kind,
        value: float = 1.0,
    ) -> None:
        # 1970 is how Trakt says that it was some day.
        at = self._gathered.when(entry.get(kind.value)) or None
        kinds = {Did.RATED: DateKind.RATED, Did.WATCHED: DateKind.WATCHED}
        date_kind = None if at is None else kinds.get(did, DateKind.LOGGED)
        self._gathered.add(Act(film, did, value, at, date_kind, member.name, line))


def _kind_of(source: Source, member: Member) -> _Kind | None:
    """What a file is of, told from its first entries; None where it is of nothing to be read."""
    for _, entry in islice(_entries(source, member), _LOOKED_AT):
        if not isinstance(entry, dict):
            continue
        subjects = (entry.get(subject) for subject in _SUBJECTS)
        if any(isinstance(subject, dict) and "ids" in subject for subject in subjects):
            return next((kind for kind in _Kind if kind.value in entry), None)
    return None


def _entries(source: Source, member: Member) -> Iterator[tuple[int, object]]:
    """The entries of a file, from 1 on; none of a file that is no list."""
    value = source.json(member)
    return enumerate(value if isinstance(value, list) else (), start=1)


def _numbered(member: Member) -> tuple[str, int]:
    """What sorts the files of one kind as they were written: -2 before -10."""
    match = _NUMBERED.fullmatch(member.name)
    return (match[1], int(match[2] or 0)) if match else (member.name, 0)


def _film(said: Entry) -> Film:
    ids = said.get("ids")
    ids = ids if isinstance(ids, dict) else {}
    return Film(
        _name(said),
        year_of(said.get("year")),
        imdb_number(ids.get("imdb")),
        whole_number(ids.get("tmdb")),
    )


def _title(said: Entry) -> str:
    """What a series is called, with its year, as several have one name."""
    return with_year(_name(said), year_of(said.get("year")))


def _name(said: Entry) -> str:
    title = said.get("title")
    return clean(title) if isinstance(title, str) else ""
