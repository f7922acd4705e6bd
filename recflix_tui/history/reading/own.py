"""RecFlix's own file, as `profile export --format json` writes it: acts return exactly as they
were. Its log says how they came about; it stays in the file, and is not done again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from recflix_tui.history.files.members import Member
from recflix_tui.history.reading.shared.dates import not_to_come
from recflix_tui.history.reading.shared.gathering import FilmKey, film_key
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.values import (
    Act,
    DateKind,
    Did,
    Export,
    Film,
    HistoryError,
    LeftOut,
)
from recflix_tui.text import clean

FORMAT = 1
"""The newest version of the layout that is read."""
NO_ACT = "no act that RecFlix writes"
"""Why an entry is left out that says something else."""

_NUMBERS = ("year", "imdb_id", "tmdb_id", "movie_id")
_LARGEST = 1 << 62
_ALL_TIME = 253_402_300_800.0  # seconds up to the year 10000, which no calendar here goes beyond


class _NoActError(Exception):
    """An entry of the file is no act."""


@dataclass(frozen=True)
class OwnReader:
    """The reader of RecFlix's own files."""

    key: str = "recflix"
    """Which service."""
    name: str = "RecFlix"
    """As it is called."""

    def fits(self, source: Source) -> bool:
        """Whether any file says that RecFlix wrote it."""
        return any(_content(source, member) is not None for member in source.members)

    def read(self, source: Source, person: str | None) -> Export:
        """The acts, in the order of the file. Raises HistoryError for a file of a later version."""
        acts: dict[tuple[FilmKey, Did], Act] = {}
        left_out: list[LeftOut] = []
        for member in source.members:
            content = _content(source, member)
            if content is None:
                continue
            version, entries = content.get("format"), content.get("acts")
            if not isinstance(version, int) or version > FORMAT:
                raise HistoryError(
                    f"{member.name}: it was written by a newer RecFlix; bring this one up to date"
                )
            if not isinstance(entries, list):
                raise HistoryError(f"{member.name}: there are no acts in it; export it again")
            for place, entry in enumerate(entries, start=1):
                try:
                    act = _act(entry, member.name, place)
                except _NoActError:
                    left_out.append(LeftOut(member.name, place, _title(entry), NO_ACT))
                    continue
                key = film_key(act.film), act.did
                acts.pop(key, None)  # of two the later one stands, in its place
                acts[key] = act
        return Export(self.key, self.name, tuple(acts.values()), tuple(left_out))


def _content(source: Source, member: Member) -> Mapping[str, object] | None:
    value = source.json(member)
    if isinstance(value, Mapping) and value.get("program") == "RecFlix" and "acts" in value:
        return value
    return None


def _act(entry: object, file: str, place: int) -> Act:
    """An entry as an act. Raises _NoActError."""
    if not isinstance(entry, Mapping):
        raise _NoActError
    try:
        did = Did(str(entry.get("did")))
        kind = None if entry.get("date") is None else DateKind(entry["date"])
    except ValueError:
        raise _NoActError from None
    at = None if entry.get("at") is None else not_to_come(_number(entry["at"]))
    dated = None if at is None else kind
    return Act(_film(entry.get("film")), did, _value(did, entry), at, dated, file, place)


def _value(did: Did, entry: Mapping[str, object]) -> float:
    value = _number(entry.get("value", 1.0))
    sound = {
        Did.RATED: 0.5 <= value <= 5 and (value * 2).is_integer(),
        Did.ABANDONED: 0 < value <= 1,
    }.get(did, value == 1.0)
    if not sound:
        raise _NoActError
    return value


def _film(said: object) -> Film:
    if not isinstance(said, Mapping):
        raise _NoActError
    numbers = {name: said.get(name, 0) for name in _NUMBERS}
    if not all(type(n) is int and 0 <= n < _LARGEST for n in numbers.values()):
        raise _NoActError
    others = said.get("other_titles", [])
    if not isinstance(others, list):
        raise _NoActError
    title = _title({"film": said})
    if not title and not any(numbers[name] for name in _NUMBERS if name != "year"):
        raise _NoActError
    return Film(title, **numbers, other_titles=tuple(clean(str(other)) for other in others))


def _title(entry: object) -> str:
    film = entry.get("film") if isinstance(entry, Mapping) else None
    title = film.get("title") if isinstance(film, Mapping) else None
    return clean(title) if isinstance(title, str) else ""


def _number(said: object) -> float:
    """A value or a time."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise _NoActError
    try:
        number = float(said)
    except OverflowError:
        raise _NoActError from None
    if not math.isfinite(number) or abs(number) >= _ALL_TIME:
        raise _NoActError
    return number
