"""What if by its keys: the list, the title before and after, what moves."""

from __future__ import annotations

from recflix_tui.recommend.what_if.changes import Changes
from recflix_tui.screens.what_if.what_if_screen import WhatIfScreen
from recflix_tui.screens.what_if.what_if_words import lines_of
from recflix_tui.widgets.weights.strike_list import StrikeList
from tests.drivers.two_pages_driver import TwoPagesDriver
from tests.examples.bursts import burst


class WhatIfDriver(TwoPagesDriver):
    """What if: a list of what may be struck, a title and two pages beside it."""

    key = "W"

    @property
    def screen(self) -> WhatIfScreen:
        assert isinstance(self.app.screen, WhatIfScreen)
        return self.app.screen

    @property
    def changes(self) -> Changes:
        """What is tried out."""
        return self.screen.changes

    async def choose(self, words: str) -> None:
        """Give the line that says so the focus."""
        assert self.screen._read is not None
        lines = [line for line in lines_of(self.screen._read.entries) if not isinstance(line, str)]
        place = next(n for n, line in enumerate(lines[1:], 1) if line.words == words)
        burst(self.app, "home", *["down"] * place)
        await self.settle()
        assert self.screen.chosen is not None
        assert self.screen.chosen.words == words

    @property
    def list_lines(self) -> list[str]:
        return self.lines_of(StrikeList)

    def line_of(self, words: str) -> str:
        """The line of the list that has these words, below that of the title itself."""
        return next(line for line in self.list_lines[1:] if words in line)
