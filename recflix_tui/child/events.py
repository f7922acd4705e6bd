"""What work tells of itself, event by event: each is a line of JSON on its way to the app."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields

from recflix_tui.errors import RecflixError

_events: dict[str, type[Event]] = {}


class EventError(RecflixError):
    """A line that is no event."""


class Event:
    """Something that work tells of. Each kind, a dataclass, goes by its name in lines:
    `epoch_done` is an EpochDone. What a room's work tells is defined in that room's events.py."""

    def __init_subclass__(cls) -> None:
        _events[_name(cls)] = cls

    def to_json(self) -> str:
        """The event as one line of JSON, without a line end."""
        return json.dumps({"event": _name(type(self)), **asdict(self)})  # type: ignore[call-overload]


def _name(kind: type[Event]) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", kind.__name__).lower()


@dataclass(frozen=True)
class Failed(Event):
    """The work ended and nothing came of it; all is as it was before."""

    message: str
    """Why, in one line."""


def parse_line(line: str) -> Event:
    """The event of one line that `to_json` made, of a kind whose module is imported. Raises
    EventError for any other line."""
    try:
        said = json.loads(line)
        kind = _events[said.pop("event")]
        known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        return kind(**{name: value for name, value in said.items() if name in known})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EventError(f"it said something unexpected: {line.strip()[:80]}") from None
