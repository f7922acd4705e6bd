"""What an import changed: what it brought, the new Top picks, how well they were to be told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static
from textual.worker import Worker

from recflix_tui.library.history.values import Outcome
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.history.changed_words import (
    NO_MODEL,
    PICKS,
    READING,
    Page,
    load_page,
    page_words,
)
from recflix_tui.screens.history.history_keys import CHANGED_ACTIONS
from recflix_tui.screens.keys.actions import BACK, bindings
from recflix_tui.screens.keys.undo_key import undo
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.titles.lists import PicksList


class ChangedScreen(RecflixScreen):
    """Words at the left, to be scrolled; the Top picks beside them, to be opened."""

    AUTO_FOCUS = "#words"
    OWN_ACTIONS = (*CHANGED_ACTIONS, BACK)
    BINDINGS = bindings(CHANGED_ACTIONS)
    CSS_PATH = "changed.tcss"
    SMALLEST = Size(72, 16)
    HAS_LESSON = False

    def __init__(self, host: Host, outcome: Outcome) -> None:
        super().__init__(host)
        self._outcome = outcome
        self._page: Page | None = None

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="both"):
            with VerticalScroll(id="words"):
                yield Static(READING, id="told", markup=False)
            with Vertical(id="right"):
                yield Static(PICKS, id="picks-heading", markup=False)
                yield PicksList()
                yield Static("", id="no-picks", markup=False)

    @property
    def picks(self) -> PicksList:
        """The Top picks."""
        return self.query_one(PicksList)

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self.call_after_refresh(self._say)

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        return self.first_load(event, workers)

    async def load_once(self) -> None:
        library = self.host.library
        self._show(await self.host.read(load_page, library, self._outcome))

    def _show(self, page: Page) -> None:
        self._page = page
        self._say()
        self.picks.show(page.picks)
        self.query_one("#no-picks", Static).update("" if page.picks else NO_MODEL)

    def _say(self) -> None:
        """Put the words into the room that they have."""
        if self._page is not None:
            words = self.query_one("#words")
            told = page_words(self._page.sections, words.scrollable_content_region.width)
            self.query_one("#told", Static).update(told)

    # --- the keys ---------------------------------------------------------------------------

    def action_next_part(self) -> None:
        """From the words to the picks, or back."""
        words = self.query_one("#words")
        (words if self.picks.has_focus else self.picks).focus()

    def action_home(self) -> None:
        self.host.go("home")

    def action_review(self) -> None:
        self.host.importing.review()

    def action_undo(self) -> None:
        """Undo the import, and go where one redoes it: the page tells of what is no longer so."""
        profile = self.host.profile_id
        if profile is not None:
            self.write_change(undo, self.host.library, profile)
            self.host.go("home")

    @on(PickList.Picked)
    def _open_title(self) -> None:
        item = self.picks.focused_item
        if item is not None and self.host.title_was_in_view(item):
            self.host.open_title(item)
