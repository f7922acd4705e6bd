"""Letterboxd's exports: the zip, and each file of it by itself.

They name no ids. Films are told apart by name and year; their addresses tell two films of one name
and year apart, but a diary has the addresses of its entries, never those of the films.
"""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import Row, Table
from recflix_tui.history.reading.shared.gathering import NAMELESS, NO_RATING, OWN_LIST, Gathering
from recflix_tui.history.reading.shared.numbers import year_of
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.reading.shared.stars import stars
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, HistoryError
from recflix_tui.text import counted

ANOTHER_FILM = "another film of the same name and year"
"""Why the second of two films is left out that only their addresses tell apart."""
NAME_SAYS_NOTHING = "the file's name does not say what it lists"
"""Why a file is left out that only its name could tell."""

_FILM = ("date", "name", "year", "letterboxduri")
_LIST = ("position", "name", "year", "url")
_BEST = 5
_FILMS = re.compile(r"films\W*\d*\W*(?:csv)?")  # with what a browser adds to a second copy
_LISTED = re.compile(r"boxd\.it|letterboxd\.com")


class _Kind(enum.Enum):
    """What a file is of, in the order in which they are read."""

    RATINGS = enum.auto()
    DIARY = enum.auto()
    WATCHED = enum.auto()
    LIKES = enum.auto()
    WATCHLIST = enum.auto()
    LIST = enum.auto()
    NAMELESS = enum.auto()


@dataclass(frozen=True)
class _Entry:
    """One entry of a diary or one review."""

    act: Act
    """That the film was watched, with the day of it or that of the entry."""
    stars: float
    """What it got then, 0 for nothing."""

    @property
    def order(self) -> tuple[bool, float]:
        """What sorts entries from the oldest to the newest, those without a viewing first."""
        return self.act.date_kind is DateKind.WATCHED, self.act.at or 0.0


class LetterboxdReader:
    """Reads Letterboxd's exports."""

    key = "letterboxd"
    name = "Letterboxd"

    def fits(self, source: Source) -> bool:
        """Whether there is a file with Letterboxd's columns."""
        return any(_kind_of(source, member) for member in source.members)

    def read(self, source: Source, person: str | None) -> Export:
        """What all of its files say together. Raises HistoryError for a file by itself that only
        its name could tell."""
        files: dict[_Kind, list[Table]] = defaultdict(list)
        for member in source.members:
            found = _kind_of(source, member)
            if found:
                files[found[0]].append(found[1])
        if files.keys() == {_Kind.NAMELESS}:
            raise HistoryError(
                f"{files[_Kind.NAMELESS][0].file}: Letterboxd's watched films, watchlist and likes "
                "have the same columns, and only the name of the file tells them apart; give it "
                "the name that it had, such as watchlist.csv"
            )
        reading = _Reading(Gathering(self.key, self.name))
        for kind in _Kind:
            for table in files.get(kind, ()):
                reading.take(kind, table, alone=files.keys() == {kind})
        return reading.export(source)


class _Reading:
    """What is known while the files of one export are read, one after the other."""

    def __init__(self, gathered: Gathering) -> None:
        self._gathered = gathered
        self._addresses: dict[tuple[str, int, str], str] = {}
        self._doubled: set[Film] = set()
        self._rated: dict[Film, Act] = {}
        self._entries: dict[Film, list[_Entry]] = defaultdict(list)
        self._watched: dict[Film, Act] = {}
        self._liked: dict[Film, Act] = {}
        self._lists: list[Table] = []

    def take(self, kind: _Kind, table: Table, alone: bool) -> None:
        """Take in a file; `alone`: no file of another kind is there."""
        if kind is _Kind.NAMELESS:
            self._gathered.leave_out(table.file, 1, "", NAME_SAYS_NOTHING)
            return
        if kind is _Kind.LIST and not alone:
            self._lists.append(table)
            return
        self._gathered.take_faults(table)
        for row, film in self._films(table, by_address=kind is not _Kind.DIARY):
            self._take_row(kind, table.file, row, film)

    def export(self, source: Source) -> Export:
        """All that was read, one film's rows brought together."""
        for film, entries in self._entries.items():
            self._take_entries(film, sorted(entries, key=lambda entry: entry.order))
        liked = [film for film in self._liked if film not in self._watched]
        for film in liked:
            if film not in self._rated:
                self._watched[film] = self._liked[film]
        if self._liked:
            self._gathered.note(
                f"{counted(len(self._liked), 'liked film')} count as watched: a like is no rating"
            )
        for act in (*self._rated.values(), *self._watched.values()):
            self._gathered.add(act)
        for table in self._lists:
            self._gathered.leave_out(table.file, 1, _list_name(source, table), OWN_LIST)
        return self._gathered.export()

    def _films(self, table: Table, by_address: bool) -> Iterator[tuple[Row, Film]]:
        """The rows that name a film, each with it; `by_address`: where they have the films'."""
        for row in table.rows:
            film = Film(row.get("name"), year_of(row.get("year")))
            if not film.title:
                self._gathered.leave_out(table.file, row.line, "", NAMELESS)
            elif by_address and self._is_another(film, row.get("letterboxduri", "url")):
                self._gathered.leave_out(table.file, row.line, film.title, ANOTHER_FILM)
                if film not in self._doubled:
                    self._doubled.add(film)
                    self._gathered.note(
                        f"there are two films {film.title} of {film.year or 'no year'}; only the "
                        "first is taken in, so look whether it is the right one"
                    )
            else:
                yield row, film

    def _is_another(self, film: Film, address: str) -> bool:
        """Whether this address is of another film than the first of that name and year was."""
        host = address.partition("://")[2].partition("/")[0]
        known = self._addresses.setdefault((film.title, film.year, host), address)
        return bool(address) and known != address

    def _take_row(self, kind: _Kind, file: str, row: Row, film: Film) -> None:
        logged = self._gathered.when(row.get("date"))
        act = Act(film, Did.WATCHED, 1.0, logged, _kind(logged, DateKind.LOGGED), file, row.line)
        if kind in (_Kind.RATINGS, _Kind.DIARY):
            try:
                value = stars(row.get("rating"), _BEST)
            except ValueError as error:
                self._gathered.leave_out(file, row.line, film.title, str(error))
                value = 0.0
                if kind is _Kind.RATINGS:
                    return
        match kind:
            case _Kind.RATINGS if value:
                _keep_newest(self._rated, replace(act, did=Did.RATED, value=value))
            case _Kind.RATINGS:
                self._gathered.leave_out(file, row.line, film.title, NO_RATING)
            case _Kind.DIARY:
                seen = self._gathered.when(row.get("watcheddate"))
                if seen is not None:
                    act = replace(act, at=seen, date_kind=DateKind.WATCHED)
                self._entries[film].append(_Entry(act, value))
            case _Kind.WATCHED:
                _keep_newest(self._watched, act)
            case _Kind.LIKES:
                _keep_newest(self._liked, act)
            case _:
                self._gathered.add(replace(act, did=Did.MY_LIST))

    def _take_entries(self, film: Film, entries: list[_Entry]) -> None:
        """Take in what was noted of one film, the oldest first: the newest viewing is when it
        was watched; what stands in the ratings goes before what it got in a diary."""
        if film in self._doubled:  # it may be of the other one
            return
        for entry in entries:
            if entry.act.date_kind is DateKind.WATCHED and entry.act.at is not None:
                self._gathered.saw(film, entry.act.at)
        newest = entries[-1].act
        if newest.date_kind is DateKind.WATCHED or film not in self._watched:
            self._watched[film] = newest
        given = [entry for entry in entries if entry.stars]
        if not given:
            return
        last = given[-1]
        rated = self._rated.get(film)
        if rated is None:
            self._rated[film] = replace(last.act, did=Did.RATED, value=last.stars)
        elif last.stars == rated.value and last.order[0]:
            self._rated[film] = replace(rated, at=last.act.at, date_kind=DateKind.WATCHED)


def _kind_of(source: Source, member: Member) -> tuple[_Kind, Table] | None:
    """What a file is of, told from its columns; from its name only where several have the same."""
    name = member.base_name
    likes = "likes" in member.name.lower().split("/")[:-1]
    if likes and not name.startswith("films"):  # lists and reviews of others
        return None
    table = source.table(member)
    if table is None:
        return None
    if table.has(*_FILM):
        if table.has("watcheddate") or table.has("rewatch"):
            return _Kind.DIARY, table
        if table.has("rating"):
            return _Kind.RATINGS, table
        return _told_by_name(name, likes), table
    found = source.table(member, _LIST)
    if found and (not found.rows or _LISTED.search(found.rows[0].get("url"))):
        return _Kind.LIST, found
    return None


def _told_by_name(name: str, likes: bool) -> _Kind:
    kinds = {
        _Kind.WATCHLIST: "watchlist" in name,
        _Kind.WATCHED: "watched" in name,
        _Kind.LIKES: likes or "likes" in name or bool(_FILMS.fullmatch(name)),
    }
    told = [kind for kind, says in kinds.items() if says]
    return told[0] if len(told) == 1 else _Kind.NAMELESS


def _list_name(source: Source, table: Table) -> str:
    """What a list is called: it says so above its films."""
    for member in source.members:
        above = source.table(member, ("name", "tags", "url")) if member.name == table.file else None
        if above and above.rows:
            return above.rows[0].get("name")
    return table.file.rpartition("/")[2].removesuffix(".csv")


def _keep_newest(acts: dict[Film, Act], act: Act) -> None:
    before = acts.get(act.film)
    if before is None or (before.at or 0.0) <= (act.at or 0.0):
        acts[act.film] = act


def _kind(at: float | None, kind: DateKind) -> DateKind | None:
    return None if at is None else kind
