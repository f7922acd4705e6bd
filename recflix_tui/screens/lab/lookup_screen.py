"""Look-ups: a hash table against a list, measured as one watches; and what this session keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.keys.actions import BACK, Action, bindings
from recflix_tui.screens.lab.lookup_words import (
    NOT_YET,
    QUESTION,
    cache_looks,
    cache_words,
    curves_of,
    meaning_words,
    sizes_of,
    status_words,
)
from recflix_tui.widgets.lists.cache_list import CacheList
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.pictures.log_plot import LogPlot

if TYPE_CHECKING:
    from recflix_tui.lab.lookup.state import LookupState

EVERY = 1.0  # seconds between looks at what is kept, while the screen is in view
LOOKUPS = "Look-ups"


class LookupScreen(RecflixScreen):
    """The experiment goes on when the screen is left: it belongs to the app.

    Below the plot stand what it means and what this session keeps: side by side where there is
    room, else one of them.
    """

    AUTO_FOCUS = "#meaning"
    OWN_ACTIONS = (
        Action(id="start", keys="s", label="measure", help="Measure all ways", group=LOOKUPS),
        Action(id="cancel", keys="c", label="cancel", help="Cancel it", group=LOOKUPS),
        Action(
            id="other_part",
            keys="tab,shift+tab",
            shown="tab",
            label="meaning, caches",
            help="What it means, caches",
            group=LOOKUPS,
            in_palette=False,
        ),
        Action(
            id="scroll",
            shown="↑ ↓",
            help="Read on; the next cache",
            group=LOOKUPS,
            in_palette=False,
        ),
        BACK,
    )
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "lookup.tcss"

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield Static(QUESTION, id="question", markup=False)
        yield Static(id="status")
        yield LogPlot()
        with Horizontal(id="parts"):
            with Vertical(id="words"):
                yield Static("what it means", classes="heading")
                with VerticalScroll(id="meaning"):
                    yield Static(id="told")
            with Vertical(id="kept"):
                yield Static(
                    "what this session keeps; a hit: it was there, a miss: it was worked out",
                    classes="heading",
                    markup=False,
                )
                yield Static(id="columns", classes="heading", markup=False)
                yield CacheList()
                yield Static(id="what", markup=False)

    def on_mount(self) -> None:
        self.host.lookup.states.subscribe(self, self._follow)
        self.set_interval(EVERY, self._count_anew)
        self.query_one("#columns", Static).update(self.caches.heading)
        self._show(self.host.lookup.state)

    @property
    def caches(self) -> CacheList:
        """What this session keeps."""
        return self.query_one(CacheList)

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)

    # --- the experiment ---------------------------------------------------------------------

    def _follow(self, state: LookupState) -> None:
        self._show(state)
        self.update_keys()

    def _show(self, state: LookupState | None) -> None:
        self.query_one("#status", Static).update(status_words(state))
        self.query_one("#told", Static).update(meaning_words(state))
        self.query_one(LogPlot).show(curves_of(state), sizes_of(state), "titles", NOT_YET)

    def action_start(self) -> None:
        self.host.lookup.start()

    def action_cancel(self) -> None:
        self.host.lookup.cancel()

    def bar_actions(self) -> list[Action]:
        """Either it can be started, or cancelled."""
        idle = "start" if self.host.lookup.is_active else "cancel"
        return [action for action in super().bar_actions() if action.id != idle]

    # --- what is kept -----------------------------------------------------------------------

    async def load_once(self) -> None:
        self._count()

    def _count_anew(self) -> None:
        if self.is_active:
            self._count()

    def _count(self) -> None:
        self.caches.show(cache_looks(self.host.library.lab.caches()))
        self._say_what()

    @on(PickList.Moved)
    def _say_what(self) -> None:
        said = Content.styled(cache_words(self.caches.focused), "$muted")
        self.query_one("#what", Static).update(said)

    def action_other_part(self) -> None:
        """To what this session keeps, or back to what it means."""
        at_caches = not self.caches.has_focus
        self.set_class(at_caches, "at-caches")
        (self.caches if at_caches else self.query_one("#meaning")).focus()
