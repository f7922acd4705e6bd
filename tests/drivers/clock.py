"""A clock that a test sets."""

from __future__ import annotations


class Clock:
    """Stands still until a test moves it, or goes on by `step` seconds whenever it is asked."""

    def __init__(self, now: float = 1_700_000_000.0, step: float = 0.0) -> None:
        self.now, self.step = now, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now
