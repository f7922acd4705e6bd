"""`library.pipeline`: what each act led to, from the key to the screen."""

from __future__ import annotations

from recflix_tui.library.session import Session
from recflix_tui.live.trip import Trip
from recflix_tui.live.trip_log import StageFigures


class Pipeline:
    """The trips of this session. Callable from any thread; nothing of it costs to speak of."""

    def __init__(self, session: Session) -> None:
        self._trips = session.trips

    def last(self) -> tuple[Trip, ...]:
        """The last 200 acts, the newest first."""
        return self._trips.last()

    def figures(self) -> tuple[StageFigures, ...]:
        """What half, and 95 in 100, of the acts that were shown stayed within: each stage in its
        order, then all of them together."""
        return self._trips.figures()

    def shown(self, profile_id: int, asked: int = 0) -> None:
        """A frame was drawn that shows what the profile's acts led to; asked: when it was asked
        for, by `perf_counter_ns`."""
        self._trips.shown(profile_id, asked)
