"""Time travel: a profile's page, ratings and marks as they were after one event."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.library.acts.then_words import lacks_words
from recflix_tui.library.time_travel import Then
from recflix_tui.screens.activity.travel_words import (
    NOTHING_YET,
    banner_words,
    model_words,
    page_lines,
    state_lines,
)
from recflix_tui.widgets.lists.told_list import ToldList

PAGE, STATE = "page-then", "state-then"


class TravelPane(Vertical):
    """A banner that says of when it is, the page at the left, ratings and marks at the right."""

    DEFAULT_CSS = """
    TravelPane {
        & > Static { width: 1fr; height: 1; padding: 0 2; }
        & > Static { text-wrap: nowrap; text-overflow: ellipsis; }
        & > #banner { background: $accent; color: $background; text-style: bold; }
        & > .travel--words { height: auto; max-height: 3; color: $muted; text-wrap: wrap; }
        & > Horizontal { height: 1fr; margin-top: 1; }
        & ToldList { height: 1fr; scrollbar-size-vertical: 1; }
        & #page-then { width: 1fr; }
        & #state-then { width: 32; margin-left: 1; }
        &.nowhere > #banner { background: $background; color: $muted; text-style: none; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(NOTHING_YET, id="banner", markup=False)
        yield Static(id="model-then", classes="travel--words", markup=False)
        yield Static(id="lacks-then", classes="travel--words", markup=False)
        with Horizontal():
            yield ToldList(id=PAGE)
            yield ToldList(id=STATE)

    @property
    def page(self) -> ToldList:
        """The rows of the page."""
        return self.query_one(f"#{PAGE}", ToldList)

    @property
    def state(self) -> ToldList:
        """Ratings and marks."""
        return self.query_one(f"#{STATE}", ToldList)

    def show(self, then: Then | None) -> None:
        """Show a moment; None where there is none to go to."""
        self.set_class(then is None, "nowhere")
        self._say("banner", NOTHING_YET if then is None else banner_words(then))
        self._say("model-then", "" if then is None else model_words(then))
        lacks = "" if then is None else lacks_words(then.lacks, then.in_part)
        self._say("lacks-then", lacks)
        self.query_one("#lacks-then").display = bool(lacks)
        self.page.show([] if then is None else page_lines(then))
        self.state.show([] if then is None else state_lines(then))

    def _say(self, name: str, words: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(words))
