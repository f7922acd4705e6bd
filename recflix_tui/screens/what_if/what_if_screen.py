"""What if: strike or change what was done, and see at once what that moves. Nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.worker import Worker

from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.recommend.what_if.changes import NOTHING, Changes
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.keys.actions import bindings
from recflix_tui.screens.signals.signals_words import fitted
from recflix_tui.screens.what_if.loading import Entry, Read, load, load_tried
from recflix_tui.screens.what_if.what_if_keys import OWN_ACTIONS
from recflix_tui.screens.what_if.what_if_words import (
    AS_IT_IS,
    about_words,
    columns_words,
    heading_words,
    is_of_struck_genre,
    lines_of,
    rows_words,
    strike_rows,
    title_words,
    two_pages,
)
from recflix_tui.widgets.fitted_text import FittedText
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.shelf.grid import seen_at_once
from recflix_tui.widgets.weights.strike_list import StrikeList
from recflix_tui.widgets.weights.two_pages import TwoPages

if TYPE_CHECKING:
    from recflix_tui.recommend.what_if.beside import WhatIf

TRYING = "trying"  # the group of the worker that works out what moves
DROPPED = "dropped: all is as it is; esc once more leaves"
ONLY_RATINGS = "← → change a rating; a signal's weight is set on Signals (s)"
NOT_RATED = "it is not rated: ← → try a rating"


class WhatIfScreen(RecflixScreen):
    """Over the screen that a title was in focus on: all that may be struck, and what moves."""

    AUTO_FOCUS = "StrikeList"
    OWN_ACTIONS = OWN_ACTIONS
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "what_if.tcss"
    SMALLEST = Size(72, 16)

    def __init__(self, host: Host, item: int) -> None:
        super().__init__(host)
        self._item = item
        self._read: Read | None = None  # what holds
        self._changes = NOTHING  # what is tried out
        self._tried: WhatIf | None = None  # what some changes move, these or earlier ones

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield FittedText(id="heading")
        with Horizontal(id="both"):
            with Vertical(id="left"):
                yield StrikeList()
            with Vertical(id="right"):
                yield FittedText(id="title")
                yield FittedText(id="moved")
                yield FittedText(id="columns")
                yield TwoPages()

    def compose_foot(self) -> ComposeResult:
        yield FittedText(id="line")

    @property
    def item(self) -> int:
        """The title that is asked about."""
        return self._item

    @property
    def list(self) -> StrikeList:
        """All that may be struck."""
        return self.query_one(StrikeList)

    @property
    def pages(self) -> TwoPages:
        """The first ten picks and the rows, before and after."""
        return self.query_one(TwoPages)

    @property
    def changes(self) -> Changes:
        """What is tried out."""
        return self._changes

    @property
    def chosen(self) -> Entry | None:
        """What the line in focus is about."""
        lines = [] if self._read is None else lines_of(self._read.entries)
        line = lines[self.list.at] if self.list.at < len(lines) else None
        return line if isinstance(line, Entry) else None

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        if self._read is not None:
            self._try_again()

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """While what there is to strike is loaded first, keys wait for it; none waits for what
        that moves."""
        return self.first_load(event, workers)

    # --- reading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is None or library.snapshot.dataset is None:
            return
        read = await self.host.read(load, library, profile, self._item, self._seen)
        if isinstance(read, str):
            self._read = self._tried = None
            self.list.show(())
            self.query_one("#moved", FittedText).fit(fitted(read))
            return
        self._read, self._tried = read, read.as_it_is
        self._changes = self._changes.still_there(read.ratings)
        self._show_list()
        self._show_moved()
        if self._changes.count:
            await self._try_once()

    @property
    def _seen(self) -> FirstScreen:
        return FirstScreen(*seen_at_once(*self.app.size))

    def _try_again(self) -> None:
        """Work out what moves."""
        self.keep_up(self._try_once, TRYING)

    async def _try_once(self) -> None:
        read, library = self._read, self.host.library
        if read is not None and read.profile == self.host.profile_id:
            tried = await self.host.read(load_tried, library, read, self._changes, self._seen)
            if self._read is read:  # else what was read anew is worked out by itself
                self._tried = tried
                self._show_moved()

    # --- showing ----------------------------------------------------------------------------

    def _show_list(self) -> None:
        read, changes = self._read, self._changes
        if read is None:
            return
        self.list.show(strike_rows(read, changes))
        title = read.dataset.title(self._item)
        self.query_one("#heading", FittedText).fit(
            lambda width, height: heading_words(title, changes, width)
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._read is not None and self.chosen is not None:
            words = about_words(self.chosen, self._read, self._changes)
            self.query_one("#line", FittedText).fit(fitted(words))

    def _show_moved(self) -> None:
        """The title before and after, what moves in a sentence, and title by title."""
        read, tried = self._read, self._tried
        if read is None or tried is None:
            return
        moves = bool(tried.changes.count)
        self.query_one("#title", FittedText).fit(title_words(tried))
        self.query_one("#moved", FittedText).fit(
            fitted(rows_words(tried.page) if moves else AS_IT_IS)
        )
        self.query_one("#columns", FittedText).fit(columns_words(moves))
        self.pages.show(two_pages(tried, read.dataset.title), moves)

    # --- trying out -------------------------------------------------------------------------

    def _try(self, changes: Changes) -> None:
        if changes != self._changes:
            self._changes = changes
            self._show_list()
            self._try_again()

    def action_turn(self) -> None:
        """Strike what counts, and restore what is struck."""
        chosen, read, changes = self.chosen, self._read, self._changes
        if chosen is None or read is None or not self.list.has_focus:
            return
        if chosen.signal is not None:
            self._try(changes.turning_signal(chosen.signal.name))
        elif chosen.genre is not None:
            self._try(changes.turning_genre(chosen.genre))
        elif chosen.item is not None:
            by_genre = is_of_struck_genre(chosen.item, read, changes)
            if chosen.stars is None and chosen.item not in changes.stars:
                self.host.say(NOT_RATED, markup=False, timeout=4)
            self._try(changes.turning(chosen.item, chosen.stars, by_genre))

    def action_step(self, steps: int) -> None:
        """Try half a star more or less."""
        chosen, read, changes = self.chosen, self._read, self._changes
        if chosen is None or read is None or not self.list.has_focus:
            return
        title = read.as_it_is.before.title
        if chosen.item is None or title is None:
            self.host.say(ONLY_RATINGS, markup=False, timeout=4)
            return
        by_genre = is_of_struck_genre(chosen.item, read, changes)
        scale, guess = read.dataset.scale, title.why.shown
        self._try(changes.stepping(chosen.item, chosen.stars, guess, steps, scale, by_genre))

    @on(StrikeList.Turned)
    def _turn_clicked(self) -> None:
        self.action_turn()

    @on(PickList.Picked, "StrikeList")
    def _turn_picked(self) -> None:
        self.action_turn()

    def action_back(self) -> None:
        """First what is tried out is dropped, then the screen is left."""
        if self._changes.count:
            self._try(NOTHING)
            self.host.say(DROPPED, markup=False, timeout=4)
        else:
            self.host.back()

    # --- the focus --------------------------------------------------------------------------

    def action_next_part(self) -> None:
        """To the first line of the next list, from the last one to the top."""
        lines = [] if self._read is None else lines_of(self._read.entries)
        starts = [0, *(n + 1 for n, line in enumerate(lines) if isinstance(line, str))]
        self.list.focus()
        self.list.focus_row(next((start for start in starts if start > self.list.at), 0))

    @on(PickList.Moved, "StrikeList")
    def _follow_line(self) -> None:
        self._show_chosen()

    @on(PickList.Picked, "TwoPages")
    def _open_title(self) -> None:
        item = self.pages.focused_item
        if item is not None and self.host.title_was_in_view(item):
            self.host.open_title(item)
