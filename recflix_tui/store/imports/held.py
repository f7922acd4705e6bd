"""What stands of a profile, and where it came from."""

from __future__ import annotations

from typing import NamedTuple


class Held(NamedTuple):
    """A rating or a mark that stands, and where it came from."""

    address: tuple[str, int]
    """The id space and the movie id that it stands under."""

    value: float
    """The stars, or the mark's value."""
    at: float
    """When it was given, in Unix seconds, as far as anyone knows."""
    event_id: int
    """The event that put it there."""
    source: str | None
    """The service that an import brought it from; None where it was given here."""
    date_kind: str | None
    """What `at` is of: `watched`, `rated` or `logged`; None where an import did not say or it was
    given here."""
