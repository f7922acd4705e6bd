"""The stages of one piece of work, timed by whoever does it."""

from __future__ import annotations

from time import perf_counter_ns

from recflix_tui.live.trip import Stage


class Laps:
    """A watch that is told where each stage ends. Of one thread."""

    def __init__(self) -> None:
        self.times: dict[Stage, float] = {}
        """The milliseconds of each stage that has ended."""
        self._since = perf_counter_ns()

    def end(self, stage: Stage) -> None:
        """A stage ends here, and the next begins."""
        now = perf_counter_ns()
        self.times[stage] = (now - self._since) / 1e6
        self._since = now
