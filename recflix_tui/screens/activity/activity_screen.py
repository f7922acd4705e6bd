"""Activity: all that a profile did, as it was at any moment of that, and how it comes to the
screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker

from recflix_tui.library.acts.history import Cursor, Done, HistoryPage, Kind
from recflix_tui.library.behaviour import ActKind
from recflix_tui.screens.activity.activity_keys import OWN_ACTIONS
from recflix_tui.screens.activity.event_words import EVERYTHING, LOGS, about_words, look_of
from recflix_tui.screens.activity.export_dialog import ExportScreen
from recflix_tui.screens.activity.kept_dialog import KeptScreen, unkept_words
from recflix_tui.screens.activity.pipeline_words import pipeline_look
from recflix_tui.screens.activity.prune_dialog import Prune, PruneScreen, pruned_words
from recflix_tui.screens.activity.travel_pane import TravelPane
from recflix_tui.screens.activity.travelling import Travelling
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import LOAD
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.text import counted
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from recflix_tui.widgets.lists.event_list import EventList
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.pipeline.panel import PipelinePanel

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

EVERY = 1.0  # seconds between looks at the pipeline's figures, while they are in view
KINDS = (None, *Kind)
FIRST, FURTHER = 200, 500
"""How many events are read at first, and then at a time."""
NAMES = {"events": "events", "travel": "time travel", "pipeline": "pipeline"}
ON_LIST = {"then", "kinds", "kinds_back", "prune", "kept", "export"}
IN_TIME = {"earlier", "later"}
MORE = "activity"  # the group of the worker that reads what comes next


class ActivityScreen(Travelling):
    """Events are read page by page as one comes near the end of those that are there."""

    AUTO_FOCUS = "EventList"
    OWN_ACTIONS = OWN_ACTIONS
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "activity.tcss"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._part, self._pane = 0, "events"
        self._kind: Kind | None = None
        self._done: list[Done] = []
        self._cursor: Cursor | None = None
        self._profile: int | None = None  # whose events these are
        self._unkept = ""  # which kinds are not kept of it, in words

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield Static(id="panes")
        with Vertical(id="events", classes="pane"):
            yield ChoiceBar(id="choices")
            yield EventList()
            yield Static(id="about", markup=False)
        with Vertical(id="travel", classes="pane"):
            yield TravelPane()
        with Vertical(id="pipeline", classes="pane"):
            yield PipelinePanel()

    @property
    def shown(self) -> EventList:
        """What was done."""
        return self.query_one(EventList)

    @property
    def focused_done(self) -> Done | None:
        """The event in focus."""
        look = self.shown.focused
        key = None if look is None else look.key
        return next((done for done in self._done if done.key == key), None)

    def on_mount(self) -> None:
        self.set_interval(EVERY, self._show_pipeline)
        self._go_to(0)

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)

    # --- keys typed ahead -------------------------------------------------------------------

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys are for the events that are there: they wait for the first, and for other kinds."""
        there = list(workers)
        waits = [*super().keys_wait_for(event, there)]
        has_none = self._loaded_for != self.host.profile_id or not self._done
        if has_none and not self.needs_nothing_loaded(event):
            waits += [worker for worker in there if worker.group == LOAD and worker.node is self]
        return waits

    # --- panes ------------------------------------------------------------------------------

    @property
    def _parts(self) -> list[tuple[str, Widget]]:
        """What `tab` leads through: the pane of each, and what has the focus there."""
        travel, trips = self.query_one(TravelPane), self.query_one(PipelinePanel).trips
        of_travel: list[tuple[str, Widget]] = [("travel", travel.page), ("travel", travel.state)]
        return [("events", self.shown), *of_travel, ("pipeline", trips)]

    def _go_to(self, part: int) -> None:
        pane, widget = self._parts[part]
        self._part, self._pane = part, pane
        for name in NAMES:
            self.set_class(name == pane, f"at-{name}")
        self.query_one("#panes", Static).update(panes_words(pane))
        widget.focus()
        self._show_pipeline()
        self.update_keys()

    def action_next_pane(self, steps: int) -> None:
        self._go_to((self._part + steps) % len(self._parts))
        if self._pane == "travel" and self.event_gone_to is None:
            self.depart(None)

    def bar_actions(self) -> list[Action]:
        """Only what can be done where one is."""
        gone = {"events": IN_TIME, "travel": ON_LIST}.get(self._pane, ON_LIST | IN_TIME)
        return [action for action in super().bar_actions() if action.id not in gone]

    def _show_pipeline(self) -> None:
        if self.is_active and self._pane == "pipeline":
            look = pipeline_look(self.host.library, self.host.profile_id)
            self.query_one(PipelinePanel).show(look)

    # --- reading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        """The newest events; as many as were there, so that the one in focus stays."""
        profile, library = self.host.profile_id, self.host.library
        if profile is None or library.snapshot.dataset is None:
            return
        if profile != self._profile:
            self._profile, self._done, self._kind = profile, [], None
            self.shown.forget_focus()
            self.stay_here()
        n = max(len(self._done), FIRST)
        page, self._unkept = await self.host.read(read_anew, library, profile, self._kind, n)
        self._take([], page)
        self._show_pipeline()

    def _take(self, before: list[Done], page: HistoryPage) -> None:
        self._done, self._cursor = [*before, *page.done], page.cursor
        self.shown.show([look_of(done) for done in self._done], page.cursor is not None)
        self._show_choices()
        self._tell()

    @on(EventList.NearEnd)
    def _read_on(self) -> None:
        if self._cursor is not None:
            self.run_worker(self._read_more(self._cursor), group=MORE, exclusive=True)

    async def _read_more(self, cursor: Cursor) -> None:
        profile, kind = self.host.profile_id, self._kind
        if profile is None or profile != self._profile:
            return
        with self.host.errors_shown():
            page = await self.host.read(
                read_page, self.host.library, profile, kind, cursor, FURTHER
            )
            if (self._cursor, self._kind, self._profile) == (cursor, kind, profile):
                self._take(self._done, page)

    def _show_choices(self) -> None:
        said = EVERYTHING if self._kind is None else LOGS[self._kind]
        more = "" if self._cursor is None else ", more below"
        there = f"{counted(len(self._done), 'event')}{more}"
        choices = [("v", said, "next_kind(1)"), ("", there, "")]
        if self._unkept:
            choices.append(("", self._unkept, ""))
        self.query_one(ChoiceBar).show(choices)

    @on(PickList.Moved, "EventList")
    def _tell(self) -> None:
        self.query_one("#about", Static).update(about_words(self.focused_done))

    # --- actions ----------------------------------------------------------------------------

    @on(PickList.Picked, "EventList")
    def _go_back_to_it(self) -> None:
        self.action_then()

    def action_then(self) -> None:
        """Ratings, marks and page as they were right after the event in focus."""
        if self._pane == "events":
            self._go_to(1)
            self.depart(self.focused_done)

    def action_step(self, steps: int) -> None:
        if self._pane == "travel":
            self.step_in_time(steps)

    def action_back(self) -> None:
        """From the past to now, with the event that one was at in focus; from there, away."""
        if self._pane == "events":
            self.host.back()
            return
        at = self.event_gone_to if self._pane == "travel" else None
        self.stay_here()
        self._go_to(0)
        if at is not None:
            self.shown.focus_key(("log", at))

    def action_next_kind(self, steps: int) -> None:
        if self._pane != "events":
            return
        self._kind = KINDS[(KINDS.index(self._kind) + steps) % len(KINDS)]
        self._done = []
        self.shown.forget_focus()
        self.load()

    def action_prune(self) -> None:
        """Ask what is to go: of what is kept beside ratings and marks."""
        if self._pane == "events":
            self.app.push_screen(PruneScreen(self.host, self.focused_done), self._prune)

    def _prune(self, what: Prune | None) -> None:
        profile = self.host.profile_id
        if what is not None and profile is not None:
            self.write_change(prune, self.host.library, profile, what.kinds, what.before)

    def action_kept(self) -> None:
        """Show what is kept, to switch it on or off."""
        profile = self.host.profile_id
        if profile is not None:
            self.app.push_screen(KeptScreen(self.host, profile), lambda _: self.load())

    def action_export(self) -> None:
        """Ask for the file that all of it is written to."""
        profile = self.host.profile_id
        if profile is not None:
            self.app.push_screen(ExportScreen(self.host, profile))


def read_anew(
    library: Library, profile_id: int, kind: Kind | None, limit: int
) -> tuple[HistoryPage, str]:
    """The newest of what a profile did, and which kinds are not kept of it, in words."""
    unkept = unkept_words(library.behaviour.keeps(profile_id))
    return read_page(library, profile_id, kind, Cursor(), limit), unkept


def read_page(
    library: Library, profile_id: int, kind: Kind | None, cursor: Cursor, limit: int
) -> HistoryPage:
    """The next of what a profile did."""
    return library.behaviour.history(profile_id, kind, cursor, limit)


def prune(
    library: Library, profile_id: int, kinds: tuple[ActKind, ...], before: float | None
) -> str:
    """Take behaviour away; what went, in a line."""
    gone = library.behaviour.prune(profile_id, kinds, before)
    return pruned_words(gone, kinds)


def panes_words(pane: str) -> Content:
    """The names of the panes, the one in view lit."""
    parts = [
        (f"{name}   ", "$accent bold" if key == pane else "$muted") for key, name in NAMES.items()
    ]
    return Content.assemble(*parts)
