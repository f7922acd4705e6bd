"""How long each of several things was on top, with others over it meanwhile."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Stays(Generic[T]):
    """Adds the times up until a thing is left."""

    def __init__(self) -> None:
        self._seconds: dict[T, float] = {}
        self._top: T | None = None
        self._since = 0.0

    def on_top(self, top: T | None, now: float) -> None:
        """From `now` on this is on top, None for nothing that counts."""
        if self._top is not None:
            self._seconds[self._top] = self._seconds.get(self._top, 0.0) + now - self._since
        self._top, self._since = top, now

    def leave(self, thing: T) -> float:
        """The seconds that a thing was on top in all; it counts no longer."""
        return self._seconds.pop(thing, 0.0)

    def end(self, now: float) -> list[tuple[T, float]]:
        """All that are still there, with their seconds."""
        self.on_top(None, now)
        left, self._seconds = list(self._seconds.items()), {}
        return left
