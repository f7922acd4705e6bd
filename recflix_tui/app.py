"""RecflixApp: opens what the person works with, owns the screens and the background work."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import events, work
from textual.command import CommandPalette, Provider
from textual.worker import WorkerError

from recflix_tui.errors import RecflixError
from recflix_tui.library.library import Library
from recflix_tui.screens.all_screens import ALL_SCREENS, Group, ScreenEntry
from recflix_tui.screens.background.changes_elsewhere import ChangesElsewhere
from recflix_tui.screens.background.evaluation_follower import EvaluationFollower
from recflix_tui.screens.background.lookup_follower import LookupFollower
from recflix_tui.screens.background.memory import keep_for_good
from recflix_tui.screens.background.start import OPENING, compile_solvers, open_sample
from recflix_tui.screens.background.training_follower import TrainingFollower
from recflix_tui.screens.dialogs.leaving import Leaving
from recflix_tui.screens.ending.signals import TERMINAL_GONE, leave_at_signals
from recflix_tui.screens.frame.app_base import AppBase
from recflix_tui.screens.frame.navigator import Navigator, import_ahead
from recflix_tui.screens.frame.recflix_screen import LOAD, WRITES, RecflixScreen
from recflix_tui.screens.home import OPENING_HOME
from recflix_tui.screens.keep_home import PageKeeper
from recflix_tui.screens.keys.actions import (
    BACK,
    LESSON_ACTIONS,
    OPEN_SAMPLE,
    Action,
    app_actions,
)
from recflix_tui.screens.lesson.lesson_guide import LessonGuide
from recflix_tui.screens.watching.watching import Watching

if TYPE_CHECKING:
    from textual.app import App

    from recflix_tui.screens.history.importing import Importing
    from recflix_tui.screens.surprise.sitting import Sitting

POLL = 1.0  # seconds between looks at what other processes changed
MINUTE = 60.0  # seconds between looks at the clock
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
        super().__init__(library)
        self.screens = screens
        self.actions: Sequence[Action] = app_actions(screens)
        self.profile_id: int | None = None
        self.profile_name = ""
        self.revision = 0
        self._warming = warming
        self._navigator = Navigator(self, self, screens)
        self._elsewhere = ChangesElsewhere(
            self, lambda: self._navigator.start_over(self._first_screen)
        )
        self.training = TrainingFollower(self, library.models, self._elsewhere.adopt)
        self.lesson = LessonGuide(self, self)
        self.evaluation = EvaluationFollower(self, library)
        self.lookup = LookupFollower(self, library)
        self.watching = Watching(self)
        self._leaving = Leaving(self, self, self.leave, self._navigator.unkept)
        self._sitting: Sitting | None = None  # before its first surprise
        self._pages = PageKeeper(self, self)
        for action in (*self.actions, *LESSON_ACTIONS, OPEN_SAMPLE):
            if action.keys and action is not BACK:  # which is each screen's own
                self.bind(action.keys, action.run, description=action.help, show=False)

    # --- start and end ----------------------------------------------------------------------

    async def on_mount(self) -> None:
        last = self.library.profiles.last()
        if last is not None:
            self._watch_as(last, self.library.profiles.get(last).name)
        if not self.library.is_open:
            self.opening = f"opening {self.library.snapshot.dataset_name}"
        elif self.library.snapshot.dataset is None:
            self.opening = OPENING  # said from the first frame on
        # Awaited, so that keys typed ahead meet a screen that is there.
        await self.push_screen(self._navigator.screen(self._first_screen))
        if self.library.warning is not None:
            self.show_error(self.library.warning)
        self.set_interval(POLL, self.look_for_changes)
        self.set_interval(POLL, self.write_behaviour)
        self.set_interval(MINUTE, self.follow_clock)
        self.set_timer(LEISURE, self._prepare)
        self.set_interval(PageKeeper.EVERY, self._pages.look)
        self.training.states.subscribe(self, self._leaving.follow)
        self.evaluation.states.subscribe(self, self._leaving.follow)
        self.changes.subscribe(self, self.lesson.follow_change)
        if not self.is_headless:
            leave_at_signals(lambda number: self._end(128 + number))
        if self.library.is_open:
            self.run_worker(open_sample(self), group="opening")
        else:  # behind the page of the last time, which is drawn first
            self.call_after_refresh(self._open_behind)

    @work(group=OPENING_HOME)
    async def _open_behind(self) -> None:
        """Open what the page in view is made from, and bring it up to date in place."""
        with self.errors_shown():
            await self.read(self.library.open_rest)
        self.say_opening("")
        self.changed()
        self.run_worker(open_sample(self), group="opening")

    @work(group="ready")
    async def _prepare(self) -> None:
        """Once the first screen stands, prepare what is mostly asked for next."""
        for loading in [worker for worker in self.workers if worker.group == LOAD]:
            with contextlib.suppress(WorkerError):
                await loading.wait()
        await asyncio.to_thread(import_ahead, self.screens, self.library)
        self.lesson.follow_change()  # so that it is offered where that is due
        keep_for_good("the app")
        if self._warming:
            await compile_solvers(self)

    @work(group="poll")
    async def look_for_changes(self) -> None:
        """Take in what other processes changed, if anything."""
        # Told once: a look that is under way is let finish, never cancelled.
        await self._elsewhere.look()

    def follow_clock(self) -> None:
        """Have the screen in view show what the time brings."""
        if isinstance(self.screen, RecflixScreen):
            self.screen.follow_clock()

    @work(group="behaviour")
    async def write_behaviour(self) -> None:
        """Write what was done beside rating since the last time, if anything."""
        if self.library.behaviour.waits:
            with self.errors_shown():
                await self.write(self.library.behaviour.flush)

    async def action_quit(self) -> None:
        """Quit; while a training or an evaluation is under way, ask what is to become of it."""
        self._leaving.ask_or_leave()

    def action_help_quit(self) -> None:
        """Quit by ctrl+c as by any other key; Textual's name for what the key means."""
        self._leaving.ask_or_leave()

    @cached_property
    def importing(self) -> Importing:
        """One's own history, brought in: no first shelf waits for it."""
        from recflix_tui.screens.history.importing import Importing

        return Importing(self, self)

    @property
    def quits_when_done(self) -> bool:
        """Whether the app quits as soon as what is under way is done."""
        return self._leaving.waits

    @work(group="leaving")
    async def leave(self, return_code: int = 0) -> None:
        """Quit, when all that was rated before is on disk."""
        writing = [worker for worker in self.workers if worker.group == WRITES]
        if writing:  # of none at all, Textual would wait for every worker, a training too
            await self.workers.wait_for_complete(writing)
        self.exit(return_code=return_code)

    def _end(self, return_code: int) -> None:
        """Leave without a question: who sends a signal is not there to be asked."""
        self.leave(return_code)

    def terminal_went(self) -> None:
        """Leave as at a signal: nobody sees the app any more."""
        self._end(TERMINAL_GONE)

    async def on_unmount(self) -> None:
        self.watching.end()
        await self._pages.keep_last()
        await self.training.close()
        await self.evaluation.close()
        await self.lookup.close()
        if self.profile_id is not None:  # in the thread of its beginning, which may wait there
            await self.write(self.library.behaviour.session_ended, self.profile_id)
        with contextlib.suppress(RecflixError):  # who leaves has no screen left to read it on
            await self.write(self.library.behaviour.flush)
        self.end_threads()

    def post_display_hook(self) -> None:
        super().post_display_hook()
        self.watching.frame(self.screen_stack)
        if isinstance(self.screen, RecflixScreen):
            self.screen.was_drawn()

    # --- changes ----------------------------------------------------------------------------

    def changed(self, item: int | None = None) -> None:
        """Tell that `item` was rated or marked, or (None) that anything may have changed."""
        self.revision += 1
        self.changes.publish(item)

    @work(group="dataset")
    async def use_dataset(self, name: str) -> None:
        """Take another of the imported datasets into use."""
        with self.errors_shown():
            await self.write(self.library.datasets.use_at_next_look, name)
            await self._elsewhere.adopt()

    def action_open_sample(self) -> None:
        """Take the sample data into use, where no dataset is."""
        if self.library.snapshot.dataset is None and not self.opening:
            self.run_worker(open_sample(self, asked=True), group="opening")

    # --- keys -------------------------------------------------------------------------------

    async def hand_key(self, event: events.Event) -> None:
        """On a screen that says it has no room, keys lead away and do nothing to what is unseen."""
        screen = self.screen
        if not (isinstance(screen, RecflixScreen) and screen.is_too_small):
            await super().hand_key(event)
            return
        for action in (*self.actions, *LESSON_ACTIONS):
            if isinstance(event, events.Key) and event.key in action.keys.split(","):
                await screen.run_action(action.run)

    # --- screens ----------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show the screen of that name; nothing while nobody watches, where that is needed."""
        if self.profile_id is not None or not self._navigator.entry(name).needs_profile:
            self._navigator.show(name)

    def action_go(self, name: str) -> None:
        """Go to a screen by its key."""
        self.go(name)

    @property
    def group(self) -> Group:
        """The group of tabs that one is in."""
        return self._navigator.group

    def action_go_group(self, name: str) -> None:
        """Go to the screen of a group that was shown last."""
        self.go(self._navigator.last_of(Group(name)))

    def action_jump(self) -> None:
        """Show the letters of all screens; the next key leads to one."""
        from recflix_tui.screens.dialogs.jump import JumpScreen

        if self.profile_id is not None and isinstance(self.screen, RecflixScreen):
            self.push_screen(JumpScreen(self.screens), self._go_if_chosen)

    def _go_if_chosen(self, name: str | None) -> None:
        if name is not None:
            self.go(name)

    @property
    def _first_screen(self) -> str:
        return "profiles" if self.profile_id is None else "home"

    def open_title(self, item: int, why: bool = False) -> None:
        """Show one title over the present screen, at its why if `why`."""
        from recflix_tui.screens.title import TitleScreen

        self.push_screen(TitleScreen(self, item, why=why))

    def open_what_if(self, item: int) -> None:
        """Show over the present screen what would become of one title if one had done otherwise."""
        from recflix_tui.screens.what_if.what_if_screen import WhatIfScreen

        self.push_screen(WhatIfScreen(self, item))

    def action_surprise(self) -> None:
        """Show one film for tonight, over the present screen."""
        from recflix_tui.screens.surprise.sitting import Sitting
        from recflix_tui.screens.surprise.surprise_dialog import SurpriseScreen

        nothing = self.library.snapshot.dataset is None and not self.opening
        here = self.screen
        if self.profile_id is None or nothing:
            return
        if not isinstance(here, RecflixScreen) or here.is_too_small:
            return
        if self._sitting is None or self._sitting.profile_id != self.profile_id:
            self._sitting = Sitting(self.profile_id)
        self.push_screen(SurpriseScreen(self, self._sitting), self._open_if_chosen)

    def _open_if_chosen(self, item: int | None) -> None:
        if item is not None:
            self.open_title(item)

    def ask_how_far(self, title: str, answer: Callable[[int | None], None]) -> None:
        """Ask how far one got in a title that one gave up on."""
        from recflix_tui.screens.dialogs.give_up import GiveUpScreen

        self.push_screen(GiveUpScreen(title), answer)

    def action_search(self) -> None:
        """Show Browse with its search box focused."""
        from recflix_tui.screens.browse.browse_screen import BrowseScreen

        self.go("browse")
        if isinstance(self.screen, BrowseScreen):
            self.screen.focus_search()

    def back(self) -> None:
        """End the lesson under way; else leave the screen on top, and from a tab go Home: to the
        profiles, while nobody watches."""
        here = self.screen
        if isinstance(here, RecflixScreen) and here.HAS_LESSON and self.lesson.end():
            return
        if not self._navigator.leave_top():
            self.go(self._first_screen)

    def action_show_help(self) -> None:
        """Show all keys of the screen in view."""
        from recflix_tui.screens.dialogs.help import HelpScreen

        if isinstance(self.screen, RecflixScreen):
            self.push_screen(HelpScreen(self, self.screen))

    def action_command_palette(self) -> None:
        """Show the command palette; Textual's own name for that, and its key."""
        if not CommandPalette.is_open(cast("App[object]", self)):
            from recflix_tui.screens.dialogs.dialog import Palette

            self.push_screen(Palette(placeholder="an action or a title"))

    # --- the lesson -------------------------------------------------------------------------

    def action_lesson(self, steps: int) -> None:
        """A step on, or back, of the lesson under way."""
        self.lesson.step(steps)

    def action_end_lesson(self) -> None:
        self.lesson.end()

    def on_resize(self) -> None:
        """Rows that a lesson tells of hang on how much is seen at once."""
        self.lesson.follow_size()

    # --- profile ----------------------------------------------------------------------------

    @work(group="choose", exclusive=True)
    async def choose_profile(self, profile_id: int) -> None:
        """Make this person the one who watches, and show Home."""
        with self.errors_shown():
            await self.watch_as(profile_id)
            self.go("home")
            self.lesson.follow_change()

    async def watch_as(self, profile_id: int) -> None:
        """Make this person the one who watches, wherever one is."""
        profile = await self.write(self.library.profiles.get, profile_id)
        await self.write(self.library.profiles.remember, profile_id)
        self._watch_as(profile_id, profile.name)

    def _watch_as(self, profile_id: int, name: str) -> None:
        if profile_id != self.profile_id:
            if self.profile_id is not None:
                self.watching.end()
            self._pass_session(self.profile_id, profile_id)
        self.profile_id, self.profile_name = profile_id, name
        self.revision += 1

    @work(group="behaviour")
    async def _pass_session(self, before: int | None, after: int) -> None:
        with self.errors_shown():
            await self.write(self.library.behaviour.session_passes, before, after)
