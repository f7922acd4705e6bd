"""Films by how long they were watched: Netflix's full list has a row for each sitting.

The sittings of a film are summed. A film is given up on

- where less than 20 minutes of it were watched in all; how much of it that is can be said only
  where the file shows that it runs longer than 40 minutes, by the furthest point that anybody of
  the account got to; or
- where somebody else of the account got much further: whoever got to less than 80 % of that point,
  and watched no longer, gave up there.

All other films are watched: no file of Netflix says how long a film is. What was open for less
than two minutes in all was neither; it was opened by chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.history.values import SHARE_NOT_SAID, Did

BY_CHANCE = 120.0
"""Seconds below which a film was only opened."""
GIVEN_UP = 20 * 60.0
"""Seconds below which a film was given up on."""
A_FILM = 40 * 60.0
"""Seconds from which on the furthest point that anybody got to says how long a film is."""
TO_THE_END = 0.8
"""The share of a film from which on it was watched."""

_CLOCK = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:\.\d+)?")


@dataclass(frozen=True)
class Sitting:
    """One sitting of one person over one film."""

    file: str
    """The file that says so."""
    line: int
    """Its line there."""
    title: str
    """The film."""
    at: float | None
    """When it began, None where that cannot be told."""
    seconds: float
    """How long it was."""
    reached: float
    """The point of the film where it ended, in seconds; 0 where it is not said."""


def seconds_of(clock: str) -> float | None:
    """`01:40:00` in seconds, None where it is no length of time."""
    found = _CLOCK.fullmatch(clock)
    if not found:
        return None
    hours, minutes, seconds = (int(part) for part in found.groups())
    return 3600.0 * hours + 60.0 * minutes + seconds


def judge(sittings: Sequence[Sitting], furthest: float) -> tuple[Did, float] | None:
    """What the sittings of one person come to, and the value of the act; None where the film was
    only opened.

    furthest: the furthest point that anybody of the account got to.
    """
    watched = sum(sitting.seconds for sitting in sittings)
    if watched < BY_CHANCE:
        return None
    known = furthest if furthest >= A_FILM else 0.0
    if watched < GIVEN_UP:
        return Did.ABANDONED, watched / known if known else SHARE_NOT_SAID
    reached = max(sitting.reached for sitting in sittings)
    got_to = max(reached, watched) if reached else furthest
    if known and got_to < TO_THE_END * known:
        return Did.ABANDONED, got_to / known
    return Did.WATCHED, 1.0
