"""Activity: what was done, by its keys and lines."""

from __future__ import annotations

from recflix_tui.screens.activity.activity_screen import ActivityScreen
from recflix_tui.screens.activity.travel_pane import TravelPane
from recflix_tui.widgets.lists.event_list import EventList
from tests.drivers.app_driver import AppDriver


class ActivityDriver(AppDriver):
    """What a person did: events, one of which has the focus."""

    key = "e"

    @property
    def screen(self) -> ActivityScreen:
        assert isinstance(self.app.screen, ActivityScreen)
        return self.app.screen

    @property
    def events(self) -> list[str]:
        """The lines of the list that are in view."""
        return [line.strip(" ▌").rstrip() for line in self.lines_of(EventList) if line.strip()]

    @property
    def focus(self) -> str:
        """What the event in focus did, and to what."""
        look = self.screen.shown.focused
        return "" if look is None else f"{look.what} {look.title}".strip()

    @property
    def banner(self) -> str:
        """Of when what is shown is."""
        return self.words("banner")

    @property
    def page(self) -> list[str]:
        """The lines of the page as it was."""
        lines = self.screen.query_one(TravelPane).page.lines
        return [f"{line.words}  {line.note}" if line.is_heading else line.words for line in lines]

    @property
    def stood(self) -> list[str]:
        """The ratings and marks that stood."""
        lines = self.screen.query_one(TravelPane).state.lines
        return [f"{line.figure} {line.words}" for line in lines if not line.is_heading]
