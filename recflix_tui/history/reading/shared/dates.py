"""Days and times as services write them, as Unix seconds; a day alone is its noon, UTC. Nothing
was done in the future."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from functools import lru_cache

from recflix_tui.times import DAY

_EARLIEST = 1900
_TIME_OF_DAY = len("2024-03-01")  # what is longer says the time as well
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# As IMDb wrote them before 2017, in English whatever the language of the machine.
_IN_WORDS = re.compile(r"\w{3},? (\w{3}) +(\d{1,2})(?: \d\d:\d\d:\d\d)?,? (\d{4})")


def at_of(said: object) -> float | None:
    """A day or time in ISO's form, `2024-03-01`, `2024-03-01 20:10:00` or
    `2024-03-01T20:10:00.000Z`, or a day as `Mon Jan 1 00:00:00 2012`; None where it is none, or
    is not of this world, or is to come.

    A time that says no zone is UTC.
    """
    return not_to_come(_at_of(said.strip()) if isinstance(said, str) else None)


def not_to_come(at: float | None) -> float | None:
    """The same time; None where it is to come."""
    return None if at is None or at > time.time() + DAY else at


@lru_cache(maxsize=4096)  # a person's days are few
def _at_of(said: str) -> float | None:
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return _in_words(said)
    return seconds(read, a_day=len(said) <= _TIME_OF_DAY)


def seconds(read: datetime, a_day: bool) -> float | None:
    """A time in Unix seconds; of a day alone its noon."""
    if read.year < _EARLIEST:
        return None
    if a_day:
        read = read.replace(hour=12)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def _in_words(said: str) -> float | None:
    match = _IN_WORDS.fullmatch(said)
    if not match or match[1].lower() not in _MONTHS:
        return None
    try:
        day = datetime(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
    except ValueError:
        return None
    return seconds(day, a_day=True)
