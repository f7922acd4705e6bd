"""What every screen of RecFlix has: a top bar, a body, a key bar, and how it stays up to date."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import Worker, WorkType

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.no_dataset import NoDataset, no_dataset_content
from recflix_tui.screens.frame.status import bar_state
from recflix_tui.screens.keys.actions import (
    BACK,
    LESSON_ACTIONS,
    Action,
    bindings,
    families,
    without_dataset,
)
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.bars.lesson_bar import LessonBar, LessonLook
from recflix_tui.widgets.bars.size_notice import SizeNotice
from recflix_tui.widgets.bars.top_bar import TopBar

if TYPE_CHECKING:
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState

WRITES = "writes"  # the group of the workers that write what the person does
LOAD = "load"  # the group of the workers that load what a screen shows
LOST = "-without-dataset"  # the class of a screen that needs a dataset while none is in use
SAID_FOR = 4  # seconds that what a change says of itself is shown

ALWAYS_SHOWN = ("jump", "help")
"""The actions that the key bar has room for however narrow it is, in this order at its end."""


def key_entries(actions: Iterable[Action]) -> tuple[list[KeyBar.Entry], int]:
    """The key bar's entries of some actions, and how many at the end are always shown."""
    groups = families(a for a in actions if a.label)
    groups.sort(key=lambda group: _rank(group[0].id))
    pinned = sum(_rank(group[0].id) >= 0 for group in groups)
    return [([(a.shown, a.run) for a in group], group[0].label) for group in groups], pinned


def _rank(action: str) -> int:
    """The place among those that are always shown, -1 for the others."""
    return ALWAYS_SHOWN.index(action) if action in ALWAYS_SHOWN else -1


class RecflixScreen(Screen[None]):
    """A screen of the app: subclasses give a body, and load what it shows.

    A subclass with keys of its own sets `OWN_ACTIONS` and `BINDINGS = bindings(OWN_ACTIONS)`.
    """

    OWN_ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What this screen alone does."""
    SHARED_ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What all screens of its kind do."""
    NEEDS_DATASET: ClassVar[bool] = True
    """Whether there is nothing on it while no dataset is in use."""
    HAS_LESSON: ClassVar[bool] = True
    """Whether the lesson under way is told on it, and its way back ends that first."""
    SMALLEST: ClassVar[Size] = Size(60, 14)
    """The columns and lines that it can be read in: with fewer it says so instead."""
    AUTO_FOCUS = "#body *"
    BINDINGS = bindings([BACK])

    entry_name = ""
    """The name of its entry among all screens, empty for a screen that lies over others."""
    _seen_revision = -1
    _framed = False  # whether the widgets are there to be brought up to date
    _retired = False
    _stale = False
    _loading = False
    _loaded_for: int | None = None  # the profile that what is shown is for

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._keeps_up: dict[str, bool] = {}  # what is under way: whether it was asked for anew

    # --- what a subclass gives --------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The widgets under the top bar."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """The lines above the key bar."""
        yield from ()

    def data_changed(self, item: int | None) -> None:
        """Redraw in place: `item` was rated or marked, or (None) anything may have changed.

        Also called (with None) when the screen comes into view after a change elsewhere, and
        at first.
        """
        self.load()

    async def load_once(self) -> None:
        """Read what is shown from the library, and show it. Called by `load` alone."""

    def loaded(self) -> None:
        """What was read is on the widgets; the next frame draws it."""

    def was_drawn(self) -> None:
        """A frame was drawn while this screen is on top."""

    def follow_clock(self) -> None:
        """A minute went by: show anew what goes by the time, where that is another one."""

    def arrive(self) -> None:
        """The person comes here from another screen."""

    def unkept(self) -> str:
        """What was changed here and is kept only by a key, as a question's sentence; empty where
        nothing is: who leaves the app loses it."""
        return ""

    def room_changed(self) -> None:
        """The body has more or fewer lines, though the terminal has as many."""

    def training_changed(self, state: TrainingState | TuningState) -> None:
        """A training or tuning started, went on or ended."""

    # --- what a subclass calls --------------------------------------------------------------

    def load(self) -> None:
        """Bring the screen up to date; what changes meanwhile shares the next round."""
        self._stale = True
        if not self._loading and not self._retired:
            self._loading = True
            self.run_worker(self._load_all(), group=LOAD)

    async def _load_all(self) -> None:
        try:
            with self.host.errors_shown():
                while self._stale:
                    self._stale = False
                    profile, asked = self.host.profile_id, perf_counter_ns()
                    await self.load_once()
                    self._loaded_for = profile
                    if profile is not None and not self._stale:
                        self.host.shown_by_next_frame(profile, asked)
                    if not self._stale:
                        self.loaded()
        except NoMatches:
            if self.is_attached:
                raise
            # The answer came when the app was being left, and its widgets had gone.
        finally:
            self._loading = False

    @property
    def is_up_to_date(self) -> bool:
        """Whether what it shows is of what holds now, and none of it is being loaded."""
        return (
            self._loaded_for == self.host.profile_id
            and self._seen_revision == self.host.revision
            and not self._loading
        )

    def keep_up(self, work: Callable[[], Awaitable[None]], group: str) -> None:
        """Have `work` done after a change; of several that come at once the last is worked out:
        what is asked for while it is under way is done once, after that.

        group: that of its worker, its own.
        """
        under_way = group in self._keeps_up
        self._keeps_up[group] = True
        if not under_way and not self._retired:
            self.run_worker(self._keep_up(work, group), group=group)

    async def _keep_up(self, work: Callable[[], Awaitable[None]], group: str) -> None:
        try:
            with self.host.errors_shown():
                while self._keeps_up[group]:
                    self._keeps_up[group] = False
                    await work()
        finally:
            del self._keeps_up[group]

    def write_change(self, change: Callable[..., Any], *args: Any, item: int | None = None) -> None:
        """Have the writer thread make a change, and show it when it is on disk.

        change: what it returns, where that is a line, is shown for a while; where it is a call,
        the reader thread makes it for that line.
        item: the title that it changes, None where it may be anything.
        """
        # The app's worker, not the screen's: closing a title must not call off its rating.
        self.app.run_worker(self._write_then_show(change, args, item), group=WRITES)

    async def _write_then_show(
        self, change: Callable[..., Any], args: tuple[Any, ...], item: int | None
    ) -> None:
        with self.host.errors_shown():
            said = await self.host.write(change, *args)
            self.host.changed(item)
            self.say(await self.host.read(said) if callable(said) else said)

    def say(self, said: object) -> None:
        """Show for a while what a change returned, where that is a line."""
        if isinstance(said, str):
            self.host.say(said, markup=False, timeout=SAID_FOR)

    def update_keys(self) -> None:
        """Show the keys anew: which there are may hang on what has the focus."""
        for bar in self.query(KeyBar):
            bar.set_entries(*key_entries(self._bar_now()))

    def _bar_now(self) -> list[Action]:
        lost = self.has_class(LOST)
        if lost:
            return without_dataset(self.host.actions)
        ends = self.host.lesson.runs and self.HAS_LESSON  # the lesson, and says so itself
        return [a for a in self.bar_actions() if not (ends and a.id == BACK.id)]

    def needs_nothing_loaded(self, event: events.Key | events.Paste) -> bool:
        """Whether a key means nothing that this screen shows: another screen, help, the end, or
        what the screen does at once."""
        own = {a for a in (*self.OWN_ACTIONS, *self.SHARED_ACTIONS) if not a.at_once}
        left = (action for action in self.actions() if action not in own)
        keys = (key for action in left for key in action.keys.split(","))
        return isinstance(event, events.Key) and event.key in keys

    def first_load(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> list[Worker[Any]]:
        """The worker that loads what is shown of who watches, where none of that is there yet:
        what a key waits for that means anything here."""
        if self._loaded_for == self.host.profile_id or self.needs_nothing_loaded(event):
            return []
        return [worker for worker in workers if worker.group == LOAD and worker.node is self]

    # --- the frame --------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield TopBar()
        with Container(id="body"):
            yield from self.compose_body()
        if self.NEEDS_DATASET:
            yield NoDataset()
        yield from self.compose_foot()
        yield LessonBar()
        yield KeyBar(*key_entries(self._bar_now()))
        yield SizeNotice()

    @property
    def is_too_small(self) -> bool:
        """Whether the terminal has no room for this screen, which then says so alone."""
        here = self.app.size
        return here.width < self.SMALLEST.width or here.height < self.SMALLEST.height

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(self.is_too_small, "cramped")
        if self.is_too_small:
            self.query_one(SizeNotice).say(self.SMALLEST, self.app.size)

    def actions(self) -> list[Action]:
        """The actions that this screen has, its own first: what it does itself with a key takes
        the place of what the app would do."""
        if self.has_class(LOST):
            return without_dataset(self.host.actions)
        own = [*self.OWN_ACTIONS, *self.SHARED_ACTIONS]
        taken = {key for action in own for key in action.keys.split(",") if key}
        shared = [*self.host.actions, *(LESSON_ACTIONS if self._lesson_look else ())]
        return own + [a for a in shared if not taken & set(a.keys.split(","))]

    def bar_actions(self) -> list[Action]:
        """Those whose keys work just now, for the key bar."""
        return self.actions()

    def on_mount(self) -> None:
        self._framed = True
        self.host.changes.subscribe(self, self._follow_change)
        self.host.status.subscribe(self, lambda _: self.update_bar())
        self.host.training.states.subscribe(self, self._follow_training)
        self.host.lesson.looks.subscribe(self, lambda _: self.update_lesson())
        self.update_bar()
        self.update_lesson()
        self.call_later(self.catch_up)

    def on_screen_resume(self) -> None:
        self.update_bar()
        self.update_lesson()
        self.catch_up()

    def retire(self) -> None:
        """Begin nothing more: the screen is left for good, or its dataset is in use no longer."""
        self._retired = True
        self.workers.cancel_node(self)

    def catch_up(self) -> None:
        """Take in what changed while the screen was out of view."""
        if self._framed and self._seen_revision != self.host.revision:
            self.show_change(None)

    def show_change(self, item: int | None) -> None:
        """Bring the whole screen up to date after a change."""
        self._seen_revision = self.host.revision
        self.update_bar()
        self.data_changed(item)

    def update_bar(self) -> None:
        """Show the top bar anew, and whether there is anything below it."""
        for bar in self.query(TopBar):
            bar.show(bar_state(self.host, self.entry_name))
        if self.NEEDS_DATASET:
            self._follow_dataset()

    @property
    def _lesson_look(self) -> LessonLook | None:
        """What the lesson tells here, None where it tells nothing."""
        return self.host.lesson.look_on(self.entry_name) if self.HAS_LESSON else None

    def update_lesson(self) -> None:
        """Show what the lesson tells just now; nothing where none is under way."""
        for bar in self.query(LessonBar):
            if bar.show(self._lesson_look):
                self.update_keys()
                self.call_after_refresh(self.room_changed)

    def _follow_dataset(self) -> None:
        """In place of the screen's own, say what to do while no dataset is in use."""
        lost = self.host.library.snapshot.dataset is None and not self.host.opening
        if lost:
            say: WorkType[None] = self._say_what_to_do
            self.run_worker(say, group="lost", exclusive=True)
        if lost is not self.has_class(LOST):
            self.set_class(lost, LOST)
            self.update_keys()
            if not lost and self.focused is None and self.AUTO_FOCUS:
                for widget in [w for w in self.query(self.AUTO_FOCUS) if w.focusable][:1]:
                    self.set_focus(widget)

    async def _say_what_to_do(self) -> None:
        with self.host.errors_shown():
            others = await self.host.read(self.host.library.datasets.all)
            words = no_dataset_content(self.host, [info.name for info in others])
            for told in self.query(NoDataset):
                told.update(words)

    def _follow_change(self, item: int | None) -> None:
        """The screen in view shows a change at once, the others when they return."""
        if self.is_active:
            self.show_change(item)

    def _follow_training(self, state: TrainingState | TuningState) -> None:
        self.update_bar()
        self.training_changed(state)

    def action_back(self) -> None:
        """Leave a screen that lies over another; from a tab, go Home."""
        self.host.back()
