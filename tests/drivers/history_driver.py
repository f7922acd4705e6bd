"""The import of one's own history by its keys: the file, the preview, what changed, what waits."""

from __future__ import annotations

from pathlib import Path

from textual import events

from recflix_tui.screens.history.changed_screen import ChangedScreen
from recflix_tui.screens.history.preview_screen import PreviewScreen
from recflix_tui.screens.history.review_screen import ReviewScreen
from recflix_tui.widgets.matches.choice_list import ChoiceList
from recflix_tui.widgets.matches.match_list import MatchList
from tests.drivers.app_driver import AppDriver


class HistoryDriver(AppDriver):
    """The screens of an import, from Profiles on."""

    key = "p"

    async def choose(self, path: Path) -> None:
        """Ask for a file and paste its path."""
        await self.press("i")
        await self.paste(path)

    async def paste(self, path: Path) -> None:
        """Paste a path where files are chosen, and take it."""
        self.app.post_message(events.Paste(str(path)))
        await self.press("enter")

    async def bring(self, path: Path) -> None:
        """Bring in all of a file."""
        await self.choose(path)
        await self.press("enter")
        assert isinstance(self.app.screen, ChangedScreen)

    @property
    def preview(self) -> PreviewScreen:
        assert isinstance(self.app.screen, PreviewScreen)
        return self.app.screen

    @property
    def review(self) -> ReviewScreen:
        assert isinstance(self.app.screen, ReviewScreen)
        return self.app.screen

    @property
    def film(self) -> str:
        """What the film in focus of the review is called."""
        film = self.review.film
        return "" if film is None else film.title

    @property
    def choices(self) -> list[str]:
        """What it may be."""
        return [choice.title for choice in self.app.screen.query_one(ChoiceList).choices]

    @property
    def films(self) -> list[str]:
        """The lines of the preview's or the review's list."""
        return [line.strip(" ▌") for line in self.lines_of(MatchList)]
