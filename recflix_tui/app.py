"""RecflixApp: opens what the person works with, owns the screens and the background work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, cast

from textual import work
from textual.command import CommandPalette, Provider

from recflix_tui.library.datasets import SAMPLE
from recflix_tui.library.library import Library
from recflix_tui.screens.all_screens import ALL_SCREENS, ScreenEntry
from recflix_tui.screens.frame.actions import BACK, Action, app_actions
from recflix_tui.screens.frame.app_base import AppBase
from recflix_tui.screens.frame.navigator import Navigator, import_ahead
from recflix_tui.screens.frame.recflix_screen import WRITES, RecflixScreen
from recflix_tui.screens.frame.status import dataset_words, model_words, tuned_words

if TYPE_CHECKING:
    from textual.app import App

    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.training.child_process import ChildProcess
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState

TRAINING = "training"  # the group of the worker that follows a training
POLL = 1.0  # seconds between looks at what other processes changed
LEISURE = 0.3  # seconds after the start until there is time for what is not asked for yet


def _palette() -> type[Provider]:
    from recflix_tui.screens.frame.palette import RecflixCommands

    return RecflixCommands


class RecflixApp(AppBase):
    """The app over one Library."""

    TITLE = "RecFlix"
    CSS_PATH = "app.tcss"
    COMMANDS = {_palette}  # noqa: RUF012
    BINDINGS = []  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        library: Library,
        warming: bool = False,
        screens: Sequence[ScreenEntry] = ALL_SCREENS,
    ) -> None:
        """warming: compile the solvers, where that was not done yet."""
        self.screens = screens
        self.actions: Sequence[Action] = app_actions(screens)
        self.profile_id: int | None = None
        self.profile_name = ""
        self.revision = 0
        self.training: TrainingState | TuningState | None = None
        self.opening = ""
        self.preparing = ""
        self._warming = warming
        self._run: ChildProcess[Any] | None = None
        self._navigator = Navigator(self, screens)
        self._taking = asyncio.Lock()  # one at a time takes in what is new
        self._started = time.time()
        self._told: set[int] = set()  # the versions that were told of as ready
        super().__init__(library)
        for action in self.actions:
            if action.keys and action is not BACK:  # which is each screen's own
                self.bind(action.keys, action.run, description=action.help, show=False)

    # --- start and end ----------------------------------------------------------------------

    async def on_mount(self) -> None:
        last = self.library.profiles.last()
        if last is not None:
            self._watch_as(last, self.library.profiles.get(last).name)
        # Awaited, so that keys typed ahead meet a screen that is there.
        await self.push_screen(self._navigator.screen(self._first_screen))
        self.set_interval(POLL, self._poll)
        self.set_timer(LEISURE, self._make_ready)
        self._open_sample()

    @work(group="ready")
    async def _make_ready(self) -> None:
        """Once the first screen stands, prepare what is mostly asked for next."""
        await asyncio.to_thread(import_ahead, self.screens, self.library)
        if self._warming and not await asyncio.to_thread(lambda: self.library.models.compiled):
            await self._warm()

    async def _warm(self) -> None:
        """Compile the solvers once no training is under way (which compiles its own)."""
        from recflix_tui.training.child_process import run_aside

        while self.opening or (self.training is not None and self.training.is_active):
            await asyncio.sleep(POLL)
        self._say_preparing("compiling the solvers, once")
        await run_aside(self.library.models.warming_command())
        self._say_preparing("")

    def _say_preparing(self, words: str) -> None:
        self.preparing = words
        self._update_bars()

    @work(group="opening")
    async def _open_sample(self) -> None:
        """On a home without a dataset take the sample; train its first model."""
        with self.errors_shown(self._open_no_sample):
            if self.library.snapshot.dataset is None:
                self._say_opening("opening the sample data")
                # In a thread of its own: the reader has first screens to serve meanwhile.
                await asyncio.to_thread(self.library.datasets.ensure_sample)
                self._say_opening("")
                self.changed()
            self._go_on_with_model()

    def _open_no_sample(self, error: str) -> None:
        self._say_opening("")
        self.show_error(error)

    def _go_on_with_model(self) -> None:
        """Say what is wrong with the model, if anything; train the sample's first one."""
        now = self.library.snapshot
        if now.model_problem is not None:
            self.show_error(now.model_problem)
        if now.dataset_name == SAMPLE and now.dataset is not None and now.model_info is None:
            self.start_training()

    def _say_opening(self, words: str) -> None:
        self.opening = words
        self._update_bars()

    async def action_quit(self) -> None:
        """Quit, when all that was rated before is on disk."""
        writing = [worker for worker in self.workers if worker.group == WRITES]
        if writing:  # of none at all, Textual would wait for every worker, a training too
            await self.workers.wait_for_complete(writing)
        self.exit()

    async def on_unmount(self) -> None:
        if self._run is not None:
            await self._run.close()
        self.end_threads()

    # --- changes ----------------------------------------------------------------------------

    def changed(self, item: int | None = None) -> None:
        """Something changed: the screen in view shows it now, the others when they return."""
        self.revision += 1
        if isinstance(self.screen, RecflixScreen):
            self.screen.show_change(item)

    @work(group="poll")
    async def _poll(self) -> None:
        """Take in what another process changed: a rating, a model, a profile."""
        # News is told once: a look that is under way is let finish, never cancelled.
        if not self.opening and not self._taking.locked():
            await self._refresh_library()

    async def _refresh_library(self) -> None:
        with self.errors_shown():
            async with self._taking:
                news = await self.read(self.library.session.news)
                if not news:
                    return
                # Taken between two frames: what is drawn next is all of the one or of the other.
                before = self.library.snapshot
                self.library.session.take(news)
                self._tell_of_change(before)
            await self._recheck_profile()
            self.changed()

    def _tell_of_change(self, before: Snapshot) -> None:
        """Say that another dataset or model is in use; with another dataset, start over."""
        now = self.library.snapshot
        if before.dataset is not None and now.dataset is not before.dataset:
            self._told.clear()
            self._navigator.start_over(self._first_screen)
            self.notify(dataset_words(now, before), markup=False, timeout=5)
            return
        info, earlier = now.model_info, before.model_info
        if info is not None and (earlier is None or earlier.version != info.version):
            trained = info.created_at >= self._started and info.version not in self._told
            self._told.add(info.version)
            self.notify(model_words(info, earlier, trained), markup=False, timeout=6)

    @work(group="dataset")
    async def use_dataset(self, name: str) -> None:
        """Take another of the imported datasets into use."""
        with self.errors_shown():
            await self.write(self.library.datasets.choose, name)
            await self._refresh_library()

    async def _recheck_profile(self) -> None:
        """Follow a rename, or a removal, of the profile by another process."""
        if self.profile_id is None:
            return
        names = {p.id: p.name for p in await self.read(self.library.profiles.summaries)}
        name = names.get(self.profile_id)
        if name is None:
            self.profile_id, self.profile_name = None, ""
            self.go("profiles")
        else:
            self.profile_name = name

    def _update_bars(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, RecflixScreen):
                screen.update_bar()

    # --- training ---------------------------------------------------------------------------

    def start_training(self, **settings: Any) -> None:
        """Train in the background; nothing happens while a training runs."""
        if self._is_idle:
            self._train(self.library.models.training_command(**settings))

    def start_tuning(self, **settings: Any) -> None:
        """Search in the background for the settings that suit the dataset."""
        if self._is_idle:
            self._tune(self.library.models.tuning_command(**settings))

    @property
    def _is_idle(self) -> bool:
        """Whether no training and no tuning runs."""
        return all(worker.is_finished for worker in self.workers if worker.group == TRAINING)

    @work(group=TRAINING)
    async def _train(self, command: list[str]) -> None:
        from recflix_tui.training.child_process import ChildProcess
        from recflix_tui.training.training_state import TrainingState

        await self._follow(ChildProcess(command, TrainingState()))

    @work(group=TRAINING)
    async def _tune(self, command: list[str]) -> None:
        from recflix_tui.training.child_process import ChildProcess
        from recflix_tui.tuning.tuning_state import TuningState

        await self._follow(ChildProcess(command, TuningState()))

    async def _follow(self, run: ChildProcess[Any]) -> None:
        self._run = run
        async with aclosing(run.states()) as states:
            async for state in states:
                await self._show_training(state)

    async def _show_training(self, state: TrainingState | TuningState) -> None:
        self.training = state
        if state.status == "done":
            await self._refresh_library()
        for screen in self.screen_stack:
            if isinstance(screen, RecflixScreen):
                screen.show_training(state)
        if state.is_tuning and state.outcome is not None:
            self.notify(tuned_words(state.outcome), markup=False, timeout=6)
        if state.status == "failed":
            self.show_error(state.message)

    def cancel_training(self) -> None:
        """End the training or tuning; the model stays as it was."""
        if self._run is not None:
            self._run.cancel()

    # --- screens ----------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show the screen of that name; nothing while nobody watches, where that is needed."""
        if self.profile_id is not None or not self._navigator.entry(name).needs_profile:
            self._navigator.show(name)

    def action_go(self, name: str) -> None:
        """Go to a screen by its key."""
        self.go(name)

    @property
    def _first_screen(self) -> str:
        return "profiles" if self.profile_id is None else "home"

    def open_title(self, item: int, why: bool = False) -> None:
        """Show one title over the present screen, at its why if `why`."""
        from recflix_tui.screens.title import TitleScreen

        self.push_screen(TitleScreen(item, why=why))

    def action_search(self) -> None:
        """Show Browse with its search box focused."""
        from recflix_tui.screens.browse.browse_screen import BrowseScreen

        self.go("browse")
        if isinstance(self.screen, BrowseScreen):
            self.screen.focus_search()

    def back(self) -> None:
        """Leave the screen that lies on top; from a tab, go Home."""
        if not self._navigator.leave_top():
            self.go("home")

    def action_show_help(self) -> None:
        """Show all keys of the screen in view."""
        from recflix_tui.screens.dialogs.help import HelpScreen

        if isinstance(self.screen, RecflixScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Show the command palette; Textual's own name for that, and its key."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            from recflix_tui.screens.dialogs.once import Palette

            self.push_screen(Palette(placeholder="an action or a title"))

    # --- profile ----------------------------------------------------------------------------

    def choose_profile(self, profile_id: int) -> None:
        """Make this person the one who watches, and show Home."""
        self._choose(profile_id)

    @work(group="choose", exclusive=True)
    async def _choose(self, profile_id: int) -> None:
        with self.errors_shown():
            profile = await self.write(self.library.profiles.get, profile_id)
            await self.write(self.library.profiles.remember, profile_id)
            self._watch_as(profile_id, profile.name)
            self.go("home")

    def _watch_as(self, profile_id: int, name: str) -> None:
        self.profile_id, self.profile_name = profile_id, name
        self.revision += 1
