"""The screens that show what a change moves: a sentence, the page before and after."""

from __future__ import annotations

from recflix_tui.widgets.weights.two_pages import TwoPages
from tests.drivers.app_driver import AppDriver


class TwoPagesDriver(AppDriver):
    """What moves, as it is read."""

    @property
    def moved(self) -> str:
        """The sentence on what moves."""
        return self.words("moved").replace("\n", " ")

    @property
    def page_lines(self) -> list[str]:
        """The lines of the pages side by side that say anything."""
        return [line.rstrip() for line in self.lines_of(TwoPages) if line.strip()]
