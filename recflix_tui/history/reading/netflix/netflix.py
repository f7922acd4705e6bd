"""Netflix: the short list of what was watched (`Title,Date`), and of the full request the folder
CONTENT_INTERACTION with ViewingActivity.csv, Ratings.csv and MyList.csv; all that there is of
them is read together."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

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
_FULL = {"profilename", "starttime", "duration", "title"}
_RATINGS = {"profilename", "titlename", "starvalue", "thumbsvalue"}
_MY_LIST = {"profilename", "titlename"}
_PLAYED_ALONE = "useractionnone"
_NAMELESS_SHOW = ":"  # all shows whose names are gone count as one
_TIME_OF_DAY = re.compile(r"[T ]+\d{1,2}:\d{2}.*")


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
        elif (table := source.table(member, _SHORT)) is not None and set(table.columns) == _SHORT:
            files.short.append(table)
    return files


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
                title = row.get("titlename")
                if not self._is_series(table, row, title):
                    self._add(table, row, title, Did.MY_LIST)
        return self._gathering.export()

    def _mine(self, table: Table) -> list[Row]:
        """The rows of the profile that is read."""
        return [row for row in table.rows if row.get("profilename") in ("", self._profile)]

    def _add(
        self,
        table: Table,
        row: Row,
        title: str,
        did: Did,
        value: float = 1.0,
        at: float | None = None,
        kind: DateKind = DateKind.WATCHED,
    ) -> None:
        act = Act(Film(title), did, value, at, kind if at is not None else None)
        self._gathering.add(_placed(act, table.file, row.line))

    def _leave_out(self, table: Table, row: Row, title: str, show: str) -> None:
        """List an episode of a show."""
        self._gathering.leave_out_series(table.file, row.line, title, show or _NAMELESS_SHOW)

    def _is_series(self, table: Table, row: Row, title: str) -> bool:
        """Whether a title that may be a show's own name is one; it is left out then."""
        show = title if self._shows.is_show(title) else self._shows.show_of(title)
        if show is not None:
            self._leave_out(table, row, title, show)
        return show is not None

    def _read_short(self, table: Table) -> None:
        """The list of what was watched, newest first; it is taken from its end, so that films
        without a date come in the order in which they were watched."""
        times = self._times(table, list(table.rows), "date")
        for row, at in zip(reversed(table.rows), reversed(times), strict=True):
            title = row.get("title")
            show = self._shows.show_of(title)
            if show is not None:
                self._gathering.leave_out_series(
                    table.file, row.line, title, show or _NAMELESS_SHOW
                )
            elif is_clip(title):
                self._gathering.leave_out(table.file, row.line, title, CLIP)
            elif fold(title) not in self._judged:
                self._add(table, row, title, Did.WATCHED, at=at)

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
            judged = judge(together, furthest.get(key, 0.0))
            if judged is None:
                self._gathering.leave_out(last.file, last.line, last.title, BY_CHANCE)
                continue
            did, value = judged
            kind = DateKind.WATCHED if last.at is not None else None
            act = Act(Film(last.title), did, value, last.at, kind)
            self._gathering.add(_placed(act, last.file, last.line))

    def _sitting(self, table: Table, row: Row, at: float | None) -> Sitting | None:
        """A row as a sitting over a film; None where it is none, and is left out."""
        title, length = row.get("title"), seconds_of(row.get("duration"))
        show = self._shows.show_of(title)
        if row.get("supplementalvideotype") or is_clip(title):
            reason = CLIP
        elif show is not None:
            self._leave_out(table, row, title, show)
            return None
        elif _PLAYED_ALONE in normalised(row.get("attributes")):
            reason = BY_ITSELF
        elif length is None:
            reason = NO_LENGTH
        else:
            return Sitting(table.file, row.line, title, at, length, _reached(row))
        self._gathering.leave_out(table.file, row.line, title, reason)
        return None

    def _read_ratings(self) -> None:
        """Stars and thumbs: of each title what was said last."""
        latest: dict[str, tuple[Table, Row, float | None]] = {}
        for table in self._files.ratings:
            for row in self._mine(table):
                title = row.get("titlename")
                if self._is_series(table, row, title):
                    continue
                at = at_of(row.get("eventutcts"))
                before = latest.get(fold(title))
                older = (table, row, at)
                if before is None or (before[2] or 0.0) <= (at or 0.0):
                    latest[fold(title)], older = older, before or older
                if before is not None:
                    self._gathering.leave_out(older[0].file, older[1].line, title, thumbs.OLDER)
        for table, row, at in latest.values():
            self._rate(table, row, at)
        if latest and not (self._files.full or self._files.short):
            self._gathering.note(
                "Netflix's ratings do not say what is a series: give them together with what was "
                "watched, so that series can be told"
            )

    def _rate(self, table: Table, row: Row, at: float | None) -> None:
        title = row.get("titlename")
        try:
            did, value = thumbs.read_rating(row)
        except thumbs.NoRatingError as none:
            self._gathering.leave_out(table.file, row.line, title, str(none))
            return
        if thumbs.is_thumb(row):
            self._gathering.note(thumbs.SAID_SO)
        self._add(table, row, title, did, value, at, DateKind.RATED)


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


def _placed(act: Act, file: str, line: int) -> Act:
    return Act(act.film, act.did, act.value, act.at, act.date_kind, file, line)
