"""Look-ups by its keys: the plot of the experiment, what it means, and what the session keeps."""

from __future__ import annotations

from recflix_tui.lab.lookup.state import LookupState
from recflix_tui.screens.lab.lookup_screen import LookupScreen
from recflix_tui.widgets.lists.cache_list import CacheList
from recflix_tui.widgets.pictures.log_plot import LogPlot
from tests.drivers.app_driver import AppDriver


class LookupDriver(AppDriver):
    """The look-up experiment, with this session's caches beside it."""

    async def enter(self) -> None:
        await self.settle()
        self.app.go("lookup")
        await self.settle()

    @property
    def screen(self) -> LookupScreen:
        assert isinstance(self.app.screen, LookupScreen)
        return self.app.screen

    @property
    def plot(self) -> str:
        return "\n".join(self.lines_of(LogPlot))

    @property
    def status(self) -> str:
        return self.words("status")

    @property
    def meaning(self) -> str:
        return self.words("told")

    @property
    def cache_lines(self) -> list[str]:
        return self.lines_of(CacheList)

    @property
    def is_at_caches(self) -> bool:
        return self.screen.caches.has_focus

    @property
    def sees_words(self) -> bool:
        """Whether what it means is in view."""
        return bool(self.screen.query_one("#words").display)

    @property
    def sees_caches(self) -> bool:
        """Whether what the session keeps is in view."""
        return bool(self.screen.query_one("#kept").display)

    async def take(self, state: LookupState) -> None:
        """Have the app told of a state, as if its process had."""
        await self.app.lookup.take(state)
        await self.settle()
