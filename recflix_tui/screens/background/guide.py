"""The lesson that leads through the screens, as they know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.signal import Signal

    from recflix_tui.widgets.bars.lesson_bar import LessonLook


class Guide(Protocol):
    """Says what a screen's lesson bar shows, and is led by its keys."""

    looks: Signal[None]
    """Publishes that what is told may be another."""

    @property
    def runs(self) -> bool:
        """Whether a lesson is under way."""
        ...

    def look_on(self, entry_name: str) -> LessonLook | None:
        """What the bar of the screen of that entry shows, None for no bar. Empty names are of
        screens that lie over others."""
        ...

    def begin(self, item: int | None = None) -> object:
        """Follow the rating of an item, or else the newest."""
        ...

    def step(self, steps: int) -> None:
        """So many steps on, or back where negative."""
        ...

    def end(self) -> bool:
        """End the lesson; whether there was one."""
        ...
