"""What waits to be written of what a profile did."""

from __future__ import annotations

import enum
import math
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from recflix_tui.times import DAY

MOST_WAITING = 20_000
"""Acts of a profile that wait at most, where they cannot be written: the oldest are let go."""


class ActKind(enum.StrEnum):
    """What is captured beside ratings and marks; each can be switched off on its own."""

    OPENED = "opened"
    """A title was opened; how long."""
    SHOWN = "shown"
    """Titles stood in view: counts a day."""
    FOCUSED = "focused"
    """A title had the focus: counts a day."""
    SEARCHED = "searched"
    """Words were searched for; what was chosen."""
    SESSION = "session"
    """The app was in use; how long."""


COUNTED = frozenset({ActKind.SHOWN, ActKind.FOCUSED})
"""Those that are kept as counts a day."""


class ActRow(NamedTuple):
    """An act as it is kept."""

    kind: str
    """The value of an `ActKind` that is no count."""
    id_space: str
    """The set of movie ids that `movie_id` is from; empty for a session."""
    movie_id: int | None
    """The title, None where there is none."""
    value: float | None
    """Seconds; None where they are not known."""
    text: str | None
    """What was searched for."""
    at: float
    """When it was done (a session: when it began), in Unix seconds."""
    session: int | None
    """The second that the session began in."""


GlanceKey = tuple[str, int, int]
"""Set of movie ids, day, movie id."""


@dataclass
class Glance:
    """How often a title stood in view on a day."""

    shown: int = 0
    """Times that it came into view."""
    focused: int = 0
    """Times that it had the focus."""
    seconds: float = 0.0
    """That it had the focus for."""


@dataclass(eq=False)
class SessionRow:
    """A session, as it is kept."""

    start: float
    """When it began, in Unix seconds."""
    seconds: float = 0.0
    """How long it lasted so far."""
    row: int | None = None
    """The number that it is kept under; None until it is written."""


@dataclass
class Batch:
    """Acts of one profile that are to be written together."""

    rows: list[ActRow] = field(default_factory=list)
    """The oldest first."""
    glances: dict[GlanceKey, Glance] = field(default_factory=dict)
    """What is to be added to the counts."""
    sessions: list[SessionRow] = field(default_factory=list)
    """The sessions whose rows are to be written, or lengthened."""

    def __bool__(self) -> bool:
        return bool(self.rows or self.glances or self.sessions)

    def take_session(self, session: SessionRow) -> None:
        """Have a session's row written, or lengthened."""
        if session not in self.sessions:
            self.sessions.append(session)

    def glance(self, key: GlanceKey) -> Glance:
        """The counts of a title and a day, to be added to."""
        return self.glances.setdefault(key, Glance())

    def keep(self, kinds: Collection[ActKind]) -> bool:
        """Let go of all other kinds; return whether there was anything of them."""
        return self.let_go(set(ActKind) - set(kinds), None)

    def let_go(self, kinds: Collection[ActKind], before: float | None) -> bool:
        """Let go of these kinds, or of what was done before a time (Unix seconds; counts by whole
        days); return whether there was anything of it."""
        if not kinds:
            return False
        until = math.inf if before is None else before
        n = len(self.rows), len(self.sessions)
        self.rows = [row for row in self.rows if row.kind not in kinds or row.at >= until]
        if ActKind.SESSION in kinds:
            self.sessions = [each for each in self.sessions if each.start >= until]
            if before is None:
                self.rows = [row._replace(session=None) for row in self.rows]
        changed = n != (len(self.rows), len(self.sessions))
        for (_, day, _), glance in self.glances.items():
            if day < until // DAY or before is None:
                changed |= _forget(glance, kinds)
        self.glances = {k: g for k, g in self.glances.items() if g.shown or g.focused}
        return changed

    def put_before(self, later: Batch) -> None:
        """Take in what was done since this batch was taken, which could not be written."""
        self.rows = (self.rows + later.rows)[-MOST_WAITING:]
        for key, more in later.glances.items():
            glance = self.glance(key)
            glance.shown += more.shown
            glance.focused += more.focused
            glance.seconds += more.seconds
        if len(self.glances) > MOST_WAITING:
            self.glances = dict(list(self.glances.items())[-MOST_WAITING:])
        for session in later.sessions:
            self.take_session(session)


def _forget(glance: Glance, kinds: Collection[ActKind]) -> bool:
    """Set the counts of these kinds to nothing; return whether they were anything."""
    changed = False
    if ActKind.SHOWN in kinds and glance.shown:
        glance.shown, changed = 0, True
    if ActKind.FOCUSED in kinds and glance.focused:
        glance.focused, glance.seconds, changed = 0, 0.0, True
    return changed
