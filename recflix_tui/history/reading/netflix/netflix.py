"""Netflix: the short list of what was watched (`Title,Date`), and of the full request the folder
CONTENT_INTERACTION with ViewingActivity.csv, Ratings.csv and MyList.csv; all that there is of
them is read together."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from recflix_tui.history.files.members import Member
from recflix_tui.history.files.tables import Row, Table, normalised
from recflix_tui.history.reading.netflix import thumbs
from recflix_tui.history.reading.netflix.sittings import Sitting, judge, seconds_of
from recflix_tui.history.reading.netflix.titles import Shows, find_shows, is_clip
from recflix_tui.history.reading.shared.dates import at_of
from recflix_tui.history.reading.shared.day_orders import read_days
from recflix_tui.history.reading.shared.gathering import Gathering
from recflix_tui.history.reading.shared.people import whose
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.values import Act, DateKind, Did, Export, Film
from recflix_tui.text import fold

CLIP = "a trailer or a clip"
"""Why a row is left out that is about no film itself."""
BY_ITSELF = "it played by itself"
"""Why a row is left out that nobody chose."""
BY_CHANCE = "open for less than two minutes"
"""Why a film is left out that was only opened."""
NO_LENGTH = "no length of the sitting"
"""Why a row is left out that does not say how long was watched."""

_SHORT = {"title", "date"}
_SHORT_ELSEWHERE = (
    # As Netflix heads the short list in other languages, the title first.
    ("titel", "datum"),
    ("titre", "date"),
    ("título", "fecha"),
    ("titolo", "data"),
    ("título", "data"),
)
_FULL = {"profilename", "starttime", "duration", "title"}
_RATINGS = {"profilename", "titlename", "starvalue", "thumbsvalue"}
_MY_LIST = {"profilename", "titlename"}
_PLAYED_ALONE = "useractionnone"
_NAMELESS_SHOW = ":"  # all shows whose names are gone count as one
_TIME_OF_DAY = re.compile(r"[T ]+\d{1,2}:\d{2}.*")


_Place = tuple[str, int]  # a file, and a line of it


@dataclass(frozen=True)
class _Files:
    """The tables of Netflix in an export, by what they are."""

    short: list[Table] = field(default_factory=list)
    full: list[Table] = field(default_factory=list)
    ratings: list[Table] = field(default_factory=list)
    my_list: list[Table] = field(default_factory=list)

    def people(self) -> tuple[str, ...]:
        """The profiles, those first that the files name first."""
        rows = (row for table in (*self.full, *self.ratings, *self.my_list) for row in table.rows)
        return tuple(dict.fromkeys(name for row in rows if (name := row.get("profilename"))))

    def __bool__(self) -> bool:
        return bool(self.short or self.full or self.ratings or self.my_list)


@dataclass(frozen=True)
class NetflixReader:
    """The reader of Netflix's lists."""

    now: Callable[[], float] = time.time
    """What says the time, in Unix seconds: no date of a file lies after it."""
    key: str = "netflix"
    """Which service."""
    name: str = "Netflix"
    """As it is called."""

    def fits(self, source: Source) -> bool:
        """Whether any file has the columns of one of Netflix's."""
        return bool(_files(source))

    def read(self, source: Source, person: str | None) -> Export:
        """What one profile did; the short list is of one profile alone."""
        files = _files(source)
        people = files.people()
        profile = whose(people, person)
        if people and profile is None:
            return Export(self.key, self.name, people=people)
        reading = _Reading(Gathering(self.key, self.name), files, profile or "", self.now())
        return reading.export()


def _files(source: Source) -> _Files:
    files = _Files()
    for member in source.members:
        if (table := source.table(member, _FULL)) is not None:
            files.full.append(table)
        elif (table := source.table(member, _RATINGS)) is not None:
            files.ratings.append(table)
        elif "mylist" in normalised(member.base_name) and (table := source.table(member, _MY_LIST)):
            files.my_list.append(table)
        elif (table := _short(source, member)) is not None:
            files.short.append(table)
    return files


def _short(source: Source, member: Member) -> Table | None:
    """A file as the short list, its columns by their English names; None where it is none."""
    table = source.table(member, _SHORT)
    if table is not None:
        return table if set(table.columns) == _SHORT else None
    for title, date in _SHORT_ELSEWHERE:
        table = source.table(member, (title, date))
        if table is not None and set(table.columns) == {title, date}:
            rows = (
                Row(row.line, {"title": row.cells[title], "date": row.cells[date]})
                for row in table.rows
            )
            return replace(table, columns=("title", "date"), rows=tuple(rows))
    return None


class _Reading:
    """One export, read for one profile."""

    def __init__(self, gathering: Gathering, files: _Files, profile: str, now: float) -> None:
        self._gathering = gathering
        self._files = files
        self._profile = profile
        self._now = now
        self._judged: set[str] = set()
        """The films that the full list says of how they were watched."""
        self._shows: Shows = find_shows(_watched_titles(files))

    def export(self) -> Export:
        for table in (
            *self._files.full,
            *self._files.short,
            *self._files.ratings,
            *self._files.my_list,
        ):
            self._gathering.take_faults(table)
        self._read_full()
        for table in self._files.short:
            self._read_short(table)
        self._read_ratings()
        for table in self._files.my_list:
            for row in self._mine(table):
                place, title = (table.file, row.line), row.get("titlename")
                if not self._is_series(place, title):
                    self._add(place, title, Did.MY_LIST)
        return self._gathering.export()

    def _mine(self, table: Table) -> list[Row]:
        """The rows of the profile that is read."""
        return [row for row in table.rows if row.get("profilename") in ("", self._profile)]

    def _add(
        self,
        place: _Place,
        title: str,
        did: Did,
        value: float = 1.0,
        at: float | None = None,
        kind: DateKind = DateKind.WATCHED,
    ) -> None:
        act = Act(Film(title), did, value, at, kind if at is not None else None)
        self._gathering.add(replace(act, file=place[0], line=place[1]))

    def _is_episode(self, place: _Place, title: str) -> bool:
        """Whether a title is an episode of a show; it is left out then."""
        show = self._shows.show_of(title)
        if show is not None:
            self._gathering.leave_out_series(*place, title, show or _NAMELESS_SHOW)
        return show is not None

    def _is_series(self, place: _Place, title: str) -> bool:
        """Whether a title is a show by its own name, or an episode; it is left out then."""
        if self._shows.is_show(title):
            self._gathering.leave_out_series(*place, title)
            return True
        return self._is_episode(place, title)

    def _read_short(self, table: Table) -> None:
        """The list of what was watched, newest first; it is taken from its end, so that films
        without a date come in the order in which they were watched."""
        times = self._times(table, list(table.rows), "date")
        for row, at in zip(reversed(table.rows), reversed(times), strict=True):
            place, title = (table.file, row.line), row.get("title")
            if self._is_episode(place, title):
                continue
            if is_clip(title):
                self._gathering.leave_out(*place, title, CLIP)
            elif fold(title) not in self._judged:
                self._add(place, title, Did.WATCHED, at=at)

    def _times(self, table: Table, rows: Sequence[Row], column: str) -> list[float | None]:
        """When the rows were, row by row; and what is to be said of how they were read."""
        texts = [row.get(column) for row in rows]
        found = read_days([_TIME_OF_DAY.sub("", text) for text in texts], self._now)
        if found.mixed:
            self._gathering.note(
                f"{table.file} was edited in a spreadsheet: its dates are written in two forms, "
                "and some may be wrong"
            )
        if found.unsure:
            self._gathering.note(
                f"{table.file}: day and month cannot be told apart, so its films come undated"
            )
        self._gathering.say_no_days(found.n_none)
        return [
            None if day is None else at_of(text) or day
            for text, day in zip(texts, found.at, strict=True)
        ]

    def _read_full(self) -> None:
        """The list of sittings: summed for each film, and judged by how long they were."""
        sittings: dict[str, list[Sitting]] = {}
        for table in self._files.full:
            mine = self._mine(table)
            for row, at in zip(mine, self._times(table, mine, "starttime"), strict=True):
                sitting = self._sitting(table, row, at)
                if sitting is not None:
                    sittings.setdefault(fold(sitting.title), []).append(sitting)
        furthest = _furthest(self._files.full)
        for key, together in sittings.items():
            self._judged.add(key)
            last = max(together, key=lambda one: float("-inf") if one.at is None else one.at)
            place, judged = (last.file, last.line), judge(together, furthest.get(key, 0.0))
            if judged is None:
                self._gathering.leave_out(*place, last.title, BY_CHANCE)
            else:
                self._add(place, last.title, *judged, last.at)

    def _sitting(self, table: Table, row: Row, at: float | None) -> Sitting | None:
        """A row as a sitting over a film; None where it is none, and is left out."""
        place, title = (table.file, row.line), row.get("title")
        length = seconds_of(row.get("duration"))
        if row.get("supplementalvideotype") or is_clip(title):
            reason = CLIP
        elif self._is_episode(place, title):
            return None
        elif _PLAYED_ALONE in normalised(row.get("attributes")):
            reason = BY_ITSELF
        elif length is None:
            reason = NO_LENGTH
        else:
            return Sitting(*place, title, at, length, _reached(row))
        self._gathering.leave_out(*place, title, reason)
        return None

    def _read_ratings(self) -> None:
        """Stars and thumbs: of each title what was said last."""
        latest: dict[str, tuple[float, _Place, Row]] = {}
        for table in self._files.ratings:
            for row in self._mine(table):
                place, title = (table.file, row.line), row.get("titlename")
                if self._is_series(place, title):
                    continue
                said = at_of(row.get("eventutcts")) or 0.0, place, row
                before = latest.setdefault(fold(title), said)
                if before is not said:
                    older, newer = (before, said) if before[0] <= said[0] else (said, before)
                    latest[fold(title)] = newer
                    self._gathering.leave_out(*older[1], title, thumbs.OLDER)
        for _, place, row in latest.values():
            self._rate(place, row)
        if latest and not (self._files.full or self._files.short):
            self._gathering.note(
                "Netflix's ratings do not say what is a series: give them together with what was "
                "watched, so that series can be told"
            )

    def _rate(self, place: _Place, row: Row) -> None:
        title, at = row.get("titlename"), at_of(row.get("eventutcts"))
        try:
            did, value = thumbs.read_rating(row)
        except thumbs.NoRatingError as none:
            self._gathering.leave_out(*place, title, str(none))
            return
        if thumbs.is_thumb(row):
            self._gathering.note(thumbs.SAID_SO)
        self._add(place, title, did, value, at, DateKind.RATED)


def _watched_titles(files: _Files) -> Iterator[tuple[str, str]]:
    """All titles that were watched, whoever did, with the day as it is written."""
    for table in files.short:
        for row in table.rows:
            yield row.get("title"), row.get("date")
    for table in files.full:
        for row in table.rows:
            if not row.get("supplementalvideotype"):
                yield row.get("title"), row.get("starttime").partition(" ")[0]


def _furthest(tables: Sequence[Table]) -> dict[str, float]:
    """The furthest point of each title that anybody got to."""
    furthest: dict[str, float] = {}
    for table in tables:
        for row in table.rows:
            if not row.get("supplementalvideotype"):
                title = fold(row.get("title"))
                furthest[title] = max(furthest.get(title, 0.0), _reached(row))
    return furthest


def _reached(row: Row) -> float:
    return seconds_of(row.get("bookmark")) or 0.0
