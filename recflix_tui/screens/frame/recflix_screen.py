"""What every screen of RecFlix has: a top bar, a why line, a key bar and the rating keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer

from recflix_tui.screens.frame import title_actions
from recflix_tui.screens.frame.actions import (
    BACK,
    TITLE_ACTIONS,
    UNDO,
    Action,
    bindings,
    families,
)
from recflix_tui.screens.frame.host import Host
from recflix_tui.screens.frame.status import bar_state, why_of
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.bars.top_bar import TopBar
from recflix_tui.widgets.bars.why_line import WhyLine

if TYPE_CHECKING:
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState

WRITES = "writes"  # the group of the workers that write what the person does
WHY_PAUSE = 0.05  # seconds that the focus rests before its why is worked out
_ON_TITLES = {a.run.partition("(")[0] for a in (*TITLE_ACTIONS, UNDO)}


def key_entries(actions: Iterable[Action]) -> list[KeyBar.Entry]:
    """The key bar's entries of some actions, the way to all keys last."""
    groups = families(a for a in actions if a.label)
    groups.sort(key=lambda group: group[0].id == "help")
    return [([(a.shown, a.run) for a in group], group[0].label) for group in groups]


class RecflixScreen(Screen[None]):
    """A screen: subclasses give a body and say which title has the focus.

    A subclass with keys of its own sets `OWN_ACTIONS` and `BINDINGS = bindings(OWN_ACTIONS)`.
    """

    SHOWS_TITLES: ClassVar[bool] = True
    """Whether there are titles to rate here: without, no why line and no rating keys."""
    OWN_ACTIONS: ClassVar[tuple[Action, ...]] = ()
    AUTO_FOCUS = "#body *"

    BINDINGS = bindings((*TITLE_ACTIONS, UNDO, BACK))

    entry_name = ""
    """The name of its entry among all screens, empty for a screen that lies over others."""
    _seen_revision = -1
    _framed = False  # whether the widgets are there to be brought up to date
    _retired = False
    _stale = False
    _loading = False
    _why_timer: Timer | None = None

    @property
    def host(self) -> Host:
        return cast(Host, self.app)

    # --- what a subclass gives --------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The widgets between the top bar and the why line."""
        yield from ()

    def focused_item(self) -> int | None:
        """The title that the rating keys act on."""
        return None

    def profile_changed(self, item: int | None) -> None:
        """Redraw in place: `item` was rated or marked, or (None) anything may have changed.

        Also called (with None) when the screen comes into view after a change elsewhere, and
        at first.
        """

    async def load_once(self) -> None:
        """Read what is shown from the library, and show it. Called by `load` alone."""

    def arrive(self) -> None:
        """The person comes here from another place."""

    def training_changed(self, state: TrainingState | TuningState) -> None:
        """A training or tuning started, went on or ended."""

    # --- what a subclass calls --------------------------------------------------------------

    def focus_moved(self) -> None:
        """Tell that another title has the focus: the why line follows."""
        if self._why_timer is not None:
            self._why_timer.stop()
        self._why_timer = self.set_timer(WHY_PAUSE, self._start_why)

    def load(self) -> None:
        """Bring the screen up to date; what changes meanwhile shares the next round."""
        self._stale = True
        if not self._loading and not self._retired:
            self._loading = True
            self.run_worker(self._load_all(), group="load")

    async def _load_all(self) -> None:
        try:
            with self.host.errors_shown():
                while self._stale:
                    self._stale = False
                    await self.load_once()
        finally:
            self._loading = False

    def act(self, make: Callable[..., Any], *args: Any, item: int | None = None) -> None:
        """Have the writer thread do something, and show it when it is on disk."""
        # The app's worker, not the screen's: closing a title must not call off its rating.
        self.app.run_worker(self._write_then_show(make, args, item), group=WRITES)

    def act_on(self, item: int, make: Callable[..., Any], *args: Any) -> None:
        """Do something to a title for who watches, if its dataset is still the one in use."""
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and not self._retired:
            make = title_actions.while_open(library.snapshot.dataset, make)
            self.act(make, library, profile, item, *args, item=item)

    def update_keys(self) -> None:
        """Show the keys anew: which there are may hang on what has the focus."""
        for bar in self.query(KeyBar):
            bar.set_entries(key_entries(self.actions()))

    # --- the frame --------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield TopBar()
        with Container(id="body"):
            yield from self.compose_body()
        if self.SHOWS_TITLES:
            yield WhyLine()
        yield KeyBar(key_entries(self.actions()))

    def actions(self) -> list[Action]:
        """The actions that this screen has, its own first."""
        on_titles = (*TITLE_ACTIONS, UNDO) if self.SHOWS_TITLES else ()
        return [*self.OWN_ACTIONS, *on_titles, *self.host.actions]

    def on_mount(self) -> None:
        self._framed = True
        self.update_bar()
        self.call_later(self.catch_up)

    def on_screen_resume(self) -> None:
        self.update_bar()
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
        """Bring the whole screen up to date after a change; a new one does so by itself."""
        if not self._framed:
            return
        self._seen_revision = self.host.revision
        self.update_bar()
        self.profile_changed(item)
        self.focus_moved()

    def show_training(self, state: TrainingState | TuningState) -> None:
        """Bring the whole screen up to date with the training or tuning."""
        if self._framed:
            self.update_bar()
            self.training_changed(state)

    def update_bar(self) -> None:
        for bar in self.query(TopBar):
            bar.show(bar_state(self.host, self.entry_name))

    # --- why --------------------------------------------------------------------------------

    def _start_why(self) -> None:
        if self.SHOWS_TITLES and not self._retired:
            self.run_worker(self._show_why(), group="why", exclusive=True)

    async def _show_why(self) -> None:
        item, profile = self.focused_item(), self.host.profile_id
        lines = self.query(WhyLine)
        if not lines:
            return
        if item is None or profile is None or self.host.library.snapshot.dataset is None:
            lines.first().show("")
            return
        with self.host.errors_shown(lines.first().show):
            lines.first().show(await self.host.read(why_of, self.host.library, profile, item))

    # --- the rating keys --------------------------------------------------------------------

    async def _write_then_show(
        self, make: Callable[..., Any], args: tuple[Any, ...], item: int | None
    ) -> None:
        with self.host.errors_shown():
            said = await self.host.write(make, *args)
            self.host.changed(item)
            if isinstance(said, str):
                self.notify(said, markup=False, timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.SHOWS_TITLES or action not in _ON_TITLES

    def _act_on_focus(self, make: Callable[..., Any], *args: Any) -> None:
        item = self._acts_on()
        if item is not None:
            self.act_on(item, make, *args)

    def _acts_on(self) -> int | None:
        """The title in focus, of a screen that is still in use."""
        return None if self._retired else self.focused_item()

    def action_rate(self, stars: int) -> None:
        self._act_on_focus(title_actions.rate, stars)

    def action_nudge(self, steps: int) -> None:
        self._act_on_focus(title_actions.nudge, steps)

    def action_clear_rating(self) -> None:
        self._act_on_focus(title_actions.clear_rating)

    def action_mark(self, mark: str) -> None:
        self._act_on_focus(title_actions.toggle_mark, mark)

    def action_undo(self) -> None:
        if self.host.profile_id is not None and self.host.library.snapshot.dataset is not None:
            self.act(title_actions.undo, self.host.library, self.host.profile_id)

    def action_why(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_title(item, why=True)

    def action_open_title(self) -> None:
        item = self._acts_on()
        if item is not None:
            self.host.open_title(item)

    def action_back(self) -> None:
        """Leave a screen that lies over another; from a tab, go Home."""
        self.host.back()
