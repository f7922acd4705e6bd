"""What leads through several screens, as these know it: a lesson, an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.signal import Signal

    from recflix_tui.library.history.values import Outcome
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


class Importer(Protocol):
    """Leads from a file to what it changed, over whatever screen one is on."""

    def begin(self, profile_id: int | None = None) -> None:
        """Ask for the file of a profile's history; of who watches, where none is given."""
        ...

    def show_changed(self, outcome: Outcome) -> None:
        """Show what an import changed."""
        ...

    def review(self) -> None:
        """Show what waits, over the screen that one is on."""
        ...
