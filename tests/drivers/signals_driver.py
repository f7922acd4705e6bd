"""Signals by its keys: the list, what is changed, what moves."""

from __future__ import annotations

from recflix_tui.recommend.weighing.draft import Draft
from recflix_tui.screens.signals.signals_screen import SignalsScreen
from recflix_tui.screens.signals.signals_words import chosen_of
from recflix_tui.widgets.weights.weight_list import WeightList
from tests.drivers.two_pages_driver import TwoPagesDriver
from tests.examples.bursts import burst


class SignalsDriver(TwoPagesDriver):
    """Signals: a list of weights, a sentence, a page before and after."""

    key = "s"

    @property
    def screen(self) -> SignalsScreen:
        assert isinstance(self.app.screen, SignalsScreen)
        return self.app.screen

    @property
    def draft(self) -> Draft:
        """What is tried out."""
        return self.screen.draft

    async def choose(self, name: str) -> None:
        """Give a signal the focus, or one of what stands beside them, by its name."""
        names = [chosen.name for chosen in chosen_of(self.screen._states) if chosen is not None]
        burst(self.app, "home", *["down"] * names.index(name))
        await self.settle()
        assert self.screen.chosen is not None
        assert self.screen.chosen.name == name

    @property
    def list_lines(self) -> list[str]:
        return self.lines_of(WeightList)

    def line_of(self, label: str) -> str:
        """The line of the list that begins so."""
        return next(line for line in self.list_lines if label in line)
