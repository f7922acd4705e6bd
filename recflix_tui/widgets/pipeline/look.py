"""What the panel of the pipeline shows, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.widgets.lists.cache_list import CacheLook

SHORT = ("event", "features", "update", "infer", "deliver")
"""The stages as the columns are called."""
DONE = (
    "written down",
    "all you did gathered",
    "folded into the model",
    "every title scored",
    "rows made, drawn",
)
"""What is done in each, in few words."""


@dataclass(frozen=True)
class TripLook:
    """An act, and what each stage of what came of it took."""

    when: str
    """The time of day, as five characters."""
    what: str
    """What was done, as plain text."""
    title: str
    """To which title, as plain text; empty for none."""
    times: tuple[float | None, ...]
    """The milliseconds of each stage; None for one that was not come to, or not yet."""

    @property
    def total(self) -> float:
        """The milliseconds of all of them."""
        return sum(time for time in self.times if time is not None)


@dataclass(frozen=True)
class PipelineLook:
    """The last acts of a session, and what all of them took."""

    trips: Sequence[TripLook]
    """The acts, the newest first."""
    half: tuple[float | None, ...]
    """The milliseconds that half of the acts stayed within: each stage, then all together; None
    before the first."""
    most: tuple[float | None, ...]
    """The same of 95 in 100 acts."""
    n: int
    """How many acts these are of."""
    caches: Sequence[CacheLook]
    """What is kept of rows and scores."""


def ms_words(time: float | None) -> str:
    """Milliseconds as a column of figures shows them: two digits that count, or more."""
    if time is None:
        return "·"
    if time < 0.095:
        return "<.1"
    return f"{time:.1f}" if time < 9.95 else f"{time:,.0f}"
