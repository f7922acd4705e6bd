"""What was in view when: the titles of the last frames that were drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.events import Event
from textual.screen import Screen

from recflix_tui.widgets.drawn_titles import DrawsTitles

KEPT = 30.0
"""Seconds that a frame is remembered: longer than a key waits to be handed on."""


@dataclass(frozen=True)
class Frame:
    """What could be seen from a time on, until the next frame."""

    time: float
    """Seconds on the clock of Textual's events."""
    screen: Screen[Any]
    """The screen on top."""
    titles: Mapping[DrawsTitles, frozenset[int]]
    """The items drawn, by the widget that drew them."""


class Frames:
    """The frames drawn of late that differed in their screen or their titles, oldest first."""

    def __init__(self) -> None:
        self._frames: deque[Frame] = deque()

    def note(self, screens: Sequence[Screen[Any]]) -> None:
        """A frame was drawn of these screens, the one on top first."""
        titles = {view: view.drawn_titles for view in _views(screens)}
        last = self._frames[-1] if self._frames else None
        if last is None or (last.screen, last.titles) != (screens[0], titles):
            self._frames.append(Frame(Event().time, screens[0], titles))
            self._forget()

    def at(self, time: float) -> Frame | None:
        """The frame that was in view at a time, None before the first."""
        return next((frame for frame in reversed(self._frames) if frame.time <= time), None)

    def _forget(self) -> None:
        while len(self._frames) > 1 and self._frames[1].time < self._frames[-1].time - KEPT:
            self._frames.popleft()


def _views(screens: Sequence[Screen[Any]]) -> Iterator[DrawsTitles]:
    for screen in screens:
        for widget in screen.walk_children():
            if isinstance(widget, DrawsTitles):
                yield widget
