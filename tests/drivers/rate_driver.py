"""Rate by its keys: one title after the other."""

from __future__ import annotations

from recflix_tui.screens.rate.rate_screen import RateScreen
from recflix_tui.widgets.forms.stars_control import StarsControl
from tests.drivers.app_driver import AppDriver


class RateDriver(AppDriver):
    """Rate: a title is asked about, and the top picks change with each answer."""

    key = "r"

    @property
    def screen(self) -> RateScreen:
        assert isinstance(self.app.screen, RateScreen)
        return self.app.screen

    @property
    def asked(self) -> int:
        """The item that the keys act on: the one asked about, unless a pick has the focus."""
        item = self.screen.focused_item()
        assert item is not None
        return item

    @property
    def is_asking(self) -> bool:
        return self.screen.focused_item() is not None

    @property
    def progress(self) -> str:
        return self.words("progress")

    @property
    def last(self) -> str:
        """What was answered last."""
        return self.words("last")

    @property
    def picks(self) -> list[int]:
        """The top picks, the best first."""
        return [pick.item for pick in self.screen.picks.picks]

    @property
    def predictions(self) -> list[float]:
        """Of the top picks, in their order."""
        return [pick.prediction for pick in self.screen.picks.picks]

    @property
    def stars(self) -> str:
        """The stars that are clicked to rate."""
        return self.lines_of(StarsControl)[0]
